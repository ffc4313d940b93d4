using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Lists;
using Aos.Api.Publications.Navigation;

namespace Aos.Api.Publications.CenTree;

/// <summary>A heading of the navigation that is the same for all makers, or an entry below one, for one caller.</summary>
public sealed record CenEntry
{
    /// <summary>Code.</summary>
    /// <example>repairInstructions</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public required string Code { get; init; }

    /// <summary>Code of the heading above; null for a heading.</summary>
    /// <example>repair</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public string? ParentCode { get; init; }

    /// <summary>Label, in all languages.</summary>
    public required CenText Label { get; init; }

    /// <summary>Description, in all languages; null without one.</summary>
    public CenText? Description { get; init; }

    /// <summary>Where it leads; empty for a heading, and while targets that were withdrawn have not been replaced.</summary>
    [MaxLength(10)]
    public required IReadOnlyList<CenTarget> Targets { get; init; }

    /// <summary>Kind of vehicles that it is about, <c>car</c> or <c>motorcycle</c>; null for both.</summary>
    /// <example>car</example>
    [StringLength(20)]
    public string? VehicleKind { get; init; }

    /// <summary>Brands that it is about; empty for all.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> Brands { get; init; }

    /// <summary>Whether the caller may open at least one target now; true for a heading.</summary>
    /// <example>false</example>
    public required bool Accessible { get; init; }

    /// <summary>Why not; null if the caller may, or if there is no target.</summary>
    /// <example>permissionMissing</example>
    public NavigationReason? Reason { get; init; }
}

/// <summary>Where an entry leads, for one caller.</summary>
public sealed record CenTarget
{
    /// <summary>What it is.</summary>
    /// <example>application</example>
    public required TargetKind Kind { get; init; }

    /// <summary>Which one: code of the page, kind of the document, code of the application (its permission) or of the API product.</summary>
    /// <example>air</example>
    [StringLength(100), RegularExpression(NavigationForms.Target)]
    public required string Code { get; init; }

    /// <summary>Page or resource of this API behind it; null where there is none (yet).</summary>
    /// <example>/portal/v1/api-products/repair-maintenance</example>
    [StringLength(500)]
    public string? Url { get; init; }

    /// <summary>Whether the caller may go there now.</summary>
    /// <example>false</example>
    public required bool Accessible { get; init; }

    /// <summary>Why not; null if the caller may.</summary>
    /// <example>permissionMissing</example>
    public NavigationReason? Reason { get; init; }
}

/// <summary>A text in the languages of the portal.</summary>
public sealed record CenText
{
    /// <summary>English.</summary>
    /// <example>Repair instructions</example>
    [StringLength(500)]
    public required string En { get; init; }

    /// <summary>German.</summary>
    /// <example>Reparaturanleitungen</example>
    [StringLength(500)]
    public required string De { get; init; }

    /// <summary>Polish.</summary>
    /// <example>Instrukcje naprawy</example>
    [StringLength(500)]
    public required string Pl { get; init; }
}

/// <summary>Filters of the tree.</summary>
public sealed record CenQuery : PageQuery
{
    /// <summary>Only what is offered in this country (ISO 3166-1 alpha-2); the country of the caller's organisation if absent, every country for a visitor.</summary>
    /// <example>DE</example>
    [StringLength(2), RegularExpression("^[A-Z]{2}$")]
    public string? Country { get; init; }

    /// <summary>Only entries below this heading.</summary>
    /// <example>repair</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public string? ParentCode { get; init; }

    /// <summary>Only what has this text in label or description of any language, whatever its case.</summary>
    /// <example>torque</example>
    [StringLength(100)]
    public string? Q { get; init; }
}
