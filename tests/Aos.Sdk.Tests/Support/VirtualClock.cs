namespace Aos.Sdk.Tests.Support;

/// <summary>
/// A clock that tests move. Waiting (<c>Task.Delay</c>) passes at once and is noted in <see cref="Waits"/>, unless
/// <see cref="WaitsPass"/> is off; time-outs only end when the test moves the clock.
/// </summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];
    public bool WaitsPass { get; init; } = true;

    /// <summary>Ends when somebody waits.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public void Advance(TimeSpan time)
    {
        VirtualTimer[] due;
        lock (_lock)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            _timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state)) { DueAt = DateTimeOffset.MaxValue };
        if (dueTime == Timeout.InfiniteTimeSpan)
            return timer;
        lock (_lock)
        {
            timer.DueAt = _now + dueTime;
            _timers.Add(timer);
        }
        // The state of a time-out is its CancellationTokenSource; that of Task.Delay is the task.
        if (state is CancellationTokenSource)
            return timer;
        lock (_lock)
            Waits.Add(dueTime);
        Waiting.TrySetResult();
        if (WaitsPass)
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }

    private sealed class VirtualTimer(VirtualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
