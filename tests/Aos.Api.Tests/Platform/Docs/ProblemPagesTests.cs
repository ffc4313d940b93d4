using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Tests.Platform.Docs;

public sealed class ProblemPagesTests(DocsHost host) : IClassFixture<DocsHost>
{
    [Fact]
    public async Task Every_code_has_a_page_that_tells_cause_cure_and_example()
    {
        foreach (var error in ErrorCatalogue.ByCode.Values)
        {
            var article = XDocument.Parse(await host.Client.GetStringAsync($"/problems/{error.Code}")).Descendants("article").Single();
            Assert.Equal(error.Code, article.Element("h1")!.Value);
            Assert.Equal(["Cause", "What to do", "Example", "Facts"], article.Elements("h2").Select(heading => heading.Value));
            Assert.Contains(error.Title.En, article.Value, StringComparison.Ordinal);
            Assert.Contains(article.Descendants(), element => element.Attribute("lang")?.Value == "de" && element.Value == error.Title.De);
        }
    }

    [Fact]
    public async Task Every_code_has_markdown()
    {
        foreach (var error in ErrorCatalogue.ByCode.Values)
        {
            var text = await host.Client.GetStringAsync($"/problems/{error.Code}.md");
            Assert.StartsWith($"# {error.Code}\n", text, StringComparison.Ordinal);
            Assert.Contains(error.Cause, text, StringComparison.Ordinal);
            Assert.Contains(error.Cure, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_code_has_json_with_an_example_as_the_api_sends_it()
    {
        foreach (var error in ErrorCatalogue.ByCode.Values)
        {
            var page = await host.Client.GetFromJsonAsync<JsonElement>($"/problems/{error.Code}.json");
            Assert.Equal(error.Status, page.GetProperty("status").GetInt32());
            Assert.Equal(error.Title.De, page.GetProperty("title").GetProperty("de").GetString());
            Assert.Equal(error.Since, page.GetProperty("since").GetString());

            var example = page.GetProperty("example");
            Assert.Equal($"{DocsHost.Origin}/problems/{error.Code}", example.GetProperty("type").GetString());
            Assert.Equal(error.Code, example.GetProperty("code").GetString());
            Assert.Equal(error.Action is not null, example.TryGetProperty("resolution", out _));
            Assert.DoesNotMatch(@"\{\d\}", example.GetProperty("detail").GetString());
            foreach (var member in (string[])["title", "instance", "requestId"])
                Assert.NotEqual("", example.GetProperty(member).GetString());
        }
    }

    [Fact]
    public async Task The_list_names_every_code_in_each_form()
    {
        var html = XDocument.Parse(await host.Client.GetStringAsync("/problems")).Descendants("article").Single();
        var markdown = await host.Client.GetStringAsync("/problems.md");
        var json = await host.Client.GetFromJsonAsync<JsonElement>("/problems.json");
        var codes = ErrorCatalogue.ByCode.Keys.Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(codes, json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(codes, html.Descendants("li").Select(item => item.Element("a")!.Value).Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.Contains($"(/problems/{code})", markdown, StringComparison.Ordinal));
    }
}
