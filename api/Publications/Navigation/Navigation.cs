using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Publications.Navigation;

/// <summary>The way through the portal for one caller: what stands at the upper edge, at the left and at the foot of its pages.</summary>
public sealed record Navigation
{
    /// <summary>Name of the portal.</summary>
    /// <example>Aftersales Online System</example>
    [StringLength(100)]
    public required string Title { get; init; }

    /// <summary>Names of the brands whose marks every page carries.</summary>
    /// <example>["BMW", "MINI"]</example>
    [MaxLength(50), StringLength(100)]
    public required IReadOnlyList<string> Brands { get; init; }

    /// <summary>Language of the labels (ISO 639-1).</summary>
    /// <example>en</example>
    [StringLength(2), RegularExpression("^[a-z]{2}$")]
    public required string Language { get; init; }

    /// <summary>Languages that the portal speaks, for the choice at the upper right.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<NavigationLanguage> Languages { get; init; }

    /// <summary>E-mail address of the signed-in person; null for a visitor.</summary>
    /// <example>claire.smith@example.com</example>
    [StringLength(254)]
    public string? SignedInAs { get; init; }

    /// <summary>Where a signed-in person logs out; null for a visitor.</summary>
    /// <example>/oauth/logout</example>
    [StringLength(500)]
    public string? LogOutUrl { get; init; }

    /// <summary>Areas of the navigation bar, in order, each with its menu.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<NavigationArea> Areas { get; init; }

    /// <summary>Links of the footer, in order; each is a document that everybody may read.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<NavigationItem> Footer { get; init; }

    /// <summary>Line below the footer.</summary>
    /// <example>© Copyright 2026 AOS</example>
    [StringLength(200)]
    public required string Copyright { get; init; }
}

/// <summary>A language of the portal.</summary>
public sealed record NavigationLanguage
{
    /// <summary>Language tag (BCP 47).</summary>
    /// <example>en-GB</example>
    [StringLength(5), RegularExpression("^[a-z]{2}-[A-Z]{2}$")]
    public required string Code { get; init; }

    /// <summary>Name of the language in that language.</summary>
    /// <example>English</example>
    [StringLength(50)]
    public required string Label { get; init; }
}

/// <summary>An area of the portal.</summary>
public sealed record NavigationArea
{
    /// <summary>Code, the same in every language.</summary>
    /// <example>start</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public required string Code { get; init; }

    /// <summary>Label in the asked language.</summary>
    /// <example>Start</example>
    [StringLength(200)]
    public required string Label { get; init; }

    /// <summary>Where it leads.</summary>
    public required NavigationTarget Target { get; init; }

    /// <summary>Its menu, in order.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<NavigationItem> Items { get; init; }
}

/// <summary>An item of a menu or of the footer.</summary>
public sealed record NavigationItem
{
    /// <summary>Code, the same in every language.</summary>
    /// <example>myData</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public required string Code { get; init; }

    /// <summary>Label in the asked language.</summary>
    /// <example>My data</example>
    [StringLength(200)]
    public required string Label { get; init; }

    /// <summary>Where it leads.</summary>
    public required NavigationTarget Target { get; init; }

    /// <summary>Whether the caller may go there now.</summary>
    /// <example>true</example>
    public required bool Accessible { get; init; }

    /// <summary>Why not; null if the caller may.</summary>
    /// <example>permissionMissing</example>
    public NavigationReason? Reason { get; init; }

    /// <summary>Tabs of the page, in order, the first of which opens first; empty for most pages.</summary>
    [MaxLength(10)]
    public required IReadOnlyList<NavigationTab> Tabs { get; init; }
}

/// <summary>A tab of a page.</summary>
public sealed record NavigationTab
{
    /// <summary>Code, the same in every language.</summary>
    /// <example>userManagement</example>
    [StringLength(50), RegularExpression(NavigationForms.Code)]
    public required string Code { get; init; }

    /// <summary>Label in the asked language.</summary>
    /// <example>User management</example>
    [StringLength(200)]
    public required string Label { get; init; }

    /// <summary>Where it leads.</summary>
    public required NavigationTarget Target { get; init; }
}

/// <summary>Where something leads.</summary>
public sealed record NavigationTarget
{
    /// <summary>What it is.</summary>
    /// <example>portalPage</example>
    public required TargetKind Kind { get; init; }

    /// <summary>Which one: code of the page, kind of the document, code of the application (its permission) or of the API product.</summary>
    /// <example>myData</example>
    [StringLength(100), RegularExpression(NavigationForms.Target)]
    public required string Code { get; init; }

    /// <summary>Page or resource of this API behind it; null where there is none (yet).</summary>
    /// <example>/portal/v1/me</example>
    [StringLength(500)]
    public string? Url { get; init; }
}

/// <summary>What a target is.</summary>
public enum TargetKind
{
    /// <summary>A page of the portal.</summary>
    PortalPage,

    /// <summary>A document that everybody may read.</summary>
    Document,

    /// <summary>An application of the catalogue.</summary>
    Application,

    /// <summary>An API product.</summary>
    ApiProduct,
}

/// <summary>Why a caller may not go somewhere now.</summary>
public enum NavigationReason
{
    /// <summary>Only for people who have signed in.</summary>
    SignInRequired,

    /// <summary>The person or the organisation lacks the permission.</summary>
    PermissionMissing,

    /// <summary>It is charged, and no ticket is running.</summary>
    TicketMissing,

    /// <summary>It is not offered in the country of the organisation.</summary>
    NotInCountry,
}

/// <summary>Forms of codes.</summary>
internal static class NavigationForms
{
    /// <summary>Code of an item.</summary>
    public const string Code = "^[a-z][A-Za-z0-9]{0,49}$";

    /// <summary>Code of a target.</summary>
    public const string Target = "^[a-z][A-Za-z0-9-]{0,99}$";
}
