using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>What can be set on a plan.</summary>
public abstract record PlanSettings
{
    /// <summary>Code of the product that it is for; absent for any.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50), RegularExpression(ApiProductForms.Code)]
    public string? ProductCode { get; init; }

    /// <summary>Calls a second and client, 1 to 1,000,000.</summary>
    /// <example>20</example>
    [Required, Range(1, 1_000_000)]
    public int? PerSecond { get; init; }

    /// <summary>Units a day (UTC) and product, from 1.</summary>
    /// <example>50000</example>
    [Required, Range(1, int.MaxValue)]
    public int? PerDay { get; init; }

    /// <summary>It needs a valid payment method of the organisation; false if absent.</summary>
    /// <example>false</example>
    public bool? RequiresPaymentMethod { get; init; }

    /// <summary>Organisations may choose it by themselves; false if absent.</summary>
    /// <example>true</example>
    public bool? IsOffered { get; init; }

    internal PlanFacts ToPlan(string code) => new()
    {
        Code = code,
        Product = string.IsNullOrEmpty(ProductCode) ? null : ProductCode,
        PerSecond = PerSecond!.Value,
        PerDay = PerDay!.Value,
        RequiresPaymentMethod = RequiresPaymentMethod ?? false,
        Offered = IsOffered ?? false,
    };
}

/// <summary>A new plan.</summary>
public sealed record PlanCreate : PlanSettings
{
    /// <summary>Its code; stays.</summary>
    /// <example>premium</example>
    [Required, StringLength(50), RegularExpression(ApiProductForms.Code)]
    public string? Code { get; init; }
}

/// <summary>The new state of a plan, whole.</summary>
public sealed record PlanReplace : PlanSettings;

/// <summary>How many calls the access to a product permits.</summary>
public sealed record Plan
{
    /// <summary>Code.</summary>
    /// <example>standard</example>
    [StringLength(50)]
    public required string Code { get; init; }

    /// <summary>Code of the product that it is for; null for any.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50)]
    public string? ProductCode { get; init; }

    /// <summary>Calls a second and client.</summary>
    /// <example>20</example>
    [Range(1, int.MaxValue)]
    public required int PerSecond { get; init; }

    /// <summary>Units a day (UTC) and product.</summary>
    /// <example>50000</example>
    [Range(1, int.MaxValue)]
    public required int PerDay { get; init; }

    /// <summary>It needs a valid payment method of the organisation.</summary>
    /// <example>false</example>
    public required bool RequiresPaymentMethod { get; init; }

    /// <summary>Organisations may choose it by themselves.</summary>
    /// <example>true</example>
    public required bool IsOffered { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to replace the plan.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static Plan Of(PlanFacts plan) => new()
    {
        Code = plan.Code,
        ProductCode = plan.Product,
        PerSecond = plan.PerSecond,
        PerDay = plan.PerDay,
        RequiresPaymentMethod = plan.RequiresPaymentMethod,
        IsOffered = plan.Offered,
        Etag = EntityTag.OfVersion(plan.Version),
    };
}
