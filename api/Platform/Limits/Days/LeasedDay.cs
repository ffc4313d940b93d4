namespace Aos.Api.Platform.Limits.Days;

/// <summary>
/// What this node holds of the units of one day. Taking and giving back is one compare-and-swap; whatever asks the
/// database is done under the gate of its <see cref="Quota"/>.
/// </summary>
/// <param name="date">The day (UTC), as the database tells it.</param>
internal sealed class LeasedDay(DateOnly date)
{
    private long _available;
    private long _used;
    private long _leased;
    private long _spentBefore;
    private long _refusedLeft;
    private long _refusedUntil;

    /// <summary>The day (UTC).</summary>
    public DateOnly Date { get; } = date;

    /// <summary>When it ends, by this node's clock: ticks in UTC.</summary>
    public long EndsAt { get; set; }

    /// <summary>Units of the day.</summary>
    public long Limit { get; set; }

    /// <summary>When the worker looks what of it is not needed: ticks in UTC.</summary>
    public long LookAt { get; set; }

    /// <summary>A threshold has been passed of which the tenant may not have been told.</summary>
    public bool IsNoticeDue { get; set; }

    /// <summary>Units at hand.</summary>
    public long Available => Volatile.Read(ref _available);

    /// <summary>Units that nobody has spent, as far as this node knows.</summary>
    public long Left => Math.Max(0, Limit - Volatile.Read(ref _used) + Available);

    /// <summary>It is time to lease the next block.</summary>
    public bool IsRunningLow => BlockOf(Limit) is > 0 and var block && Available <= block / 2 && !IsScarce;

    /// <summary>The last units of the day: they are taken one by one.</summary>
    public bool IsScarce => Limit - Volatile.Read(ref _used) <= ReserveOf(Limit);

    /// <summary>Most units that a node holds at a time under a limit: 1 %.</summary>
    public static long BlockOf(long limit) => limit / 100;

    /// <summary>Units of a limit that are taken one by one, so that they are exact over all nodes: 5 %.</summary>
    public static long ReserveOf(long limit) => limit / 20;

    /// <summary>Takes units that are at hand.</summary>
    public bool TryTake(long units)
    {
        var available = Volatile.Read(ref _available);
        while (available >= units)
        {
            var seen = Interlocked.CompareExchange(ref _available, available - units, available);
            if (seen == available)
                return true;
            available = seen;
        }

        return false;
    }

    /// <summary>Gives units back that were not spent.</summary>
    public void GiveBack(long units) => Interlocked.Add(ref _available, units);

    /// <summary>True if the database said a moment ago that so many are not left.</summary>
    public bool IsRefused(long units, long now) => now < _refusedUntil && units > _refusedLeft + Available;

    /// <summary>Notes what a lease brought. Under the gate.</summary>
    public void Add(in Lease lease, long asked, long now, long remembered)
    {
        Volatile.Write(ref _used, lease.Used);
        (_refusedLeft, _refusedUntil) = lease.Granted < asked ? (Limit - lease.Used, now + remembered) : (0, 0);
        _leased += lease.Granted;
        Interlocked.Add(ref _available, lease.Granted);
    }

    /// <summary>Takes all that is at hand, to give it back to the database. Under the gate.</summary>
    public long TakeAll() => Removed(Interlocked.Exchange(ref _available, 0));

    /// <summary>Takes what is at hand beyond what was spent since it was last asked: an idle node keeps nothing. Under the gate.</summary>
    public long TakeSurplus()
    {
        var spent = _leased - Available;
        var surplus = Available - Math.Max(0, spent - _spentBefore);
        _spentBefore = spent;
        return surplus > 0 && TryTake(surplus) ? Removed(surplus) : 0;
    }

    private long Removed(long units)
    {
        _leased -= units;
        Volatile.Write(ref _used, _used - units);
        return units;
    }
}
