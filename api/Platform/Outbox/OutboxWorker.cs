using System.Security.Cryptography;
using System.Text.Json;
using Aos.Api.Platform.Outbox.Delivery;
using Aos.Api.Platform.Telemetry;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Outbox;

/// <summary>
/// Delivers what waits, each channel for itself. A node looks every second and when it wrote a message itself; no notice
/// goes between nodes, since that would hold up every commit.
/// </summary>
internal sealed partial class OutboxWorker(
    OutboxStore store, Messages messages, Deliveries deliveries, OutboxSignal signal, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookWithoutDelivery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(30);

    /// <summary>Pauses after the first, second … failed attempt, a day in all; after the last the message is given up.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.Deliver
        ? Task.WhenAll(LoopAsync(Channel.Mail, stoppingToken), LoopAsync(Channel.Sms, stoppingToken))
        : Task.CompletedTask;

    private async Task LoopAsync(string channel, CancellationToken stoppingToken)
    {
        var breaker = new Breaker(time);
        var delivery = deliveries.Of(channel);
        var nextCount = DateTimeOffset.MinValue;
        if (delivery is null && channel == Channel.Mail)
            LogNoServer(logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = delivery is null ? LookWithoutDelivery : Look;
            try
            {
                if (await TurnAsync(channel, breaker, stoppingToken))
                    continue;
                if (time.GetUtcNow() >= nextCount)
                {
                    AosMeters.MessagesWaiting(channel, await store.CountWaitingAsync(channel, stoppingToken));
                    nextCount = time.GetUtcNow() + CountEvery;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(logger, channel, fault.Message);
                sleep = PauseAfterFault;
            }

            await signal.WaitAsync(channel, sleep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Works on a batch, unless the other side is left in peace; true if there was one.</summary>
    internal async Task<bool> TurnAsync(string channel, Breaker breaker, CancellationToken stoppingToken) =>
        !breaker.IsOpen && await WorkAsync(channel, deliveries.Of(channel), breaker, stoppingToken);

    /// <summary>Works on a batch; true if there was one.</summary>
    private async Task<bool> WorkAsync(string channel, IDelivery? delivery, Breaker breaker, CancellationToken stoppingToken)
    {
        var batch = await store.ClaimAsync(channel, delivery is not null, stoppingToken);
        foreach (var row in batch.Where(row => row.Content is null))
            Ended(row, "expired");
        var taken = batch.Where(row => row.Content is not null).ToList();
        for (var i = 0; i < taken.Count; i++)
        {
            if (breaker.IsOpen || stoppingToken.IsCancellationRequested)
            {
                await store.ReturnAsync(taken[i..]);
                break;
            }

            await DeliverAsync(taken[i], delivery!, breaker, stoppingToken);
        }

        return batch.Count > 0;
    }

    private async Task DeliverAsync(OutboxRow row, IDelivery delivery, Breaker breaker, CancellationToken stoppingToken)
    {
        try
        {
            await delivery.DeliverAsync(row, Read(row), stoppingToken);
            breaker.Succeeded();
            if (await store.EndAsync(row, "sent"))
                Ended(row, "sent");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await store.ReturnAsync([row]);
        }
        catch (DeliveryException refusal) when (refusal.IsFinal)
        {
            // The other side works; it does not want this message.
            breaker.Succeeded();
            await GiveUpAsync(row, refusal);
        }
        catch (Exception fault)
        {
            breaker.Failed();
            await TryAgainAsync(row, fault);
        }
    }

    /// <summary>What the message says. One that cannot be opened never can be, which is no fault of the other side.</summary>
    private MessageContent Read(OutboxRow row)
    {
        try
        {
            return messages.Read(row);
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            throw new DeliveryException("unreadable", "The message cannot be opened: its key is gone.", isFinal: true, fault);
        }
    }

    private async Task TryAgainAsync(OutboxRow row, Exception fault)
    {
        if (row.Attempts > Pauses.Count)
        {
            await GiveUpAsync(row, fault);
            return;
        }

        var pause = Pauses[row.Attempts - 1];
        await store.TryAgainAsync(row, pause, ErrorOf(fault));
        AosMeters.MessageEnded(row.Channel, "retried");
        LogRetry(logger, row.Channel, row.Id, row.Purpose, row.Attempts, pause, ReasonOf(fault));
    }

    private async Task GiveUpAsync(OutboxRow row, Exception fault)
    {
        if (!await store.EndAsync(row, "failed", ErrorOf(fault)))
            return;
        AosMeters.MessageEnded(row.Channel, "failed");
        LogGivenUp(logger, row.Channel, row.Id, row.Purpose, row.Attempts, ReasonOf(fault));
    }

    private void Ended(OutboxRow row, string outcome)
    {
        AosMeters.MessageEnded(row.Channel, outcome);
        LogEnded(logger, row.Channel, row.Id, row.Purpose, outcome);
    }

    // The answer of a server may repeat the recipient, so it goes into the row and not into the log.
    private static string ErrorOf(Exception fault)
    {
        var text = $"{ReasonOf(fault)} {fault.Message}".ReplaceLineEndings(" ");
        return text.Length > 500 ? text[..500] : text;
    }

    private static string ReasonOf(Exception fault) => fault is DeliveryException delivery ? delivery.Reason : fault.GetType().Name;

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Channel} {MessageId} ({Purpose}) is {Outcome}")]
    private static partial void LogEnded(ILogger logger, string channel, Guid messageId, string purpose, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Channel} {MessageId} ({Purpose}) failed at attempt {Attempt} and is tried again in {Pause}: {Reason}")]
    private static partial void LogRetry(ILogger logger, string channel, Guid messageId, string purpose, int attempt, TimeSpan pause, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Channel} {MessageId} ({Purpose}) is given up after attempt {Attempt}: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string channel, Guid messageId, string purpose, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail server is set (Mail:Host): mails wait until there is one")]
    private static partial void LogNoServer(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker of {Channel} pauses: {Reason}")]
    private static partial void LogFault(ILogger logger, string channel, string reason);
}
