using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Publications.Navigation;

namespace Aos.Api.Publications.CenTree;

/// <summary>An entry of the tree as it is stored, for editors.</summary>
public sealed record CenNode
{
    /// <summary>Code.</summary>
    /// <example>repairInstructions</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public required string Code { get; init; }

    /// <summary>Code of the heading above; null for a heading.</summary>
    /// <example>repair</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public string? ParentCode { get; init; }

    /// <summary>Place among its neighbours, smallest first.</summary>
    /// <example>10</example>
    [Range(0, 999_999)]
    public required int SortOrder { get; init; }

    /// <summary>Label.</summary>
    public required CenText Label { get; init; }

    /// <summary>Description; null without one.</summary>
    public CenText? Description { get; init; }

    /// <summary>Where it leads, also what has been withdrawn since.</summary>
    [MaxLength(10)]
    public required IReadOnlyList<CenNodeTarget> Targets { get; init; }

    /// <summary>Kind of vehicles that it is about, <c>car</c> or <c>motorcycle</c>; null for both.</summary>
    /// <example>car</example>
    [StringLength(20)]
    public string? VehicleKind { get; init; }

    /// <summary>Brands that it is about; empty for all.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> Brands { get; init; }

    /// <summary>Countries (ISO 3166-1 alpha-2) in which it is offered; empty for all.</summary>
    /// <example>["DE"]</example>
    [MaxLength(250), StringLength(2)]
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change or delete the entry.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>Where an entry leads.</summary>
public sealed record CenNodeTarget
{
    /// <summary>What it is.</summary>
    /// <example>application</example>
    public required TargetKind Kind { get; init; }

    /// <summary>Which one: code of the page, kind of the document, code of the application (its permission) or of the API product.</summary>
    /// <example>air</example>
    [StringLength(100), RegularExpression(NavigationForms.Target)]
    public required string Code { get; init; }
}

/// <summary>Where an entry is to lead.</summary>
public sealed record CenNodeTargetCreate
{
    /// <summary>What it is.</summary>
    /// <example>application</example>
    [Required, EnumText<TargetKind>]
    public string? Kind { get; init; }

    /// <summary>Which one: code of the page, kind of the document, code of the application (its permission) or of the API product.</summary>
    /// <example>air</example>
    [Required, StringLength(100), RegularExpression(NavigationForms.Target)]
    public string? Code { get; init; }
}

/// <summary>A text in the languages of the portal, to be stored.</summary>
public sealed record CenTextCreate
{
    /// <summary>English.</summary>
    /// <example>Repair instructions</example>
    [Required, StringLength(500)]
    public string? En { get; init; }

    /// <summary>German.</summary>
    /// <example>Reparaturanleitungen</example>
    [Required, StringLength(500)]
    public string? De { get; init; }

    /// <summary>Polish.</summary>
    /// <example>Instrukcje naprawy</example>
    [Required, StringLength(500)]
    public string? Pl { get; init; }
}

/// <summary>An entry, whole.</summary>
public record CenNodeReplace
{
    /// <summary>Code of the heading above; absent for a heading. Only content administrators move entries.</summary>
    /// <example>repair</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public string? ParentCode { get; init; }

    /// <summary>Place among its neighbours, smallest first. Only content administrators change it.</summary>
    /// <example>10</example>
    [Required, Range(0, 999_999)]
    public int? SortOrder { get; init; }

    /// <summary>Label.</summary>
    [Required]
    public CenTextCreate? Label { get; init; }

    /// <summary>Description; absent for none.</summary>
    public CenTextCreate? Description { get; init; }

    /// <summary>Where it leads; absent or empty for nowhere. A heading leads nowhere.</summary>
    [MaxLength(10)]
    public IReadOnlyList<CenNodeTargetCreate>? Targets { get; init; }

    /// <summary>Kind of vehicles that it is about; absent for both. Only content administrators change it.</summary>
    /// <example>car</example>
    [AllowedValues("car", "motorcycle"), StringLength(20)]
    public string? VehicleKind { get; init; }

    /// <summary>Brands that it is about; absent or empty for all. Only content administrators change them.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z][A-Za-z0-9]*$")]
    public IReadOnlyList<string>? Brands { get; init; }

    /// <summary>Countries (ISO 3166-1 alpha-2) in which it is offered; absent or empty for all. Only content administrators change them.</summary>
    /// <example>["DE"]</example>
    [MaxLength(250), StringLength(2), RegularExpression("^[A-Z]{2}$")]
    public IReadOnlyList<string>? Countries { get; init; }
}

/// <summary>A new entry.</summary>
public sealed record CenNodeCreate : CenNodeReplace
{
    /// <summary>Code; cannot be changed later.</summary>
    /// <example>tyres</example>
    [Required, StringLength(50), RegularExpression(NavigationForms.Code)]
    public string? Code { get; init; }
}

/// <summary>Filters of the editors' list of the tree.</summary>
public sealed record CenNodeQuery : PageQuery
{
    /// <summary>Only entries below this heading.</summary>
    /// <example>repair</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public string? ParentCode { get; init; }
}
