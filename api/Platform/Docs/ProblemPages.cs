using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Docs;

/// <summary>The list of all error codes and one page for each.</summary>
internal static class ProblemPages
{
    /// <summary>Where the list is served; a code's page stands below it.</summary>
    internal const string Path = "/problems";

    /// <summary>The list and every single page.</summary>
    internal static IEnumerable<DocsPage> All(string origin) =>
        ErrorCatalogue.Groups.SelectMany(group => group.Errors, (group, error) => ProblemPage.Create(error, group.Title, origin))
            .Prepend(List(origin));

    private static DocsPage List(string origin)
    {
        var count = ErrorCatalogue.ByCode.Count;
        return new DocsPage
        {
            Path = Path,
            Title = "Error codes",
            Summary = $"All {count} error codes of the API with cause, cure and an example.",
            Headings = [.. ErrorCatalogue.Groups.Select(group => (Anchor(group.Title), group.Title))],
            Markdown = $"""
                # Error codes

                Every error has a stable code. It is the member `code` of the answer, the header `AOS-Error-Code`, and the end of the
                address in `type`. [How errors look](/docs/errors) explains the rest.

                {string.Join("\n\n", ErrorCatalogue.Groups.Select(group => GroupAsMarkdown(group.Title, group.Errors)))}

                """,
            Html = Html.Of($"""
                <h1>Error codes</h1>
                <p>Every error has a stable code. It is the member <code>code</code> of the answer, the header <code>AOS-Error-Code</code>,
                and the end of the address in <code>type</code>. <a href="/docs/errors">How errors look</a> explains the rest.</p>
                {ErrorCatalogue.Groups.Select(group => GroupAsHtml(group.Title, group.Errors))}
                """),
            Json = ProblemJson.List(origin),
        };
    }

    private static string GroupAsMarkdown(string title, IReadOnlyList<ApiError> errors) => $"""
        ## {title}

        | Status | Code | Meaning |
        | --- | --- | --- |
        {string.Join('\n', errors.Select(error => $"| {error.Status} | [`{error.Code}`]({Path}/{error.Code}) | {error.Title.En} |"))}
        """;

    private static string GroupAsHtml(string title, IReadOnlyList<ApiError> errors) => Html.Of($"""
        <h2 id="{Anchor(title)}">{title}</h2>
        <ul class="codes">
        {errors.Select(error => Html.Of($"""
            <li>{Badge(error.Status):raw} <a href="{Path}/{error.Code}"><code>{error.Code}</code></a> <span class="meaning">{error.Title.En}</span></li>
            """))}
        </ul>
        """);

    /// <summary>A status in the colour of its class.</summary>
    internal static string Badge(int status) => Html.Of($"""<span class="badge badge-{status / 100}xx">{status}</span>""");

    private static string Anchor(string title) => title.ToLowerInvariant().Replace(' ', '-');
}
