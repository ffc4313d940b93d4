using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>Whether a product can be had.</summary>
public enum ApiProductState
{
    /// <summary>It can be applied for and called.</summary>
    Available,

    /// <summary>Announced; it cannot be applied for yet.</summary>
    ComingSoon,

    /// <summary>No longer offered to new applicants.</summary>
    Retired,
}

/// <summary>What an API product is, as everybody may know it.</summary>
public abstract record ApiProductFacts
{
    /// <summary>Code of the product; the first segment of its paths.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50), RegularExpression(ApiProductForms.Code)]
    public required string Code { get; init; }

    /// <summary>Name for people, in the language of the answer.</summary>
    /// <example>Vehicle Identification</example>
    [StringLength(100)]
    public required string Name { get; init; }

    /// <summary>What it delivers, in a sentence or two, in the language of the answer.</summary>
    /// <example>Basic data and options of a vehicle for a VIN, and a finder of types.</example>
    [StringLength(1000)]
    public required string Summary { get; init; }

    /// <summary>Whether it can be had. A product that this installation does not serve is `comingSoon`.</summary>
    /// <example>available</example>
    public required ApiProductState State { get; init; }

    /// <summary>Place in the order of the products, smallest first.</summary>
    /// <example>10</example>
    [Range(0, 10_000)]
    public required int SortOrder { get; init; }

    /// <summary>OpenAPI document of the product; only of one that is available.</summary>
    /// <example>https://api.aos.example/vehicle-identification/v1/openapi.json</example>
    [StringLength(500)]
    public string? DocumentationUrl { get; init; }

    /// <summary>Where the same data are offered as files; null if nowhere.</summary>
    /// <example>https://portal.example/rmi</example>
    [StringLength(500)]
    public string? DataFilesUrl { get; init; }

    /// <summary>Whom to write to about it; null where the operator has named nobody.</summary>
    /// <example>api@operator.example</example>
    [StringLength(254)]
    public string? ContactEmail { get; init; }

    /// <summary>Whether its use is charged.</summary>
    /// <example>true</example>
    public required bool Chargeable { get; init; }

    /// <summary>Price list; null where there is none yet.</summary>
    /// <example>https://portal.example/prices</example>
    [StringLength(500)]
    public string? PriceListUrl { get; init; }

    /// <summary>What its use costs; empty where no price is set yet.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<ApiProductCharge> Charges { get; init; }

    /// <summary>Applications for people that show the same data.</summary>
    /// <example>["AIR","ETK","KaSIO"]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> SameDataAs { get; init; }

    /// <summary>Its versions, oldest first.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<ApiProductVersion> Versions { get; init; }

    /// <summary>Scopes of its operations.</summary>
    /// <example>["vehicle.read"]</example>
    [MaxLength(10), StringLength(50)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Version of the conditions of use that an application accepts.</summary>
    /// <example>1</example>
    [Range(1, 1000)]
    public required int ConditionsVersion { get; init; }

    /// <summary>Text of these conditions; null where the operator has not published it.</summary>
    /// <example>https://portal.example/conditions/vehicle-identification</example>
    [StringLength(500)]
    public string? ConditionsUrl { get; init; }
}

/// <summary>A product of the catalogue.</summary>
public sealed record ApiProductInfo : ApiProductFacts;

/// <summary>The page that introduces the products: boxes in order, and what stands below them.</summary>
public sealed record ApiOverview
{
    /// <summary>Heading.</summary>
    /// <example>APIs</example>
    [StringLength(200)]
    public required string Heading { get; init; }

    /// <summary>Text of the link from a box to the documentation.</summary>
    /// <example>More ...</example>
    [StringLength(50)]
    public required string MoreLabel { get; init; }

    /// <summary>The boxes, in order.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<ApiProductInfo> Products { get; init; }

    /// <summary>Paragraphs below the boxes.</summary>
    /// <example>["The APIs are provided for a fee."]</example>
    [MaxLength(20), StringLength(4000)]
    public required IReadOnlyList<string> Paragraphs { get; init; }
}

/// <summary>Forms of texts about products.</summary>
internal static class ApiProductForms
{
    /// <summary>Code of a product.</summary>
    public const string Code = "^[a-z][a-z0-9-]{1,49}$";

    /// <summary>An https address.</summary>
    public const string Https = "^https://[!-~]{1,490}$";
}
