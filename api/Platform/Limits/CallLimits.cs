using System.Threading.RateLimiting;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits.Days;
using Aos.Api.Platform.Usage;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Limits;

/// <summary>Finds the limits of an authenticated call, so that its answer shows them and nothing has to find them again.</summary>
internal sealed class CallLimits(RequestDelegate next, IOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions> limiter, IOptions<LimitOptions> limits, Quotas quotas, UsageCounters usage)
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = limiter.Value.GlobalLimiter!;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Principal>() is not { } caller)
            return next(context);
        var metered = caller.AccountId is null ? context.GetEndpoint()?.Metadata.GetMetadata<Metered>() : null;
        var plan = metered is null ? null : PlanOf(caller, metered);
        var call = new LimitedCall(context, caller, Bucket.Of(context, limits.Value), _limiter) { Plan = plan, Usage = metered is null ? null : usage };
        context.Features.Set(call);
        call.Watch();
        return plan is { TouchesDay: true, IsKnown: false } ? LearnAsync(context, plan) : next(context);
    }

    private async Task LearnAsync(HttpContext context, DayPlan plan)
    {
        await plan.KnowAsync(context.RequestAborted);
        await next(context);
    }

    private DayPlan? PlanOf(Principal caller, Metered metered)
    {
        if (!caller.Rights.TryGetValue(metered.Right, out var right) || right.PerDay is not { } limit)
            return null;
        var owner = QuotaOwner.Of(caller);
        var ofClient = caller.DailyCap is { } cap && cap < limit ? quotas.Of(QuotaKey.OfClient(caller, metered.Product), owner) : null;
        return new(quotas, quotas.Of(QuotaKey.OfTenant(caller, metered.Product), owner), limit, ofClient, caller.DailyCap ?? 0, metered.TouchesDay);
    }
}
