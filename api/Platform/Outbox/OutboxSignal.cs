namespace Aos.Api.Platform.Outbox;

/// <summary>Wakes the worker of this node when a message was written here; other nodes look every second.</summary>
internal sealed class OutboxSignal
{
    /// <summary>Time in which an act has mostly committed.</summary>
    private static readonly TimeSpan Commit = TimeSpan.FromMilliseconds(30);

    private readonly SemaphoreSlim _mail = new(0);
    private readonly SemaphoreSlim _sms = new(0);

    /// <summary>Something was written, and will soon be committed.</summary>
    public void Wake(string channel) => Of(channel).Release();

    /// <summary>Waits for the signal, at most this long.</summary>
    public async Task WaitAsync(string channel, TimeSpan longest, CancellationToken cancellation)
    {
        var signal = Of(channel);
        if (!await signal.WaitAsync(longest, cancellation))
            return;
        await Task.Delay(Commit, cancellation);
        while (await signal.WaitAsync(TimeSpan.Zero, cancellation))
        {
            // One look takes all that came meanwhile.
        }
    }

    private SemaphoreSlim Of(string channel) => channel == Channel.Mail ? _mail : _sms;
}
