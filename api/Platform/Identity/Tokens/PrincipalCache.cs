using System.Collections.Concurrent;
using Aos.Api.Platform.Database;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>
/// Principals by token hash, for 30 s at most. A notice of a revoked family, a changed account, tenant or client drops
/// its entries on every node at once; while notices are not heard, nothing is served from here.
/// </summary>
public sealed class PrincipalCache
{
    private const int Capacity = 50_000;
    private readonly ConcurrentDictionary<TokenHash, Principal> _entries = new();
    private readonly NotificationListener _listener;
    private readonly TimeProvider _time;
    private long _generation;

    /// <summary>Listens for revocations.</summary>
    public PrincipalCache(NotificationListener listener, TimeProvider time)
    {
        (_listener, _time) = (listener, time);
        listener.On(NotificationListener.RightsChannel, Drop);
        listener.OnReconnect(Clear);
    }

    /// <summary>The principal of a token, if it is known and still valid.</summary>
    internal Principal? Find(TokenHash hash) =>
        _listener.IsHealthy && _entries.TryGetValue(hash, out var principal) && principal.ValidUntil > _time.GetUtcNow() ? principal : null;

    /// <summary>Counts the notices; taken before the database is asked and handed to <see cref="Keep"/>.</summary>
    internal long Generation => Interlocked.Read(ref _generation);

    /// <summary>Keeps a principal that was just read, unless a notice came meanwhile: the row may have been read before the revocation.</summary>
    internal void Keep(TokenHash hash, Principal principal, long generation)
    {
        if (generation != Generation)
            return;
        if (_entries.Count >= Capacity)
            MakeRoom();
        _entries[hash] = principal;

        // A notice that came between the question above and the line above has not seen the entry.
        if (generation != Generation)
            _entries.TryRemove(hash, out _);
    }

    private void MakeRoom()
    {
        var now = _time.GetUtcNow();
        var surplus = Capacity / 10;
        foreach (var (hash, principal) in _entries)
            if (principal.ValidUntil <= now || surplus-- > 0)
                _entries.TryRemove(hash, out _);
    }

    private void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private void Drop(string notice)
    {
        Interlocked.Increment(ref _generation);
        if (notice.Length < 3)
            return;
        var text = notice[2..];
        var id = Guid.TryParse(text, out var parsed) ? parsed : Guid.Empty;
        foreach (var (hash, principal) in _entries)
            if (Concerns(notice[0], text, id, principal))
                _entries.TryRemove(hash, out _);
    }

    private static bool Concerns(char kind, string text, Guid id, Principal principal) => kind switch
    {
        'f' => principal.Family == id,
        'u' => principal.AccountId == id,
        'o' => principal.TenantId == id || principal.ParentTenantId == id || principal.ClientTenantId == id || principal.ClientParentTenantId == id,
        'c' => principal.ClientId == text,
        _ => true,
    };
}
