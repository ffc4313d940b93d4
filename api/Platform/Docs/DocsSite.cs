using System.Collections.Frozen;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Docs;

/// <summary>
/// Every answer under <c>/docs</c>, <c>/problems</c> and <c>/openapi</c>, made once at the first request:
/// the pages depend on nothing but the public origin, which in development is known only when the server listens.
/// </summary>
internal sealed class DocsSite(PublicOrigin origin)
{
    private readonly Lazy<FrozenDictionary<string, DocsAnswer>> _answers = new(() => Build(origin.ToString()));

    /// <summary>The answer at this path; null when there is none.</summary>
    internal DocsAnswer? Find(PathString path) => _answers.Value.GetValueOrDefault(path.Value!);

    private static FrozenDictionary<string, DocsAnswer> Build(string origin)
    {
        var answers = new Dictionary<string, DocsAnswer>(StringComparer.Ordinal);
        var style = DocsAnswer.Asset([.. Embedded.Bytes("docs/assets/tokens.css"), .. Embedded.Bytes("docs/assets/site.css")], "text/css; charset=utf-8");
        var icon = DocsAnswer.Asset(Embedded.Bytes("docs/assets/icon.svg"), "image/svg+xml");
        answers["/docs/assets/site.css"] = style;
        answers["/docs/assets/icon.svg"] = icon;

        var layout = new Layout(origin, $"/docs/assets/site.css?v={style.Version}", $"/docs/assets/icon.svg?v={icon.Version}");
        foreach (var page in (IEnumerable<DocsPage>)[.. GuidePages.All(origin), .. ProblemPages.All(origin), OpenApiPage.Create(origin)])
        {
            answers[page.Path] = DocsAnswer.Page(layout.Render(page), "text/html; charset=utf-8");
            answers[page.Path + ".md"] = DocsAnswer.Page(page.Markdown, "text/markdown; charset=utf-8");
            if (page.Json is not null)
                answers[page.Path + ".json"] = DocsAnswer.Page(page.Json, "application/json");
        }
        return answers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
