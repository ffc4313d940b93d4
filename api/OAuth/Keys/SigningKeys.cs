using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Writes;
using Npgsql;

namespace Aos.Api.OAuth.Keys;

/// <summary>
/// The keys that sign ID tokens. They are made in time by whichever node comes first; every node keeps what it has read
/// for a minute, or until a notice says that the keys have changed.
/// </summary>
internal sealed class SigningKeys
{
    private static readonly TimeSpan CacheLife = TimeSpan.FromMinutes(1);
    private readonly NpgsqlDataSource _database;
    private readonly Writes _writes;
    private readonly KeyCipher _cipher;
    private readonly TimeProvider _time;
    private volatile Cached? _cached;

    public SigningKeys(NpgsqlDataSource database, Writes writes, KeyCipher cipher, TimeProvider time, NotificationListener listener)
    {
        (_database, _writes, _cipher, _time) = (database, writes, cipher, time);
        listener.On(NotificationListener.RightsChannel, notice =>
        {
            if (notice == SigningKeyStore.Notice)
                _cached = null;
        });
        listener.OnReconnect(() => _cached = null);
    }

    /// <summary>The key that signs now.</summary>
    public async Task<SigningKey> SignerAsync(string algorithm, CancellationToken cancellation) =>
        (await RingAsync(cancellation)).Signer(algorithm, _time.GetUtcNow())
        ?? throw new InvalidOperationException($"There is no signing key for {algorithm}.");

    /// <summary>The keys that clients may know of.</summary>
    public async Task<PublicKeys> PublishedAsync(CancellationToken cancellation) =>
        new() { Keys = [.. (await RingAsync(cancellation)).Published(_time.GetUtcNow()).Select(key => key.Public)] };

    /// <summary>Every key that may have signed an ID token of the last months.</summary>
    public async Task<IReadOnlyList<SigningKey>> KeptAsync(CancellationToken cancellation) => (await RingAsync(cancellation)).All;

    /// <summary>Makes the keys that are due.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (await _writes.RunAsync(Actor.System, requestId: null, write => SigningKeyStore.EnsureAsync(write, _cipher), cancellation))
            _cached = null;
    }

    private async Task<KeyRing> RingAsync(CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        if (_cached is { } cached && now - cached.ReadAt < CacheLife)
            return cached.Ring;
        var ring = await ReadAsync(cancellation);
        if (KeyLives.Algorithms.Any(algorithm => ring.Signer(algorithm, _time.GetUtcNow()) is null))
        {
            // Before the first hourly work, or after a long time without any.
            await EnsureAsync(cancellation);
            ring = await ReadAsync(cancellation);
        }

        _cached = new(ring, now);
        return ring;
    }

    private async Task<KeyRing> ReadAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        var rows = await SigningKeyStore.ListAsync(connection, cancellation);
        var ahead = rows.Count > 0 ? rows[0].Now - _time.GetUtcNow().UtcDateTime : TimeSpan.Zero;
        return new([.. rows.Select(row => SigningKey.Read(row.Id, row.Algorithm, _cipher.Decrypt(row.Id, row.PrivateKey), row.SignsFrom, row.SignsUntil))], ahead);
    }

    private sealed record Cached(KeyRing Ring, DateTimeOffset ReadAt);
}
