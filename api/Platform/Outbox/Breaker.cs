namespace Aos.Api.Platform.Outbox;

/// <summary>After five failures in a row nothing is tried for 30 s; then one more failure opens it again.</summary>
internal sealed class Breaker(TimeProvider time)
{
    private const int Failures = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private int _failures;
    private DateTimeOffset _openUntil = DateTimeOffset.MinValue;

    /// <summary>True while nothing is to be tried.</summary>
    public bool IsOpen => time.GetUtcNow() < _openUntil;

    public void Succeeded() => _failures = 0;

    public void Failed()
    {
        if (++_failures >= Failures)
            _openUntil = time.GetUtcNow() + Pause;
    }
}
