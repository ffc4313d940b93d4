using System.Collections.Concurrent;
using Npgsql;

namespace Aos.Api.Platform.Limits.Days;

/// <summary>
/// The units of the day of all callers, as far as this node holds them. A request takes from memory; the database is
/// asked for the next block ahead of time, and by a request itself only when nothing is at hand.
/// </summary>
internal sealed partial class Quotas(QuotaStore store, TimeProvider time, ILogger<Quotas> logger)
{
    /// <summary>After this time the worker looks what is not needed.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <summary>For this time a node believes that too little is left, and does not ask again.</summary>
    private static readonly TimeSpan RefusalHolds = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<QuotaKey, Quota> _all = new();
    private volatile bool _isClosed;

    /// <summary>All that this node holds.</summary>
    public IEnumerable<Quota> All => _all.Values;

    /// <summary>Time of this node.</summary>
    public long Now => time.GetUtcNow().UtcTicks;

    /// <summary>The units of a caller.</summary>
    public Quota Of(QuotaKey key, QuotaOwner owner) => _all.TryGetValue(key, out var quota) ? quota : _all.GetOrAdd(key, static (key, owner) => new(key, owner), owner);

    /// <summary>Units of a tenant that nobody has spent today: the figure of <c>RateLimit</c> on this node.</summary>
    /// <param name="key">Whose units.</param>
    /// <param name="limit">Units of the day.</param>
    /// <param name="used">Units that are spent or held by nodes, as the database says.</param>
    public long Left(QuotaKey key, long limit, long used)
    {
        var held = _all.TryGetValue(key, out var quota) && quota.Last is { } day && Now < day.EndsAt ? day.Available : 0;
        return Math.Clamp(limit - used + held, 0, limit);
    }

    /// <summary>Forgets units whose day is over, so that nothing stays of callers who come no more.</summary>
    public void Forget()
    {
        var now = Now;
        foreach (var (key, quota) in _all)
            if (quota.Last is { IsNoticeDue: false } day && now >= day.EndsAt)
                _all.TryRemove(new(key, quota));
    }

    /// <summary>No request comes any more: nothing is leased ahead.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Takes units that are at hand; null if the database must be asked.</summary>
    public LeasedDay? TryTake(Quota quota, long limit, long units)
    {
        if (quota.Today(limit, Now) is not { } day || !day.TryTake(units))
            return null;
        if (day.IsRunningLow && quota.TryBeginRefill())
            RefillInBackground(quota, limit);
        return day;
    }

    /// <summary>Takes units, with the help of the database where needed; null if too few are left.</summary>
    public async Task<LeasedDay?> TakeAsync(Quota quota, long limit, long units, CancellationToken cancellation)
    {
        await quota.Gate.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                var now = Now;
                var day = quota.Today(limit, now);
                if (day is not null && day.TryTake(units))
                    return day;
                if (day is not null && day.IsRefused(units, now))
                    return null;
                if (units - (day?.Available ?? 0) is > 0 and var missing)
                    await LeaseAsync(quota, limit, missing);
            }
        }
        finally
        {
            quota.Gate.Release();
        }
    }

    /// <summary>Makes sure that it is known what is left of today.</summary>
    public async Task KnowAsync(Quota quota, long limit, CancellationToken cancellation)
    {
        await quota.Gate.WaitAsync(cancellation);
        try
        {
            if (quota.Today(limit, Now) is null)
                await LeaseAsync(quota, limit, needed: 0);
        }
        finally
        {
            quota.Gate.Release();
        }
    }

    private void RefillInBackground(Quota quota, long limit)
    {
        // It serves the requests to come and belongs to the trace of none.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => RefillAsync(quota, limit));
    }

    private async Task RefillAsync(Quota quota, long limit)
    {
        await quota.Gate.WaitAsync();
        try
        {
            if (!_isClosed && quota.Today(limit, Now) is { IsRunningLow: true })
                await LeaseAsync(quota, limit, needed: 0);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            LogFault(logger, fault.Message);
        }
        finally
        {
            quota.EndRefill();
            quota.Gate.Release();
        }
    }

    private async Task LeaseAsync(Quota quota, long limit, long needed)
    {
        var began = Now;
        var held = quota.Last is { } last && began < last.EndsAt ? last : null;
        // What was leased under another limit goes back first: the new one counts at once.
        var returned = held is not null && held.Limit != limit ? held.TakeAll() : 0;
        // A request may still know units that were forgotten: it takes what it needs and leases nothing ahead, which nobody would give back.
        var isKnown = ReferenceEquals(_all.GetOrAdd(quota.Key, quota), quota);
        var block = isKnown ? LeasedDay.BlockOf(limit) - (held?.Available ?? 0) : 0;
        var lease = await store.LeaseAsync(quota.Key, new(needed, Math.Max(0, block), returned, limit));
        var day = held is not null && held.Date == lease.Date ? held : new(lease.Date) { LookAt = began + LookEvery.Ticks };
        day.Limit = limit;
        day.EndsAt = began + (long)(lease.SecondsLeft * TimeSpan.TicksPerSecond);
        day.Add(lease, needed, began, RefusalHolds.Ticks);
        if (quota.Key.ClientId.Length == 0 && QuotaNotices.IsDue(lease, limit))
            day.IsNoticeDue = true;
        quota.Begin(day);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Units of the day could not be leased ahead: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
