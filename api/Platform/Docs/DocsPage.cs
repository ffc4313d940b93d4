namespace Aos.Api.Platform.Docs;

/// <summary>One page before it is put into the layout.</summary>
internal sealed record DocsPage
{
    /// <summary>Where it is served, such as <c>/docs/errors</c>; its twin stands at the same path with <c>.md</c>.</summary>
    internal required string Path { get; init; }

    /// <summary>Name in the browser's title and in the navigation.</summary>
    internal required string Title { get; init; }

    /// <summary>One sentence for search engines and link previews.</summary>
    internal required string Summary { get; init; }

    /// <summary>The page for machines and for people who prefer plain text.</summary>
    internal required string Markdown { get; init; }

    /// <summary>The page's article: well-formed XHTML.</summary>
    internal required string Html { get; init; }

    /// <summary>Second-level headings, for "On this page".</summary>
    internal IReadOnlyList<(string Id, string Text)> Headings { get; init; } = [];

    /// <summary>The page's facts as JSON, for pages that have a <c>.json</c> twin.</summary>
    internal string? Json { get; init; }
}
