using System.Threading.Channels;

namespace Aos.Api.Tests.VehicleIdentification.Sandbox;

/// <summary>A clock whose timers of one length run out when a test says so; all others run in real time.</summary>
internal sealed class StoppedTimers(TimeSpan length) : TimeProvider
{
    private readonly Channel<StoppedTimer> _timers = Channel.CreateUnbounded<StoppedTimer>();

    /// <summary>Where the time comes from.</summary>
    public TimeProvider Time { get; set; } = System;

    public override DateTimeOffset GetUtcNow() => Time.GetUtcNow();

    public override long GetTimestamp() => Time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length)
            return Time.CreateTimer(callback, state, dueTime, period);
        var timer = new StoppedTimer(() => callback(state));
        _timers.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>The next timer that was started.</summary>
    public async Task<StoppedTimer> NextAsync() => await _timers.Reader.ReadAsync();
}

/// <summary>A timer that runs out by hand.</summary>
internal sealed class StoppedTimer(Action run) : ITimer
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when nobody waits for it any more.</summary>
    public Task Disposed => _disposed.Task;

    public void Fire() => run();

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose() => _disposed.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
