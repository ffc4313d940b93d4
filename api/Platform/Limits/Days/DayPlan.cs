namespace Aos.Api.Platform.Limits.Days;

/// <summary>What a day looks like to a caller.</summary>
/// <param name="Limit">Units of the day.</param>
/// <param name="Left">Units that are left.</param>
/// <param name="SecondsLeft">Seconds to the next day, at least one.</param>
internal readonly record struct DayState(long Limit, long Left, int SecondsLeft);

/// <summary>The units of the day that one call may take: of its tenant, and of its client if that has a cap below them.</summary>
internal sealed class DayPlan(Quotas quotas, Quota ofTenant, long limit, Quota? ofClient, long cap, bool touchesDay)
{
    /// <summary>The operation takes units.</summary>
    public bool TouchesDay => touchesDay;

    /// <summary>Units of the day, by the lower of both limits.</summary>
    public long Limit => ofClient is null ? limit : Math.Min(limit, cap);

    /// <summary>True if this node knows what is left of today.</summary>
    public bool IsKnown => ofTenant.Today(limit, quotas.Now) is not null && (ofClient is null || ofClient.Today(cap, quotas.Now) is not null);

    /// <summary>Asks the database what is left of today.</summary>
    public async Task KnowAsync(CancellationToken cancellation)
    {
        await quotas.KnowAsync(ofTenant, limit, cancellation);
        if (ofClient is not null)
            await quotas.KnowAsync(ofClient, cap, cancellation);
    }

    /// <summary>Takes units that are at hand.</summary>
    public bool TryTake(long units, ref LeasedDay? tenantDay, ref LeasedDay? clientDay)
    {
        if (quotas.TryTake(ofTenant, limit, units) is not { } taken)
            return false;
        if (ofClient is not null && (clientDay = quotas.TryTake(ofClient, cap, units)) is null)
        {
            taken.GiveBack(units);
            return false;
        }

        tenantDay = taken;
        return true;
    }

    /// <summary>Takes units with the help of the database; nothing if too few are left.</summary>
    public async Task<(LeasedDay? OfTenant, LeasedDay? OfClient)> TakeAsync(long units, CancellationToken cancellation)
    {
        if (await quotas.TakeAsync(ofTenant, limit, units, cancellation) is not { } tenantDay)
            return default;
        if (ofClient is null)
            return (tenantDay, null);
        LeasedDay? clientDay = null;
        try
        {
            clientDay = await quotas.TakeAsync(ofClient, cap, units, cancellation);
        }
        finally
        {
            if (clientDay is null)
                tenantDay.GiveBack(units);
        }

        return clientDay is null ? default : (tenantDay, clientDay);
    }

    /// <summary>What is left; null if this node does not know yet.</summary>
    public DayState? State()
    {
        if (ofTenant.Last is not { } day)
            return null;
        var left = ofClient?.Last is { } own ? Math.Min(day.Left, own.Left) : day.Left;
        return new(Limit, left, (int)Math.Max(1, Math.Ceiling(TimeSpan.FromTicks(day.EndsAt - quotas.Now).TotalSeconds)));
    }
}
