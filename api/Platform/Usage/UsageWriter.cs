using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Usage;

/// <summary>Writes what was counted, each second in one statement, and the rest when the server has answered its last request. Idle, it asks nobody.</summary>
internal sealed partial class UsageWriter(UsageCounters counters, NpgsqlDataSource database, ILogger<UsageWriter> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The server has answered its last request.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => WriteAsync();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is written at the end.
        }
    }

    private async Task WriteAsync()
    {
        var rows = counters.Take();
        if (rows.Count == 0)
            return;
        try
        {
            await AddAsync(rows);
        }
        catch (Exception fault)
        {
            counters.PutBack(rows);
            LogFault(logger, rows.Count, fault);
        }
    }

    // In the order of the key, so that nodes do not wait for each other in a circle.
    private async Task AddAsync(List<UsageRow> rows)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            /* worker */
            insert into platform.usage as u (day, organisation_id, environment, client_id, product, operation, calls, units, successful, unchanged, refused, failed)
            select r.day, r.organisation_id, r.environment, r.client_id, r.product, r.operation,
                   sum(r.calls), sum(r.units), sum(r.successful), sum(r.unchanged), sum(r.refused), sum(r.failed)
            from unnest(@days, @organisations, @environments, @clients, @products, @operations, @calls, @units, @successful, @unchanged, @refused, @failed)
                 as r (day, organisation_id, environment, client_id, product, operation, calls, units, successful, unchanged, refused, failed)
            group by 1, 2, 3, 4, 5, 6
            order by 2, 1, 3, 5, 4, 6
            on conflict (organisation_id, day, environment, product, client_id, operation) do update
            set calls = u.calls + excluded.calls, units = u.units + excluded.units, successful = u.successful + excluded.successful,
                unchanged = u.unchanged + excluded.unchanged, refused = u.refused + excluded.refused, failed = u.failed + excluded.failed
            """,
            new
            {
                days = rows.Select(row => row.Date).ToArray(),
                organisations = rows.Select(row => row.Owner.Id).ToArray(),
                environments = rows.Select(row => row.Owner.Environment).ToArray(),
                clients = rows.Select(row => row.ClientId).ToArray(),
                products = rows.Select(row => row.Metered.Product).ToArray(),
                operations = rows.Select(row => row.Metered.Operation).ToArray(),
                calls = rows.Select(row => row.Calls).ToArray(),
                units = rows.Select(row => row.Units).ToArray(),
                successful = rows.Select(row => row.Successful).ToArray(),
                unchanged = rows.Select(row => row.Unchanged).ToArray(),
                refused = rows.Select(row => row.Refused).ToArray(),
                failed = rows.Select(row => row.Failed).ToArray(),
            });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} rows of usage could not be written and are kept")]
    private static partial void LogFault(ILogger logger, int count, Exception exception);
}
