using Npgsql;

namespace Aos.Api.Platform.Limits.Days;

/// <summary>
/// Each second: gives back what this node does not need, and tells tenants of thresholds. At the end of the process, when
/// no request runs any more, it gives everything back.
/// </summary>
internal sealed partial class QuotaWorker(Quotas quotas, QuotaNotices notices, NpgsqlDataSource database, ILogger<QuotaWorker> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The server has answered its last request.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        quotas.Close();
        await TryAsync(() => TellAsync(cancellationToken), cancellationToken);
        await TryAsync(() => ReturnAsync(all: true), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(() => ReturnAsync(all: false), stoppingToken);
                await TryAsync(() => TellAsync(stoppingToken), stoppingToken);
                quotas.Forget();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is held goes back at the end.
        }
    }

    private async Task ReturnAsync(bool all)
    {
        var now = quotas.Now;
        if (!quotas.All.Any(quota => IsDue(quota, now, all)))
            return;

        // The connection first: while the database is away the units stay here. Once the statement is sent nobody knows
        // whether it was done, and then they are lost: the limit is never passed.
        await using var connection = await database.OpenConnectionAsync();
        var returned = new List<ReturnedUnits>();
        foreach (var quota in quotas.All.Where(quota => IsDue(quota, now, all)))
            if (await TakeBackAsync(quota, now, all) is { Units: > 0 } units)
                returned.Add(units);
        if (returned.Count > 0)
            await QuotaStore.ReturnAsync(connection, returned);
    }

    private static bool IsDue(Quota quota, long now, bool all) =>
        quota.Last is { Available: > 0 } day && now < day.EndsAt && (all || now >= day.LookAt || day.IsScarce);

    private static async Task<ReturnedUnits> TakeBackAsync(Quota quota, long now, bool all)
    {
        await quota.Gate.WaitAsync();
        try
        {
            var day = quota.Last!;
            // Of the last units none is kept: another node may need it.
            var units = all || day.IsScarce ? day.TakeAll() : day.TakeSurplus();
            day.LookAt = now + Quotas.LookEvery.Ticks;
            return new(day.Date, quota.Key, units);
        }
        finally
        {
            quota.Gate.Release();
        }
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        foreach (var quota in quotas.All)
        {
            if (quota.Last is not { IsNoticeDue: true } day)
                continue;
            day.IsNoticeDue = false;
            await TryAsync(() => TellAsync(quota, day, cancellation), cancellation);
        }
    }

    private async Task TellAsync(Quota quota, LeasedDay day, CancellationToken cancellation)
    {
        try
        {
            await notices.TellAsync(quota, day, cancellation);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // The database comes back; what else fails would fail again, and the others are to be told too.
            day.IsNoticeDue = true;
            throw;
        }
    }

    // What goes wrong here must not end the node.
    private async Task TryAsync(Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFault(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Units of the day could not be given back or told of")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
