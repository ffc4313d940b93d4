namespace Aos.Sdk.Testing;

/// <summary>A clock on which waiting takes no time: whoever waits moves it to the end of the wait. Time-outs only end when it passes them.</summary>
internal sealed class SkippingClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<SkippingTimer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = System.GetUtcNow();

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
                return [.. _waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SkippingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        // The state of a time-out is its CancellationTokenSource; that of Task.Delay is the task.
        if (state is CancellationTokenSource || dueTime == Timeout.InfiniteTimeSpan)
            return timer;
        lock (_lock)
            _waits.Add(dueTime);
        var end = timer.DueAt;
        ThreadPool.QueueUserWorkItem(_ => MoveTo(end));
        return timer;
    }

    private void MoveTo(DateTimeOffset time)
    {
        SkippingTimer[] due;
        lock (_lock)
        {
            _now = time > _now ? time : _now;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            _timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class SkippingTimer(SkippingClock clock, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                DueAt = clock._now + dueTime;
                clock._timers.Add(this);
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
