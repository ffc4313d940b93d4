using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Publications.Documents;

/// <summary>What a document is about; there is one document of each kind, in versions.</summary>
public enum DocumentKind
{
    /// <summary>What system and browser need.</summary>
    TechnicalRequirements,

    /// <summary>Conditions of use, which are accepted.</summary>
    ConditionsOfUse,

    /// <summary>How personal data are handled, which is accepted.</summary>
    DataPrivacy,

    /// <summary>Who runs this installation.</summary>
    Imprint,

    /// <summary>Prices.</summary>
    PriceList,

    /// <summary>Cookies of the pages.</summary>
    Cookies,

    /// <summary>First steps in the portal.</summary>
    FirstSteps,

    /// <summary>User guide.</summary>
    UserGuide,
}

/// <summary>Whether a version of a document is in force.</summary>
public enum DocumentState
{
    /// <summary>Not in force yet.</summary>
    Upcoming,

    /// <summary>In force.</summary>
    Current,

    /// <summary>Replaced by a later version.</summary>
    Superseded,
}

/// <summary>Which version of a document, and what it is called.</summary>
public record DocumentVersion
{
    /// <summary>What it is about.</summary>
    /// <example>technicalRequirements</example>
    public required DocumentKind Kind { get; init; }

    /// <summary>Number of the version, from 1 on.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>Whether it is in force.</summary>
    /// <example>current</example>
    public required DocumentState State { get; init; }

    /// <summary>First day (UTC) on which it is in force.</summary>
    /// <example>2020-09-08</example>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>When it was published.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Language of the title and the text (BCP 47).</summary>
    /// <example>en-GB</example>
    [StringLength(5), RegularExpression(DocumentForms.Language)]
    public required string Language { get; init; }

    /// <summary>Languages in which the version exists (BCP 47).</summary>
    /// <example>["en-GB", "de-DE"]</example>
    [MaxLength(20), StringLength(5), RegularExpression(DocumentForms.Language)]
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Title.</summary>
    /// <example>Technical requirements</example>
    [StringLength(200)]
    public required string Title { get; init; }
}

/// <summary>A version of a document with its text.</summary>
public sealed record Document : DocumentVersion
{
    /// <summary>The whole text (CommonMark); of the technical requirements the sections are part of it.</summary>
    /// <example>## Network</example>
    [StringLength(200_000)]
    public required string Text { get; init; }

    /// <summary>Sections of the technical requirements; null for every other kind.</summary>
    public TechnicalSections? Sections { get; init; }

    /// <summary>Address under which the portal is reached; only with the technical requirements.</summary>
    /// <example>https://portal.example.com</example>
    [StringLength(500)]
    public string? PortalUrl { get; init; }
}

/// <summary>Forms of texts in documents.</summary>
internal static class DocumentForms
{
    /// <summary>Language tag.</summary>
    public const string Language = "^[a-z]{2}(-[A-Z]{2})?$";

    /// <summary>Number of a version in a path.</summary>
    public const string Version = "^[1-9][0-9]{0,8}$";

    /// <summary>Kind in a path.</summary>
    public const string Kind = "^[a-z][A-Za-z]{1,39}$";
}
