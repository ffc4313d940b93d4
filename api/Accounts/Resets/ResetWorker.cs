namespace Aos.Api.Accounts.Resets;

/// <summary>Looks at wishes for a reset after they have been answered, and blanks codes that are sent no more.</summary>
internal sealed partial class ResetWorker(ResetWishes wishes, PasswordResets resets, ResetCodes codes, ILogger<ResetWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = Look;
            try
            {
                await codes.BlankAsync(stoppingToken);
                while (await wishes.NextAsync(stoppingToken) is { } wish)
                    await TryAsync(wish, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(logger, fault.GetType().Name);
                sleep = PauseAfterFault;
            }

            await wishes.WaitAsync(sleep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(ResetWish wish, CancellationToken stoppingToken)
    {
        try
        {
            await resets.FulfilAsync(wish, stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            LogFault(logger, fault.GetType().Name);
            await wishes.PutBackAsync(wish, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A wish for a password reset failed and is tried again: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
