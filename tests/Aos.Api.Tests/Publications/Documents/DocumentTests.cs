using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications.Documents;

/// <summary>Everybody reads documents, with a token or without.</summary>
public sealed class DocumentTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/documents";

    private static readonly string[] Kinds = ["conditionsOfUse", "cookies", "dataPrivacy", "firstSteps", "imprint", "priceList", "technicalRequirements", "userGuide"];

    [Fact]
    [Trait("Decision", "CEN-D3")]
    public async Task All_kinds_are_in_force_in_English_and_German()
    {
        using var nobody = api.AsNobody();
        var items = (await nobody.ReadAsync(Path))["items"]!.AsArray();
        Assert.Equal(Kinds, items.Select(item => (string)item!["kind"]!));
        Assert.All(items, item => Assert.Equal((1, "current", "2020-09-08", "en-GB", "en-GB,de-DE"),
            ((int)item!["version"]!, (string?)item["state"], (string?)item["validFrom"], (string?)item["language"], string.Join(',', item["languages"]!.AsArray()))));
        foreach (var kind in Kinds)
        {
            var (english, german) = (await ReadAsync(nobody, kind, "en-US"), await ReadAsync(nobody, kind, "de-AT, en;q=0.5"));
            Assert.NotEmpty((string)english["title"]!);
            Assert.NotEmpty((string)english["text"]!);
            Assert.NotEqual((string?)english["text"], (string?)german["text"]);
            Assert.Equal(("en-GB", "de-DE"), ((string?)english["language"], (string?)german["language"]));
        }
    }

    [Theory]
    [Trait("Requirement", "TECH-4")]
    [InlineData(null)]
    [InlineData("portal.read")]
    public async Task Visitors_and_signed_in_people_read_the_same(string? scope)
    {
        using var client = scope is null ? api.AsNobody() : await api.AsPersonAsync(SomePerson.Sam, scope);
        Assert.Equal("Technical requirements", (string?)(await client.ReadAsync(Path + "/technicalRequirements"))["title"]);
    }

    [Fact]
    [Trait("Requirement", "TECH-3")]
    [Trait("Requirement", "TECH-6")]
    [Trait("Decision", "TECH-D1")]
    [Trait("Decision", "TECH-D2")]
    [Trait("Decision", "TECH-D3")]
    public async Task The_technical_requirements_are_data()
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(Path + "/technicalRequirements");
        var document = await answer.JsonAsync();
        var sections = document["sections"]!;
        Assert.Equal((1, "2020-09-08", "en-GB"), ((int)document["version"]!, (string?)document["validFrom"], (string?)document["language"]));
        Assert.Equal("en", answer.Header("Content-Language"));
        Assert.Equal("HTTPS with TLS 1.2 or newer", (string?)sections["network"]!["protocols"]![0]);
        Assert.Equal([443], sections["network"]!["ports"]!.AsArray().Select(port => (int)port!));
        Assert.Equal(["Microsoft Edge", "Google Chrome", "Mozilla Firefox"], sections["browsers"]!.AsArray().Select(browser => (string)browser!["name"]!));
        Assert.All(sections["browsers"]!.AsArray(), browser => Assert.Equal("current", (string?)browser!["lowestVersion"]));
        Assert.Equal(["Windows 10", "Windows 11"], sections["operatingSystems"]!.AsArray().Select(system => $"{system!["name"]} {system["lowestVersion"]}"));
        Assert.Equal(["Java Runtime Environment", "Visual C++ Redistributable", "Microsoft .NET Framework 4"], sections["applications"]![0]!["runtimes"]!.AsArray().Select(runtime => (string)runtime!));
        Assert.Null((await nobody.ReadAsync(Path + "/imprint"))["sections"]);
    }

    [Fact]
    [Trait("Requirement", "TECH-2")]
    public async Task The_address_of_the_portal_is_a_setting()
    {
        using var nobody = api.AsNobody();
        var own = (string?)(await nobody.ReadAsync(Path + "/technicalRequirements"))["portalUrl"];
        Assert.Equal("/account", new Uri(own!).AbsolutePath);

        await using var other = new ApiHost(new() { ["Portal:HomeUrl"] = "https://portal.example.com/start" }, database: api.Database);
        await other.InitializeAsync();
        using var visitor = other.AsNobody();
        var document = await visitor.ReadAsync(Path + "/technicalRequirements");
        Assert.Equal("https://portal.example.com/start", (string?)document["portalUrl"]);
        Assert.Contains("<https://portal.example.com/start>", (string?)document["text"], StringComparison.Ordinal);
        Assert.Null((await visitor.ReadAsync(Path + "/imprint"))["portalUrl"]);
    }

    [Fact]
    [Trait("Decision", "TECH-D1")]
    public async Task Documents_are_text_too()
    {
        using var nobody = api.AsNobody();
        foreach (var path in new[] { "/technicalRequirements/text", "/technicalRequirements/versions/1/text" })
        {
            var (type, page) = await TextAsync(nobody, Path + path, "text/html,application/xhtml+xml,*/*;q=0.8", "de");
            Assert.Equal("text/html", type);
            Assert.Contains("<h1>Technische Voraussetzungen</h1>", page, StringComparison.Ordinal);
            Assert.Contains(">Netzwerk</h2>", page, StringComparison.Ordinal);
            Assert.Contains("<li>Ports: 443</li>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);

            (type, var text) = await TextAsync(nobody, Path + path, "text/markdown", "en");
            Assert.Equal("text/markdown", type);
            Assert.StartsWith("# Technical requirements\n", text, StringComparison.Ordinal);
            Assert.Contains("\n## Operating systems\n", text, StringComparison.Ordinal);
            Assert.Contains("- Runtimes: Java Runtime Environment, Visual C++ Redistributable, Microsoft .NET Framework 4\n", text, StringComparison.Ordinal);
        }

        Assert.Equal("text/html", (await TextAsync(nobody, Path + "/imprint/text", "*/*", "en")).Type);
        using var refused = await SendAsync(nobody, Path + "/imprint/text", "image/png", "en");
        await refused.ProblemAsync(406, "request.not-acceptable");
    }

    [Fact]
    public async Task A_page_runs_nothing_and_is_not_sent_twice()
    {
        using var nobody = api.AsNobody();
        using var answer = await SendAsync(nobody, Path + "/cookies/text", "text/html", "en");
        Assert.Contains("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        var again = new HttpRequestMessage(HttpMethod.Get, Path + "/cookies/text");
        again.Headers.TryAddWithoutValidation("Accept", "text/html");
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await nobody.SendAsync(again)).StatusCode);
    }

    [Theory]
    [Trait("Decision", "TECH-D1")]
    [InlineData("/nothing")]
    [InlineData("/TechnicalRequirements")]
    [InlineData("/nothing/text")]
    [InlineData("/nothing/versions")]
    [InlineData("/imprint/versions/2")]
    [InlineData("/imprint/versions/0")]
    [InlineData("/imprint/versions/one")]
    [InlineData("/imprint/versions/99999999999")]
    [InlineData("/imprint/versions/2/text")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(Path + path);
        await answer.ProblemAsync(404, "publications.document-not-found");
    }

    [Fact]
    public async Task A_parameter_that_is_not_read_is_refused()
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(Path + "/imprint?language=de");
        await answer.ProblemAsync(400, "request.parameter-invalid");
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ReadAsync(HttpClient client, string kind, string language)
    {
        using var answer = await SendAsync(client, $"{Path}/{kind}", "application/json", language);
        return await answer.JsonAsync();
    }

    private static async Task<(string? Type, string Text)> TextAsync(HttpClient client, string path, string accept, string language)
    {
        using var answer = await SendAsync(client, path, accept, language);
        return (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string accept, string language)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return client.SendAsync(request);
    }
}
