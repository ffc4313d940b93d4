using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Lists;
using Aos.Api.Publications.Documents;

namespace Aos.Api.Publications.News;

/// <summary>A piece of news with all its languages, for editors.</summary>
public sealed record News
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>Day of the news; readers see it from this day (UTC) on.</summary>
    /// <example>2026-10-05</example>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>True while its day has not come.</summary>
    /// <example>false</example>
    public required bool Scheduled { get; init; }

    /// <summary>Brands that it is about; empty for all. Signed-in readers without one of these brands do not see it.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> Brands { get; init; }

    /// <summary>The text in each language.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<NewsText> Texts { get; init; }

    /// <summary>When it was created.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change or delete the news.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>Title and text of news in one language.</summary>
public sealed record NewsText
{
    /// <summary>Language (BCP 47).</summary>
    /// <example>en-GB</example>
    [StringLength(5), RegularExpression(DocumentForms.Language)]
    public required string Language { get; init; }

    /// <summary>Title.</summary>
    /// <example>Maintenance on Sunday</example>
    [StringLength(200)]
    public required string Title { get; init; }

    /// <summary>Text (CommonMark).</summary>
    /// <example>The portal is not available on Sunday from 02:00 to 03:00 UTC.</example>
    [StringLength(20_000)]
    public required string Body { get; init; }
}

/// <summary>Title and text of news in one language, to be stored.</summary>
public sealed record NewsTextCreate
{
    /// <summary>Language (BCP 47); each may stand there once, whatever the region.</summary>
    /// <example>en-GB</example>
    [Required, StringLength(5), RegularExpression(DocumentForms.Language)]
    public string? Language { get; init; }

    /// <summary>Title.</summary>
    /// <example>Maintenance on Sunday</example>
    [Required, StringLength(200)]
    public string? Title { get; init; }

    /// <summary>Text (CommonMark, without HTML; links to `https`, `http`, `mailto` or paths).</summary>
    /// <example>The portal is not available on Sunday from 02:00 to 03:00 UTC.</example>
    [Required, StringLength(20_000), DataType(DataType.MultilineText)]
    public string? Body { get; init; }
}

/// <summary>News, whole: new, or in place of what there was.</summary>
public sealed record NewsReplace
{
    /// <summary>Day of the news; a day to come schedules it.</summary>
    /// <example>2026-10-05</example>
    [Required, DataType(DataType.Date)]
    public string? PublishedOn { get; init; }

    /// <summary>Brands that it is about (codes of the catalogue); absent or empty for all.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z][A-Za-z0-9]*$")]
    public IReadOnlyList<string>? Brands { get; init; }

    /// <summary>The text in each language. Who reads none of them sees the English one; without one, nothing.</summary>
    [Required, MinLength(1), MaxLength(20)]
    public IReadOnlyList<NewsTextCreate>? Texts { get; init; }
}

/// <summary>Parameters of the editors' list of news.</summary>
public sealed record NewsEditorQuery : PageQuery
{
    /// <summary>Only scheduled news, or only news that readers see.</summary>
    /// <example>true</example>
    public bool? Scheduled { get; init; }
}
