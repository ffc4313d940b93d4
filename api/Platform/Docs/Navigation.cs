namespace Aos.Api.Platform.Docs;

/// <summary>Which pages there are, in reading order, and the links between them.</summary>
internal static class Navigation
{
    private static readonly (string Heading, (string Path, string Text)[] Links)[] Groups =
    [
        ("Guides", [.. GuidePages.Order.Select(guide => (guide.Path, guide.Title))]),
        ("Reference", [(ProblemPages.Path, "Error codes"), (OpenApiPage.Path, "OpenAPI documents")]),
    ];

    /// <summary>The links of the top bar.</summary>
    internal static IEnumerable<string> Top(string current)
    {
        yield return Link("/docs", "Guides", current.StartsWith("/docs", StringComparison.Ordinal) ? "true" : null);
        yield return Link(ProblemPages.Path, "Error codes", current.StartsWith(ProblemPages.Path, StringComparison.Ordinal) ? "true" : null);
        yield return Link(OpenApiPage.Path, "OpenAPI", current == OpenApiPage.Path ? "true" : null);
    }

    /// <summary>Every page but the single error codes, grouped.</summary>
    internal static IEnumerable<string> Side(string current) =>
        Groups.Select(group => Html.Of($"""
            <p class="group">{group.Heading}</p>
            <ul>
            {group.Links.Select(link => $"<li>{Link(link.Path, link.Text, MarkFor(link.Path, current))}</li>")}
            </ul>
            """));

    /// <summary>The page before and the page after this one.</summary>
    internal static IEnumerable<string> Neighbours(string current)
    {
        var order = Groups.SelectMany(group => group.Links).ToArray();
        var at = Array.FindIndex(order, link => link.Path == current);
        if (at < 0)
            yield break;
        yield return """<nav class="neighbours" aria-label="Next and previous page">""";
        if (at > 0)
            yield return Html.Of($"""<a rel="prev" href="{order[at - 1].Path}"><span>Previous</span> {order[at - 1].Text}</a>""");
        if (at + 1 < order.Length)
            yield return Html.Of($"""<a rel="next" href="{order[at + 1].Path}"><span>Next</span> {order[at + 1].Text}</a>""");
        yield return "</nav>";
    }

    // "page" is the page itself, "true" a page below it.
    private static string? MarkFor(string path, string current) =>
        path == current ? "page" : path != "/docs" && current.StartsWith(path + "/", StringComparison.Ordinal) ? "true" : null;

    private static string Link(string path, string text, string? mark) => mark is null
        ? Html.Of($"""<a href="{path}">{text}</a>""")
        : Html.Of($"""<a href="{path}" aria-current="{mark}">{text}</a>""");
}
