using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;

namespace Aos.Api.Publications.Documents;

/// <summary>A new version of a document.</summary>
public sealed record DocumentPublication
{
    /// <summary>Which document.</summary>
    /// <example>conditionsOfUse</example>
    [Required, EnumText<DocumentKind>]
    public string? Kind { get; init; }

    /// <summary>First day (UTC) on which it is in force: today or later, and not before the first day of the newest version.</summary>
    /// <example>2026-12-01</example>
    [Required, DataType(DataType.Date)]
    public string? ValidFrom { get; init; }

    /// <summary>The text in each language; English must be among them, because it is what readers of other languages get.</summary>
    [Required, MinLength(1), MaxLength(20)]
    public IReadOnlyList<DocumentText>? Texts { get; init; }
}

/// <summary>The text of a document in one language.</summary>
public sealed record DocumentText
{
    /// <summary>Language (BCP 47); each may stand there once, whatever the region.</summary>
    /// <example>en-GB</example>
    [Required, StringLength(5), RegularExpression(DocumentForms.Language)]
    public string? Language { get; init; }

    /// <summary>Title.</summary>
    /// <example>Conditions of use</example>
    [Required, StringLength(200)]
    public string? Title { get; init; }

    /// <summary>Text (CommonMark, without HTML; links to `https`, `http`, `mailto` or paths). Mandatory but for the technical requirements, where it stands before the sections.</summary>
    /// <example>These conditions hold for everybody who uses the portal.</example>
    [StringLength(100_000), DataType(DataType.MultilineText)]
    public string? Text { get; init; }

    /// <summary>Sections: mandatory for the technical requirements, not permitted elsewhere.</summary>
    public TechnicalSections? Sections { get; init; }
}
