using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Aos.Api.Tests.Platform.Docs;

public sealed partial class PagesTests(DocsHost host) : IClassFixture<DocsHost>
{
    [Fact]
    public async Task Every_page_is_well_formed_and_has_landmarks_in_order()
    {
        foreach (var path in DocsHost.Pages())
        {
            var html = XDocument.Parse(await host.Client.GetStringAsync(path)).Root!;
            Assert.Equal("en", html.Attribute("lang")?.Value);
            Assert.NotEqual("", html.Descendants("title").Single().Value.Replace("· AOS", "").Trim());
            Assert.Single(html.Descendants("main"));
            Assert.Equal("#content", html.Descendants("a").First().Attribute("href")?.Value);
            Assert.Empty(html.Descendants().Attributes("style"));
            Assert.Empty(html.Descendants("script"));
            AssertHeadingsInOrder(path, html);
            AssertIdsAreUnique(path, html);
        }
    }

    [Fact]
    public async Task Every_page_has_a_markdown_twin_without_open_placeholders()
    {
        foreach (var path in DocsHost.Pages())
        {
            var answer = await host.Client.GetAsync(path + ".md");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal("text/markdown; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Assert.StartsWith("# ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_link_is_dead()
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>(DocsHost.Pages());
        while (open.TryDequeue(out var path))
        {
            var html = XDocument.Parse(await host.Client.GetStringAsync(path));
            foreach (var link in html.Descendants().Attributes().Where(a => a.Name == "href" || a.Name == "src").Select(a => a.Value))
            {
                if (link.StartsWith('#'))
                {
                    Assert.True(html.Descendants().Attributes("id").Any(id => id.Value == link[1..]), $"{path} links to {link}");
                    continue;
                }
                var target = link.StartsWith(DocsHost.Origin, StringComparison.Ordinal) ? link[DocsHost.Origin.Length..] : link;
                Assert.True(target.StartsWith('/'), $"{path} links outside: {link}");
                if (!seen.Add(target))
                    continue;
                Assert.True((await host.Client.GetAsync(target)).IsSuccessStatusCode, $"{path} links to {link}");
            }
        }
    }

    [Fact]
    public async Task Pages_name_the_configured_origin_and_no_other()
    {
        foreach (var path in DocsHost.Pages())
            foreach (Match address in Origins().Matches(await host.Client.GetStringAsync(path + ".md")))
                Assert.True(address.Value == DocsHost.Origin || (Examples.TryGetValue(path, out var others) && others.Contains(address.Value)), $"{path} names {address.Value}");
    }

    /// <summary>Origins that are examples: of an installation's settings, and of the places that browsers come back to after a sign-in.</summary>
    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["/docs/operation"] = ["https://api.example.com", "http://0.0.0.0:8080", "http://127.0.0.1:5081", "http://localhost:4318"],
        ["/docs/onboarding"] = ["https://api.example.com"],
        ["/docs/versions"] = ["https://api.example.com"],
        ["/docs/sign-in"] = ["https://api.example.com", "https://app.example.com", "http://127.0.0.1", "http://127.0.0.1:50000"],
    };

    [Fact]
    public async Task Root_leads_to_the_docs()
    {
        var answer = await host.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/docs", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/docs/none")]
    [InlineData("/docs/none.md")]
    [InlineData("/docs/assets/none.css")]
    [InlineData("/docs/assets/..%2fsite.css")]
    [InlineData("/problems/none.none")]
    [InlineData("/problems/none.none.json")]
    public async Task Unknown_pages_are_the_ordinary_404(string path)
    {
        var answer = await host.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("request.not-found", Assert.Single(answer.Headers.GetValues("AOS-Error-Code")));
    }

    private static void AssertHeadingsInOrder(string path, XElement html)
    {
        var levels = html.Descendants("main").Descendants()
            .Where(element => element.Name.LocalName is "h1" or "h2" or "h3" or "h4").Select(element => element.Name.LocalName[1] - '0').ToArray();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        for (var i = 1; i < levels.Length; i++)
            Assert.True(levels[i] <= levels[i - 1] + 1, $"{path} skips a heading level");
    }

    private static void AssertIdsAreUnique(string path, XElement html)
    {
        var ids = html.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.True(ids.Length == ids.Distinct().Count(), $"{path} has an id twice");
    }

    [GeneratedRegex(@"https?://[^/\s`""\)]+", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Origins();
}
