using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;

namespace Aos.Api.Platform.Usage;

/// <summary>The plans of an organisation with what is left of today.</summary>
internal sealed class UsageLimits(Plans plans, UsageStore usage, EndpointDataSource endpoints, TimeProvider time)
{
    private readonly Lazy<ILookup<string, string>> _products = new(() => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<Metered>()).OfType<Metered>()
        .Select(metered => (metered.Right, metered.Product)).Distinct()
        .ToLookup(pair => pair.Right, pair => pair.Product, StringComparer.Ordinal));

    /// <summary>One entry for each product and environment.</summary>
    public async Task<IReadOnlyList<UsageLimit>> OfAsync(Principal caller, CancellationToken cancellation)
    {
        var used = await usage.UnitsAsync(caller.ParentTenantId ?? caller.TenantId, cancellation);
        var tomorrow = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        return [.. from plan in await plans.OfAsync(caller.TenantId, cancellation)
                   from product in _products.Value[plan.RightCode]
                   let environment = plan.IsSandbox ? UsageEnvironment.Sandbox : UsageEnvironment.Production
                   let units = used.FirstOrDefault(one => one.Product == product && Enum.Parse<UsageEnvironment>(one.Environment, ignoreCase: true) == environment)?.Units ?? 0
                   orderby product, environment
                   select new UsageLimit
                   {
                       Product = product,
                       Environment = environment,
                       Plan = plan.Code,
                       PerSecond = plan.PerSecond,
                       PerDay = plan.PerDay,
                       UsedToday = units,
                       LeftToday = Math.Max(0, plan.PerDay - units),
                       ResetsAt = tomorrow,
                   }];
    }
}
