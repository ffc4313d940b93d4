namespace Aos.Api.OAuth.Keys;

/// <summary>How long a signing key does what: pure rules.</summary>
internal static class KeyLives
{
    /// <summary>Algorithms of ID tokens; a key of each is always there.</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "ES256"];

    /// <summary>Time for which a key signs.</summary>
    public static readonly TimeSpan Signs = TimeSpan.FromDays(90);

    /// <summary>Time for which a key stands in the key set before it signs and after it has signed, so that clients can keep the set.</summary>
    public static readonly TimeSpan Published = TimeSpan.FromHours(24);

    /// <summary>Time for which a key is kept after it has signed, to recognise the ID tokens that log-out and sign-in take as hints.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The work runs hourly and may be late once.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromHours(2);

    /// <summary>When the next key shall begin to sign; null while it is not yet time to make one.</summary>
    /// <param name="lastEnds">When the last key of the algorithm ceases to sign; null if there is none.</param>
    /// <param name="now">Time of the database.</param>
    public static DateTime? NextStart(DateTime? lastEnds, DateTime now) =>
        lastEnds is not { } ends || ends <= now ? now
        : ends - now <= Published + Early ? ends
        : null;
}
