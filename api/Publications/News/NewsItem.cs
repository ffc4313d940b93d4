using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Lists;
using Aos.Api.Publications.Documents;

namespace Aos.Api.Publications.News;

/// <summary>A piece of news as its readers see it.</summary>
public sealed record NewsItem
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>Day of the news.</summary>
    /// <example>2018-09-26</example>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>Title.</summary>
    /// <example>Maintenance on Sunday</example>
    [StringLength(200)]
    public required string Title { get; init; }

    /// <summary>Text (CommonMark).</summary>
    /// <example>The portal is not available on Sunday from 02:00 to 03:00 UTC.</example>
    [StringLength(20_000)]
    public required string Body { get; init; }

    /// <summary>Language of title and text (BCP 47).</summary>
    /// <example>en-GB</example>
    [StringLength(5), RegularExpression(DocumentForms.Language)]
    public required string Language { get; init; }

    /// <summary>Brands that it is about; empty for all.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> Brands { get; init; }
}

/// <summary>Parameters of the list of news.</summary>
public sealed record NewsQuery : PageQuery;
