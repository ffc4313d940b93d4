using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>What an organisation has of a product.</summary>
public enum ApiProductAccess
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An application is open.</summary>
    Applied,

    /// <summary>Access.</summary>
    Active,

    /// <summary>Access that is suspended.</summary>
    Suspended,
}

/// <summary>A product of the catalogue, with what the own organisation has of it.</summary>
public sealed record OwnApiProduct : ApiProductFacts
{
    /// <summary>What the organisation has of it.</summary>
    /// <example>active</example>
    public required ApiProductAccess Access { get; init; }

    /// <summary>Plan of the access; null without one.</summary>
    /// <example>standard</example>
    [StringLength(50)]
    public string? PlanCode { get; init; }

    /// <summary>Ids of the organisation's clients that have the product; empty for users who do not look after clients.</summary>
    /// <example>["0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d"]</example>
    [MaxLength(200), StringLength(100)]
    public required IReadOnlyList<string> ClientIds { get; init; }

    /// <summary>Path where its use is read; null without access.</summary>
    /// <example>/portal/v1/usage?product=vehicle-identification</example>
    [StringLength(500)]
    public string? UsagePath { get; init; }

    internal static OwnApiProduct Of(ApiProductInfo product, ApiProductAccess access, string? planCode, IReadOnlyList<string> clientIds) => new()
    {
        Code = product.Code,
        Name = product.Name,
        Summary = product.Summary,
        State = product.State,
        SortOrder = product.SortOrder,
        DocumentationUrl = product.DocumentationUrl,
        DataFilesUrl = product.DataFilesUrl,
        ContactEmail = product.ContactEmail,
        Chargeable = product.Chargeable,
        PriceListUrl = product.PriceListUrl,
        Charges = product.Charges,
        SameDataAs = product.SameDataAs,
        Versions = product.Versions,
        Scopes = product.Scopes,
        ConditionsVersion = product.ConditionsVersion,
        ConditionsUrl = product.ConditionsUrl,
        Access = access,
        PlanCode = planCode,
        ClientIds = clientIds,
        UsagePath = access is ApiProductAccess.Active or ApiProductAccess.Suspended ? "/portal/v1/usage?product=" + product.Code : null,
    };
}
