using Aos.Api.Platform.Database;
using Npgsql;

namespace Aos.Api.Platform.Audit.Refusals;

/// <summary>Writes the counted refusals when their minute is over, and what is left at the end of the process. Idle, it asks nobody.</summary>
internal sealed partial class RefusalWriter(RefusalCounter counter, NpgsqlDataSource database, ILogger<RefusalWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(counter.Take(all: true), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(counter.Take(all: false), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is written at the end.
        }
    }

    private async Task WriteAsync(IReadOnlyList<AuditAct> acts, CancellationToken cancellation)
    {
        if (acts.Count == 0)
            return;
        try
        {
            await DatabaseTransaction.RunAsync(database, async (connection, transaction) =>
            {
                foreach (var act in acts)
                    await act.WriteAsync(connection, transaction);
                return true;
            }, cancellation);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            LogLost(logger, acts.Count, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} counts of refusals could not be written: {Reason}")]
    private static partial void LogLost(ILogger logger, int count, string reason);
}
