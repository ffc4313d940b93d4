using Aos.Api.Platform.Conditions;

namespace Aos.Api.Publications.News;

/// <summary>News as it is stored, in one language.</summary>
internal sealed record ItemRow
{
    public Guid Id { get; init; }
    public DateOnly PublishedOn { get; init; }
    public required string[] Brands { get; init; }
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required string Body { get; init; }

    public NewsItem ToItem() => new() { Id = Id, PublishedOn = PublishedOn, Brands = Brands, Language = Language, Title = Title, Body = Body };
}

/// <summary>News as it is stored, in all languages.</summary>
internal sealed record NewsRow
{
    public Guid Id { get; init; }
    public DateOnly PublishedOn { get; init; }
    public bool Scheduled { get; init; }
    public required string[] Brands { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public int Version { get; init; }
    public required string[] Languages { get; init; }
    public required string[] Titles { get; init; }
    public required string[] Bodies { get; init; }

    public News ToNews() => new()
    {
        Id = Id,
        PublishedOn = PublishedOn,
        Scheduled = Scheduled,
        Brands = Brands,
        Texts = [.. Languages.Select((language, i) => new NewsText { Language = language, Title = Titles[i], Body = Bodies[i] })],
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Etag = EntityTag.OfVersion(Version),
    };
}
