namespace Aos.Api.Platform.Limits.Days;

/// <summary>The units of a tenant for a product, or of a client with a cap, as far as this node holds them.</summary>
internal sealed class Quota(QuotaKey key, QuotaOwner owner)
{
    private LeasedDay? _day;
    private int _refilling;

    /// <summary>Whose they are.</summary>
    public QuotaKey Key { get; } = key;

    /// <summary>Who is told of their use.</summary>
    public QuotaOwner Owner { get; } = owner;

    /// <summary>One at a time asks the database.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>What was last leased, perhaps of a day that is over.</summary>
    public LeasedDay? Last => Volatile.Read(ref _day);

    /// <summary>What is held of today; null if that is not known yet, or was leased under another limit.</summary>
    public LeasedDay? Today(long limit, long now) => Last is { } day && now < day.EndsAt && day.Limit == limit ? day : null;

    /// <summary>Begins a day.</summary>
    public void Begin(LeasedDay day) => Volatile.Write(ref _day, day);

    /// <summary>True for the one that leases ahead.</summary>
    public bool TryBeginRefill() => Interlocked.Exchange(ref _refilling, 1) == 0;

    /// <summary>The lease ahead is done.</summary>
    public void EndRefill() => Volatile.Write(ref _refilling, 0);
}
