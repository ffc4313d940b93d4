using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>What the operator sets on a product, whole.</summary>
public sealed record ApiProductReplace
{
    /// <summary>Whether it can be had and called. A product that this installation does not serve stays `comingSoon` for callers.</summary>
    /// <example>available</example>
    [Required, EnumText<ApiProductState>]
    public string? State { get; init; }

    /// <summary>Place in the order, 0 to 10,000.</summary>
    /// <example>10</example>
    [Required, Range(0, 10_000)]
    public int? SortOrder { get; init; }

    /// <summary>Names.</summary>
    [Required]
    public ApiProductTextsReplace? Names { get; init; }

    /// <summary>Short texts.</summary>
    [Required]
    public ApiProductTextsReplace? Summaries { get; init; }

    /// <summary>Whom to write to about it.</summary>
    /// <example>api@operator.example</example>
    [StringLength(254)]
    public string? ContactEmail { get; init; }

    /// <summary>Whether its use is charged.</summary>
    /// <example>true</example>
    [Required]
    public bool? Chargeable { get; init; }

    /// <summary>Price list, an https address.</summary>
    /// <example>https://portal.example/prices</example>
    [StringLength(500), RegularExpression(ApiProductForms.Https)]
    public string? PriceListUrl { get; init; }

    /// <summary>Where the same data are offered as files, an https address.</summary>
    /// <example>https://portal.example/rmi</example>
    [StringLength(500), RegularExpression(ApiProductForms.Https)]
    public string? DataFilesUrl { get; init; }

    /// <summary>Prices; none if absent.</summary>
    [MaxLength(20)]
    public IReadOnlyList<ApiProductChargeReplace>? Charges { get; init; }

    /// <summary>Applications for people that show the same data; none if absent.</summary>
    /// <example>["AIR","ETK","KaSIO"]</example>
    [MaxLength(20), StringLength(50)]
    public IReadOnlyList<string>? SameDataAs { get; init; }

    /// <summary>Versions, oldest first; none if absent.</summary>
    [MaxLength(20)]
    public IReadOnlyList<ApiProductVersionReplace>? Versions { get; init; }

    /// <summary>Version of the conditions of use. A higher one must be accepted in 30 days, and before new clients are made; a lower one than now is refused.</summary>
    /// <example>1</example>
    [Required, Range(1, 1000)]
    public int? ConditionsVersion { get; init; }

    /// <summary>Text of these conditions, an https address.</summary>
    /// <example>https://portal.example/conditions/vehicle-identification</example>
    [StringLength(500), RegularExpression(ApiProductForms.Https)]
    public string? ConditionsUrl { get; init; }
}

/// <summary>A product as the operator keeps it.</summary>
public sealed record AdministeredApiProduct
{
    /// <summary>Code.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50), RegularExpression(ApiProductForms.Code)]
    public required string Code { get; init; }

    /// <summary>Right that organisations and clients get with it.</summary>
    /// <example>apiVehicleIdentification</example>
    [StringLength(100)]
    public required string Right { get; init; }

    /// <summary>Scopes of its operations.</summary>
    /// <example>["vehicle.read"]</example>
    [MaxLength(10), StringLength(50)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What the operator says about its state.</summary>
    /// <example>available</example>
    public required ApiProductState State { get; init; }

    /// <summary>State that callers see: `comingSoon` for a product that this installation does not serve.</summary>
    /// <example>available</example>
    public required ApiProductState ShownState { get; init; }

    /// <summary>Place in the order.</summary>
    /// <example>10</example>
    [Range(0, 10_000)]
    public required int SortOrder { get; init; }

    /// <summary>Names.</summary>
    public required ApiProductTexts Names { get; init; }

    /// <summary>Short texts.</summary>
    public required ApiProductTexts Summaries { get; init; }

    /// <summary>Whom to write to about it.</summary>
    /// <example>api@operator.example</example>
    [StringLength(254)]
    public string? ContactEmail { get; init; }

    /// <summary>Whether its use is charged.</summary>
    /// <example>true</example>
    public required bool Chargeable { get; init; }

    /// <summary>Price list.</summary>
    /// <example>https://portal.example/prices</example>
    [StringLength(500)]
    public string? PriceListUrl { get; init; }

    /// <summary>Where the same data are offered as files.</summary>
    /// <example>https://portal.example/rmi</example>
    [StringLength(500)]
    public string? DataFilesUrl { get; init; }

    /// <summary>Prices.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<ApiProductCharge> Charges { get; init; }

    /// <summary>Applications for people that show the same data.</summary>
    /// <example>["AIR","ETK","KaSIO"]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> SameDataAs { get; init; }

    /// <summary>Versions, oldest first.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<ApiProductVersion> Versions { get; init; }

    /// <summary>Version of the conditions of use.</summary>
    /// <example>1</example>
    [Range(1, 1000)]
    public required int ConditionsVersion { get; init; }

    /// <summary>Text of these conditions.</summary>
    /// <example>https://portal.example/conditions/vehicle-identification</example>
    [StringLength(500)]
    public string? ConditionsUrl { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to replace the product.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}
