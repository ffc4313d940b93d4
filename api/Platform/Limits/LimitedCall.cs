using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.RateLimiting;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits.Days;
using Aos.Api.Platform.Usage;

namespace Aos.Api.Platform.Limits;

/// <summary>
/// The limits of one authenticated call: its bucket of the second and, for a program with a plan, the units of the day
/// that it reserved. When the answer begins it is known what it costs: the rest goes back, and the headers tell what is left.
/// </summary>
internal sealed class LimitedCall(HttpContext context, Principal caller, Bucket bucket, PartitionedRateLimiter<HttpContext> limiter)
{
    private static readonly ConcurrentDictionary<(int PerSecond, long PerDay), string> Policies = new();
    private LeasedDay? _ofTenant;
    private LeasedDay? _ofClient;
    private long _reserved;
    private bool _isSettled;

    /// <summary>What is counted in the window of a second.</summary>
    public Bucket Bucket => bucket;

    /// <summary>The plan; null for people, for the operator, and for a right without one.</summary>
    public DayPlan? Plan { get; init; }

    /// <summary>Where the call is counted; null where no program of a customer calls.</summary>
    public UsageCounters? Usage { get; init; }

    /// <summary>Calls left of the second, where a refusal has settled it.</summary>
    public long? LeftOfSecond { get; set; }

    /// <summary>Units that the answer costs if it is a success; null for all that was reserved.</summary>
    public long? Charge { get; set; }

    /// <summary>Settles the call when its answer begins, or at its end if there was none.</summary>
    public void Watch()
    {
        context.Response.OnStarting(static state => ((LimitedCall)state).Start(), this);
        if (Usage is not null)
            context.Response.OnCompleted(static state => ((LimitedCall)state).Complete(), this);
    }

    /// <summary>Takes units that are at hand; false if the database must be asked.</summary>
    public bool TryReserve(long units) => Plan!.TryTake(units, ref _ofTenant, ref _ofClient) && Reserved(units);

    /// <summary>Takes units; false if too few are left.</summary>
    public async Task<bool> ReserveAsync(long units)
    {
        var (ofTenant, ofClient) = await Plan!.TakeAsync(units, context.RequestAborted);
        if (ofTenant is null)
            return false;
        (_ofTenant, _ofClient) = (ofTenant, ofClient);
        return Reserved(units);
    }

    private bool Reserved(long units)
    {
        _reserved += units;
        return true;
    }

    private Task Start()
    {
        Settle(context.Response.StatusCode);
        WriteHeaders(context.Response.Headers);
        return Task.CompletedTask;
    }

    private Task Complete()
    {
        Settle(StatusCodes.Status499ClientClosedRequest);
        return Task.CompletedTask;
    }

    private void Settle(int status)
    {
        if (_isSettled)
            return;
        _isSettled = true;
        var cost = status is >= 200 and < 300 && !IsReplay() ? Charge ?? _reserved : 0;
        if (_reserved > cost)
        {
            _ofTenant!.GiveBack(_reserved - cost);
            _ofClient?.GiveBack(_reserved - cost);
        }

        Usage?.Count(caller, context.GetEndpoint()!.Metadata.GetMetadata<Metered>()!, status, cost);
    }

    // A stored answer was paid when it was new.
    private bool IsReplay() => HttpMethods.IsPost(context.Request.Method) && context.Response.Headers.ContainsKey("Idempotency-Replayed");

    private void WriteHeaders(IHeaderDictionary headers)
    {
        var second = LeftOfSecond ?? limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0;
        var day = Plan is { TouchesDay: true } ? Plan.State() : null;
        headers["RateLimit-Policy"] = Policies.GetOrAdd((bucket.PerSecond, day?.Limit ?? 0), static limits => Policy(limits.PerSecond, limits.PerDay));
        headers["RateLimit"] = day is { } state
            ? string.Create(CultureInfo.InvariantCulture, $"\"second\";r={second};t=1, \"day\";r={state.Left};t={state.SecondsLeft}")
            : string.Create(CultureInfo.InvariantCulture, $"\"second\";r={second};t=1");
    }

    private static string Policy(int perSecond, long perDay) => perDay == 0
        ? string.Create(CultureInfo.InvariantCulture, $"\"second\";q={perSecond};w=1")
        : string.Create(CultureInfo.InvariantCulture, $"\"second\";q={perSecond};w=1, \"day\";q={perDay};w=86400");
}
