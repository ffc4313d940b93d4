using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Limits.Days;

namespace Aos.Api.Platform.Usage;

/// <summary>The plans of an organisation with what is left of today.</summary>
internal sealed class UsageLimits(Plans plans, Quotas quotas, QuotaStore store, EndpointDataSource endpoints, TimeProvider time)
{
    private readonly Lazy<ILookup<string, string>> _products = new(() => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<Metered>()).OfType<Metered>()
        .Select(metered => (metered.Right, metered.Product)).Distinct()
        .ToLookup(pair => pair.Right, pair => pair.Product, StringComparer.Ordinal));

    /// <summary>One entry for each product and environment.</summary>
    public async Task<IReadOnlyList<UsageLimit>> OfAsync(Principal caller, CancellationToken cancellation)
    {
        var inForce = await plans.OfAsync(caller.TenantId, cancellation);
        var used = await store.UsedAsync([.. inForce.Select(plan => plan.TenantId).Distinct()], cancellation);
        var tomorrow = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        return [.. from plan in inForce
                   from product in _products.Value[plan.RightCode]
                   let environment = plan.IsSandbox ? UsageEnvironment.Sandbox : UsageEnvironment.Production
                   let key = new QuotaKey(plan.TenantId, product, "")
                   let left = quotas.Left(key, plan.PerDay, used.GetValueOrDefault(key))
                   orderby product, environment
                   select new UsageLimit
                   {
                       Product = product,
                       Environment = environment,
                       Plan = plan.Code,
                       PerSecond = plan.PerSecond,
                       PerDay = plan.PerDay,
                       UsedToday = plan.PerDay - left,
                       LeftToday = left,
                       ResetsAt = tomorrow,
                   }];
    }
}
