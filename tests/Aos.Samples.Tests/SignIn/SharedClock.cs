using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Samples.Tests.SignIn;

/// <summary>The clock of the API under test, for a client beside it: whoever waits on it moves both.</summary>
internal sealed class SharedClock(ApiHost api) : TimeProvider
{
    private readonly MovableClock _clock = api.Clock;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The state of a time-out is its CancellationTokenSource; that of Task.Delay is the task.
        if (state is CancellationTokenSource)
            return base.CreateTimer(callback, state, dueTime, period);
        _ = Task.Run(async () =>
        {
            await _clock.AdvanceAsync(dueTime);
            callback(state);
        });
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
