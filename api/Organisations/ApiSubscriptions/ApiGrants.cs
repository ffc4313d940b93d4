using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Gives tenants access to products, and to the data of brands.</summary>
internal static class ApiGrants
{
    /// <summary>Grants a product with a plan.</summary>
    public static async Task GrantAsync(WriteScope write, Guid tenantId, ApiProductRow product, string plan, string source)
    {
        await Rights.GrantAsync(write, tenantId, product.RightCode, plan, until: null, source, reason: null);
        await RecordAsync(write, tenantId, product.Code, "granted", new() { PlanCode = plan });
    }

    /// <summary>Grants permissions for brands, as far as the tenant does not have them, and tells so.</summary>
    public static async Task GrantBrandsAsync(WriteScope write, PermissionNotices notices, Guid tenantId, IReadOnlyCollection<string> brands, string source)
    {
        var held = await ProductRights.HeldAsync(write, tenantId, brands);
        var missing = brands.Distinct(StringComparer.Ordinal).Where(brand => !held.Contains(brand)).ToList();
        foreach (var brand in missing)
            await Rights.GrantAsync(write, tenantId, brand, plan: null, until: null, source, reason: null);
        await notices.TellAsync(write, tenantId, missing, []);
    }

    /// <summary>Writes down what happened to an access, and tells it.</summary>
    public static async Task RecordAsync(WriteScope write, Guid tenantId, string productCode, string kind, ApiSubscriptionChange change)
    {
        await ApiSubscriptionStore.AddEventAsync(write, tenantId, productCode, kind, change);
        var details = new Dictionary<string, string?> { ["product"] = productCode, ["plan"] = change.PlanCode, ["endsOn"] = change.EndsOnText, ["reason"] = change.Reason };
        await write.AuditAsync(tenantId, "organisations.apiSubscription." + kind, "apiSubscription", productCode, details);
        await Events.AddAsync(write, tenantId, "organisations.apiSubscription." + kind, "/portal/v1/api-subscriptions/" + productCode, details);
    }
}

/// <summary>What a change of an access was about.</summary>
internal sealed record ApiSubscriptionChange
{
    /// <summary>Plan that holds from now on.</summary>
    public string? PlanCode { get; init; }

    /// <summary>Last day of the access.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Last day as text.</summary>
    public string? EndsOnText => EndsOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
