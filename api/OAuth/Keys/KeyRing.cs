namespace Aos.Api.OAuth.Keys;

/// <summary>The signing keys as one node has read them.</summary>
/// <param name="keys">Every kept key.</param>
/// <param name="databaseAhead">By how much the database's clock is ahead of this node's.</param>
internal sealed class KeyRing(IReadOnlyList<SigningKey> keys, TimeSpan databaseAhead)
{
    /// <summary>Every kept key, also those that check old hints only.</summary>
    public IReadOnlyList<SigningKey> All { get; } = keys;

    /// <summary>The key that signs now; null if there is none.</summary>
    public SigningKey? Signer(string algorithm, DateTimeOffset nodeTime)
    {
        var now = (nodeTime + databaseAhead).UtcDateTime;
        return All.Where(key => key.Algorithm == algorithm && key.SignsFrom <= now && key.SignsUntil > now).MaxBy(key => key.SignsFrom);
    }

    /// <summary>The keys that clients may know of.</summary>
    public IEnumerable<SigningKey> Published(DateTimeOffset nodeTime)
    {
        var now = (nodeTime + databaseAhead).UtcDateTime;
        return All.Where(key => key.SignsUntil + KeyLives.Published > now);
    }
}
