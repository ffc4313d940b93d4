namespace Aos.Api.Platform.Docs;

/// <summary>The frame around every page: top bar, navigation, the article, "On this page".</summary>
internal sealed class Layout(string origin, string stylePath, string iconPath)
{
    private static readonly string Version = typeof(Layout).Assembly.GetName().Version!.ToString(3);

    /// <summary>The whole page.</summary>
    internal string Render(DocsPage page) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="{page.Summary}" />
        <title>{page.Title} · AOS</title>
        <link rel="stylesheet" href="{stylePath}" />
        <link rel="icon" href="{iconPath}" type="image/svg+xml" />
        <link rel="canonical" href="{origin + page.Path}" />
        <link rel="alternate" type="text/markdown" href="{page.Path}.md" />
        </head>
        <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
        <a class="brand" href="/docs"><img src="{iconPath}" alt="" width="22" height="22" />AOS <span class="brand-rest">Aftersales API</span></a>
        <nav aria-label="Main">
        {Navigation.Top(page.Path)}
        </nav>
        </header>
        <div class="frame">
        <details class="menu">
        <summary>All pages</summary>
        <nav aria-label="All pages">
        {Navigation.Side(page.Path)}
        </nav>
        </details>
        <nav class="side" aria-label="All pages">
        {Navigation.Side(page.Path)}
        </nav>
        <main id="content" tabindex="-1">
        <article>
        {page.Html:raw}
        </article>
        <footer class="page-end">
        {Navigation.Neighbours(page.Path)}
        <p class="twins">This page as {Twins(page)}</p>
        </footer>
        </main>
        {OnThisPage(page):raw}
        </div>
        <footer class="bottom"><p>AOS {Version} · <span class="origin">{origin}</span></p></footer>
        </body>
        </html>

        """);

    private static IEnumerable<string> Twins(DocsPage page)
    {
        yield return Html.Of($"""<a href="{page.Path}.md">Markdown</a>""");
        if (page.Json is not null)
            yield return Html.Of($"""or <a href="{page.Path}.json">JSON</a>""");
    }

    private static string OnThisPage(DocsPage page) => page.Headings.Count < 2
        ? """<div class="toc"></div>"""
        : Html.Of($"""
            <nav class="toc" aria-labelledby="on-this-page">
            <p id="on-this-page">On this page</p>
            <ul>
            {page.Headings.Select(heading => Html.Of($"""<li><a href="#{heading.Id}">{heading.Text}</a></li>"""))}
            </ul>
            </nav>
            """);
}
