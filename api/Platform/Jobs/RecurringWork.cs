using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Jobs;

/// <summary>Work that is done every hour by one node, whichever comes first; register it as a service.</summary>
/// <param name="Name">Its name, the same on all nodes.</param>
/// <param name="RunAsync">Does it. It is done again in an hour if it fails or its node dies.</param>
internal sealed record RecurringWork(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>Does recurring work when it is due and no other node does it.</summary>
internal sealed partial class RecurringWorks(IEnumerable<RecurringWork> works, IServiceProvider services, NpgsqlDataSource database, TimeProvider time, ILogger<RecurringWorks> logger)
{
    private DateTimeOffset _nextHour = DateTimeOffset.MinValue;

    /// <summary>Does what is due; returns the time until it is worth looking again.</summary>
    public async Task<TimeSpan> RunDueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now < _nextHour)
            return _nextHour - now;
        foreach (var work in works)
            if (await TakeAsync(work.Name, cancellation))
                await RunAsync(work, cancellation);
        _nextHour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        return _nextHour - now;
    }

    private async Task RunAsync(RecurringWork work, CancellationToken cancellation)
    {
        try
        {
            await work.RunAsync(services, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogFault(logger, fault, work.Name);
        }
    }

    /// <summary>True for the one node that moves the work on to the next hour.</summary>
    private async Task<bool> TakeAsync(string name, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            insert into platform.recurring_work as w (name, due_at) values (@name, date_trunc('hour', platform.now()) + interval '1 hour')
            on conflict (name) do update set due_at = excluded.due_at where w.due_at <= platform.now()
            """, new { name }, cancellationToken: cancellation)) > 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Recurring work {Work} failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string work);
}
