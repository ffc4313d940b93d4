using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications.Documents;

/// <summary>Editors publish versions; readers see them from their day on.</summary>
public sealed class DocumentPublicationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/administration/v1/documents";

    [Fact]
    [Trait("Decision", "TECH-D1")]
    [Trait("Decision", "CEN-D3")]
    public async Task A_version_is_in_force_from_its_day_on_and_old_ones_stay_readable()
    {
        using var editor = await Editors.EditorAsync(api);
        using var nobody = api.AsNobody();
        using var answer = await editor.PostJsonAsync(Path, Body("cookies", api.Day(30)));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var published = await answer.JsonAsync();
        Assert.Equal(("cookies", 2, "upcoming", api.Day(30), "en-GB", "New title"),
            ((string?)published["kind"], (int)published["version"]!, (string?)published["state"], (string?)published["validFrom"], (string?)published["language"], (string?)published["title"]));
        Assert.Equal("/portal/v1/documents/cookies/versions/2", answer.Headers.Location?.ToString());
        Assert.Equal("Line one\n\nLine two [link](https://example.com/)", (string?)(await nobody.ReadAsync("/portal/v1/documents/cookies/versions/2"))["text"]);

        Assert.Equal(1, (int)(await nobody.ReadAsync("/portal/v1/documents/cookies"))["version"]!);
        Assert.Equal("upcoming", (string?)(await nobody.ReadAsync("/portal/v1/documents/cookies/versions/2"))["state"]);
        Assert.Equal(["2 upcoming", "1 current"], await VersionsAsync(nobody, "cookies"));

        await api.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(2, (int)(await nobody.ReadAsync("/portal/v1/documents/cookies"))["version"]!);
        Assert.Equal(["2 current", "1 superseded"], await VersionsAsync(nobody, "cookies"));
        Assert.Equal("Cookies", (string?)(await nobody.ReadAsync("/portal/v1/documents/cookies/versions/1"))["title"]);
        Assert.DoesNotContain((await NewsAsync(nobody)), title => title.Contains("ookie", StringComparison.Ordinal));

        Assert.Equal($"account:{SomePerson.Bob.Id}", await api.SqlAsync<string>("select published_by from publications.documents where kind = 'cookies' and version = 2"));
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from platform.audit where action = 'publications.document.published' and object_id = 'cookies/2'"));
        // An event belongs to an organisation; this happens to none.
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.events where type = 'publications.document.published'"));
    }

    [Fact]
    [Trait("Decision", "TECH-D1")]
    public async Task New_technical_requirements_are_data_and_news()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        using var nobody = api.AsNobody();
        using var answer = await administrator.PostJsonAsync(Path, Technical());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var document = await nobody.ReadAsync("/portal/v1/documents/technicalRequirements");
        Assert.Equal((2, "Opera", "100"), ((int)document["version"]!, (string?)document["sections"]!["browsers"]![0]!["name"], (string?)document["sections"]!["browsers"]![0]!["lowestVersion"]));
        Assert.Contains(@"Opera. Lowest version: 100 (not \*mini\*)", (string?)document["text"], StringComparison.Ordinal);
        Assert.Equal("Mozilla Firefox", (string?)(await nobody.ReadAsync("/portal/v1/documents/technicalRequirements/versions/1"))["sections"]!["browsers"]![2]!["name"]);
        Assert.Contains("New technical requirements", await NewsAsync(nobody));
        nobody.DefaultRequestHeaders.Add("Accept-Language", "pl");
        Assert.Contains("Nowe wymagania techniczne", await NewsAsync(nobody));
    }

    [Theory]
    [Trait("Decision", "TECH-D1")]
    [InlineData("network", null, "/texts/0/sections/network")]
    [InlineData("browsers", "[]", "/texts/0/sections/browsers")]
    [InlineData("browsers", null, "/texts/0/sections/browsers")]
    [InlineData("operatingSystems", "[]", "/texts/0/sections/operatingSystems")]
    [InlineData("operatingSystems", null, "/texts/0/sections/operatingSystems")]
    [InlineData("network", """{"protocols":[],"ports":[443]}""", "/texts/0/sections/network/protocols")]
    [InlineData("network", """{"protocols":["HTTPS"],"ports":[]}""", "/texts/0/sections/network/ports")]
    public async Task A_version_with_an_empty_section_is_refused(string section, string? value, string pointer)
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var body = JsonNode.Parse(Technical())!;
        body["texts"]![0]!["sections"]![section] = value is null ? null : JsonNode.Parse(value);
        await RefusedAsync(administrator, body, pointer, "required");
    }

    [Theory]
    [InlineData("/kind", "\"nothing\"", "/kind", "value-not-permitted")]
    [InlineData("/kind", "\"\"", "/kind", "required")]
    [InlineData("/validFrom", "\"2026-02-30\"", "/validFrom", "format-invalid")]
    [InlineData("/validFrom", "\"2020-01-01\"", "/validFrom", "value-not-permitted")]
    [InlineData("/texts", "[]", "/texts", "required")]
    [InlineData("/texts/0/language", "\"fr\"", "/texts", "required")]
    [InlineData("/texts/0/language", "\"english\"", "/texts/0/language", "too-long")]
    [InlineData("/texts/1/language", "\"en-US\"", "/texts", "repeated")]
    [InlineData("/texts/0/title", "\" \"", "/texts/0/title", "required")]
    [InlineData("/texts/0/text", "\"\"", "/texts/0/text", "required")]
    [InlineData("/texts/0/text", "\"a\\u0007b\"", "/texts/0/text", "format-invalid")]
    [InlineData("/texts/0/text", "\"[x](javascript:alert(1))\"", "/texts/0/text", "value-not-permitted")]
    [InlineData("/texts/0/text", "\"[x][y]\\n\\n[y]: data:text/html,x\"", "/texts/0/text", "value-not-permitted")]
    [InlineData("/texts/0/text", "\"<vbscript:x>\"", "/texts/0/text", "value-not-permitted")]
    [InlineData("/texts/0/sections", """{"network":{"protocols":["x"],"ports":[1]},"browsers":[{"name":"x","lowestVersion":"1"}],"operatingSystems":[{"name":"x","lowestVersion":"1"}]}""", "/texts/0/sections", "value-not-permitted")]
    public async Task Wrong_values_are_named_by_their_field(string at, string value, string pointer, string code)
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var body = JsonNode.Parse(Body("imprint", api.Day(0)))!;
        var steps = at.Split('/')[1..];
        var target = steps[..^1].Aggregate(body, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        target[steps[^1]] = JsonNode.Parse(value);
        await RefusedAsync(administrator, body, pointer, code);
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from publications.documents where kind = 'imprint'"));
    }

    [Fact]
    public async Task A_port_is_a_port_and_versions_follow_one_another()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var technical = JsonNode.Parse(Technical())!;
        technical["texts"]![0]!["sections"]!["network"]!["ports"] = new JsonArray(443, 70_000);
        await RefusedAsync(administrator, technical, "/texts/0/sections/network/ports/1", "value-not-permitted");
        technical = JsonNode.Parse(Technical())!;
        technical["texts"]![0]!["sections"] = null;
        await RefusedAsync(administrator, technical, "/texts/0/sections", "required");

        using var first = await administrator.PostJsonAsync(Path, Body("priceList", api.Day(10)));
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await RefusedAsync(administrator, JsonNode.Parse(Body("priceList", api.Day(9)))!, "/validFrom", "value-not-permitted");
        using var same = await administrator.PostJsonAsync(Path, Body("priceList", api.Day(10)));
        Assert.Equal(3, (int)(await same.JsonAsync())["version"]!);
    }

    [Fact]
    [Trait("Decision", "TECH-D1")]
    public async Task Without_the_right_nobody_publishes()
    {
        await api.SqlAsync("delete from identity.tenant_rights where code = 'editorAccess' and tenant_id = '00000000-0000-7000-8000-000000000001'; select pg_notify('aos_auth', 'o:00000000-0000-7000-8000-000000000001')");
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
        var body = Body("userGuide", api.Day(0));
        using var without = await bob.PostJsonAsync(Path, body);
        await without.ProblemAsync(403, "access.permission-missing");
        using var bare = await api.AsAsync(Somebody.OperatorWithoutRights);
        using var machine = await bare.PostJsonAsync(Path, body);
        await machine.ProblemAsync(403, "access.permission-missing");
        using var workshop = await api.AsPersonAsync(SomePerson.John, "administration");
        using var foreign = await workshop.PostJsonAsync(Path, body);
        await foreign.ProblemAsync(403, "access.administrator-required");
        using var scopeless = await api.AsPersonAsync(SomePerson.Ada, "portal.write");
        using var unscoped = await scopeless.PostJsonAsync(Path, body);
        await unscoped.ProblemAsync(403, "access.scope-missing");
        using var nobody = api.AsNobody();
        using var anonymous = await nobody.PostJsonAsync(Path, body);
        await anonymous.ProblemAsync(401, "auth.not-signed-in");
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from publications.documents where kind = 'userGuide'"));
    }

    [Fact]
    public async Task A_repeat_publishes_nothing_new()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var (body, key) = (Body("firstSteps", api.Day(0)), Guid.NewGuid().ToString());
        using var first = await administrator.SendJsonAsync(HttpMethod.Post, Path, body, key);
        using var second = await administrator.SendJsonAsync(HttpMethod.Post, Path, body, key);
        Assert.Equal((HttpStatusCode.Created, "true"), (second.StatusCode, second.Header("Idempotency-Replayed")));
        Assert.Equal(2L, await api.SqlAsync<long>("select count(*) from publications.documents where kind = 'firstSteps'"));
        using var keyless = await administrator.SendJsonAsync(HttpMethod.Post, Path, body);
        await keyless.ProblemAsync(400, "idempotency.key-required");
    }

    private static string Body(string kind, string validFrom) => new JsonObject
    {
        ["kind"] = kind,
        ["validFrom"] = validFrom,
        ["texts"] = new JsonArray(
            new JsonObject { ["language"] = "en-GB", ["title"] = "New title", ["text"] = "Line one\n\nLine two [link](https://example.com/)" },
            new JsonObject { ["language"] = "de-DE", ["title"] = "Neuer Titel", ["text"] = "Zeile" }),
    }.ToJsonString();

    private string Technical() => new JsonObject
    {
        ["kind"] = "technicalRequirements",
        ["validFrom"] = api.Day(0),
        ["texts"] = new JsonArray(new JsonObject
        {
            ["language"] = "en",
            ["title"] = "Technical requirements",
            ["sections"] = JsonNode.Parse("""
                {"network":{"protocols":["HTTPS"],"ports":[443],"hostNames":["api.example.com"]},
                 "browsers":[{"name":"Opera","lowestVersion":"100","remark":"not *mini*"}],
                 "operatingSystems":[{"name":"Windows","lowestVersion":"11"}]}
                """),
        }),
    }.ToJsonString();

    private static async Task RefusedAsync(HttpClient client, JsonNode body, string pointer, string code)
    {
        using var answer = await client.PostJsonAsync(Path, body.ToJsonString());
        var error = (await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().First()!;
        Assert.Equal((pointer, code), ((string?)error["pointer"], (string?)error["code"]));
    }

    private static async Task<IEnumerable<string>> VersionsAsync(HttpClient client, string kind) =>
        (await client.ReadAsync($"/portal/v1/documents/{kind}/versions"))["items"]!.AsArray().Select(item => $"{item!["version"]} {item["state"]}");

    private static async Task<List<string>> NewsAsync(HttpClient client) =>
        [.. (await client.ReadAsync("/portal/v1/news"))["items"]!.AsArray().Select(item => (string)item!["title"]!)];
}
