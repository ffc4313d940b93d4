namespace Aos.Api.Platform.Audit.Chain;

/// <summary>Chains the audit within a second of each commit, so that no request waits for it. Any node does it; whoever comes second leaves it to the first.</summary>
internal sealed partial class ChainWorker(ChainStore chain, ILogger<ChainWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Look;
            try
            {
                if (await chain.IsWaitingAsync(stoppingToken) && await chain.ChainAsync(stoppingToken) == ChainStore.Batch)
                    continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(logger, fault.Message);
                pause = PauseAfterFault;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chain of the audit pauses: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
