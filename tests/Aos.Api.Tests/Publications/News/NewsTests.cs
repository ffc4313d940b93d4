using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications.News;

/// <summary>Everybody reads news; editors write it.</summary>
public sealed class NewsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/news";
    private const string Editing = "/administration/v1/news";

    [Fact]
    [Trait("Requirement", "CEN-10")]
    [Trait("Requirement", "NEWSX-3")]
    public async Task News_are_listed_newest_first_in_pages()
    {
        using var editor = await Editors.EditorAsync(api);
        using var nobody = api.AsNobody();
        foreach (var days in new[] { -400, -402, -401 })
            await CreateAsync(editor, Body(api.Day(days), $"Old {days}"));
        var titles = new List<string>();
        var next = Path + "?limit=1&includeTotal=true";
        while (next is not null)
        {
            var page = await nobody.ReadAsync(next);
            Assert.True((int)page["total"]! >= 3);
            titles.AddRange(page["items"]!.AsArray().Select(item => (string)item!["title"]!));
            next = page["nextCursor"] is { } cursor ? $"{Path}?limit=1&includeTotal=true&cursor={cursor}" : null;
        }

        Assert.Equal(["Old -400", "Old -401", "Old -402"], titles.Where(title => title.StartsWith("Old", StringComparison.Ordinal)));
        using var foreign = await nobody.GetAsync(Path + "?cursor=AbCdEfGh");
        await foreign.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    public async Task News_come_in_the_best_language_or_not_at_all()
    {
        using var editor = await Editors.EditorAsync(api);
        var both = await CreateAsync(editor, Body(api.Day(0), "Both", ("de-DE", "Beide")));
        var polish = await CreateAsync(editor, Body(api.Day(0), null, ("pl-PL", "Polska")));
        Assert.Equal("Beide", (string?)(await ReadAsync("de-AT", both)).Json["title"]);
        Assert.Equal(("Both", "en"), ((string?)(await ReadAsync("fr", both)).Json["title"], (await ReadAsync("fr", both)).Language));
        Assert.Equal(("Polska", "pl"), ((string?)(await ReadAsync("pl", polish)).Json["title"], (await ReadAsync("pl", polish)).Language));
        using var nobody = api.AsNobody();
        using var unreadable = await nobody.GetAsync($"{Path}/{polish}");
        await unreadable.ProblemAsync(404, "publications.news-not-found");
    }

    [Fact]
    [Trait("Decision", "PERM-D8")]
    [Trait("Case", "TEN-1")]
    public async Task News_of_a_brand_are_for_those_who_have_it()
    {
        await api.SqlAsync("delete from identity.tenant_rights where code = 'brandMini' and tenant_id = '00000000-0000-7000-8000-000000000004'");
        using var editor = await Editors.EditorAsync(api);
        var body = JsonNode.Parse(Body(api.Day(0), "Of one brand"))!;
        body["brands"] = new JsonArray("mini");
        var id = await CreateAsync(editor, body.ToJsonString());
        using var north = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        using var nobody = api.AsNobody();
        foreach (var reader in new[] { north, nobody })
        {
            Assert.Equal("Of one brand", (string?)(await reader.ReadAsync($"{Path}/{id}"))["title"]);
            Assert.Contains(await IdsAsync(reader), found => found == id);
        }

        using var hidden = await south.GetAsync($"{Path}/{id}");
        await hidden.ProblemAsync(404, "publications.news-not-found");
        Assert.DoesNotContain(await IdsAsync(south), found => found == id);
    }

    [Fact]
    [Trait("Decision", "NEWSX-D1")]
    public async Task News_are_scheduled_and_taken_back()
    {
        using var editor = await Editors.EditorAsync(api);
        using var nobody = api.AsNobody();
        using var created = await editor.PostJsonAsync(Editing, Body(api.Day(3), "Soon"));
        var news = await created.JsonAsync();
        var id = (string)news["id"]!;
        Assert.True((bool)news["scheduled"]!);
        Assert.Equal($"{Editing}/{id}", created.Headers.Location?.ToString());
        Assert.DoesNotContain(await IdsAsync(nobody), found => found == id);
        Assert.Contains((await editor.ReadAsync(Editing + "?scheduled=true&includeTotal=true"))["items"]!.AsArray(), item => (string?)item!["id"] == id);
        Assert.DoesNotContain((await editor.ReadAsync(Editing + "?scheduled=false"))["items"]!.AsArray(), item => (string?)item!["id"] == id);
        using var hidden = await nobody.GetAsync($"{Path}/{id}");
        await hidden.ProblemAsync(404, "publications.news-not-found");

        using var replaced = await editor.SendJsonAsync(HttpMethod.Put, $"{Editing}/{id}", Body(api.Day(0), "Now"), ifMatch: (string)news["etag"]!);
        Assert.Equal((HttpStatusCode.OK, "\"v2\""), (replaced.StatusCode, replaced.Header("ETag")));
        Assert.Equal("Now", (string?)(await nobody.ReadAsync($"{Path}/{id}"))["title"]);
        Assert.Equal((await replaced.JsonAsync()).ToJsonString(), (await editor.ReadAsync($"{Editing}/{id}")).ToJsonString());
        using var back = await editor.SendJsonAsync(HttpMethod.Put, $"{Editing}/{id}", Body(api.Day(3), "Later"), ifMatch: "\"v2\"");
        using var gone = await nobody.GetAsync($"{Path}/{id}");
        await gone.ProblemAsync(404, "publications.news-not-found");
        Assert.Equal(["publications.news.created", "publications.news.replaced", "publications.news.replaced"], (await api.SqlAsync<string[]>($"select array_agg(action order by action) from platform.audit where object_id = '{id}'"))!);
    }

    [Fact]
    [Trait("Decision", "PERM-D8")]
    public async Task Only_content_administrators_delete()
    {
        using var editor = await Editors.EditorAsync(api);
        using var administrator = await Editors.AdministratorAsync(api);
        var id = await CreateAsync(editor, Body(api.Day(0), "To be deleted"));
        using var refused = await editor.SendJsonAsync(HttpMethod.Delete, $"{Editing}/{id}", null, ifMatch: "\"v1\"");
        await refused.ProblemAsync(403, "access.permission-missing");
        using var without = await administrator.SendJsonAsync(HttpMethod.Delete, $"{Editing}/{id}", null);
        await without.ProblemAsync(428, "precondition.version-required");
        using var conflict = await administrator.SendJsonAsync(HttpMethod.Delete, $"{Editing}/{id}", null, ifMatch: "\"v2\"");
        await conflict.ProblemAsync(412, "precondition.version-conflict");
        using var deleted = await administrator.SendJsonAsync(HttpMethod.Delete, $"{Editing}/{id}", null, ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await administrator.SendJsonAsync(HttpMethod.Delete, $"{Editing}/{id}", null, ifMatch: "\"v1\"");
        await again.ProblemAsync(404, "publications.news-not-found");
    }

    [Fact]
    public async Task A_change_names_the_version()
    {
        using var editor = await Editors.EditorAsync(api);
        var id = await CreateAsync(editor, Body(api.Day(0), "Versions"));
        using var without = await editor.SendJsonAsync(HttpMethod.Put, $"{Editing}/{id}", Body(api.Day(0), "x"));
        await without.ProblemAsync(428, "precondition.version-required");
        using var conflict = await editor.SendJsonAsync(HttpMethod.Put, $"{Editing}/{id}", Body(api.Day(0), "x"), ifMatch: "\"v9\"");
        await conflict.ProblemAsync(412, "precondition.version-conflict");
        foreach (var unknown in new[] { Guid.NewGuid().ToString(), "one" })
        {
            using var missing = await editor.SendJsonAsync(HttpMethod.Put, $"{Editing}/{unknown}", Body(api.Day(0), "x"), ifMatch: "\"v1\"");
            await missing.ProblemAsync(404, "publications.news-not-found");
            using var unread = await editor.GetAsync($"{Editing}/{unknown}");
            await unread.ProblemAsync(404, "publications.news-not-found");
            using var nobody = api.AsNobody();
            using var unseen = await nobody.GetAsync($"{Path}/{unknown}");
            await unseen.ProblemAsync(404, "publications.news-not-found");
        }
    }

    [Theory]
    [InlineData("publishedOn", "\"today\"", "/publishedOn", "format-invalid")]
    [InlineData("publishedOn", "\"\"", "/publishedOn", "required")]
    [InlineData("texts", "[]", "/texts", "required")]
    [InlineData("texts", """[{"language":"en","title":"x","body":"x"},{"language":"en-US","title":"x","body":"x"}]""", "/texts", "repeated")]
    [InlineData("texts", """[{"language":"en","title":"","body":"x"}]""", "/texts/0/title", "required")]
    [InlineData("texts", """[{"language":"en","title":"x"}]""", "/texts/0/body", "required")]
    [InlineData("texts", """[{"language":"en","title":"x","body":"[a](file:///etc)"}]""", "/texts/0/body", "value-not-permitted")]
    [InlineData("texts", """[{"title":"x","body":"x"}]""", "/texts/0/language", "required")]
    [InlineData("brands", """["Not a code"]""", "/brands/0", "format-invalid")]
    public async Task Wrong_values_are_named_by_their_field(string field, string value, string pointer, string code)
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var body = JsonNode.Parse(Body(api.Day(0), "x"))!;
        body[field] = JsonNode.Parse(value);
        using var answer = await administrator.PostJsonAsync(Editing, body.ToJsonString());
        var error = (await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().First()!;
        Assert.Equal((pointer, code), ((string?)error["pointer"], (string?)error["code"]));
        using var other = await administrator.PostJsonAsync(Editing, Body(api.Day(0), "x").Replace("\"texts\"", "\"id\":1,\"texts\"", StringComparison.Ordinal));
        await other.ProblemAsync(400, "request.body-unreadable");
    }

    [Fact]
    public async Task Editing_is_for_editors_of_the_operator()
    {
        using var machine = await api.AsAsync(Somebody.OperatorWithoutRights);
        using var workshop = await api.AsPersonAsync(SomePerson.John, "administration");
        using var nobody = api.AsNobody();
        foreach (var (client, status, code) in new[] { (machine, 403, "access.permission-missing"), (workshop, 403, "access.administrator-required"), (nobody, 401, "auth.not-signed-in") })
        {
            using var list = await client.GetAsync(Editing);
            await list.ProblemAsync(status, code);
            using var one = await client.GetAsync($"{Editing}/{Guid.NewGuid()}");
            await one.ProblemAsync(status, code);
            using var create = await client.PostJsonAsync(Editing, Body(api.Day(0), "x"));
            await create.ProblemAsync(status, code);
            using var replace = await client.SendJsonAsync(HttpMethod.Put, $"{Editing}/{Guid.NewGuid()}", Body(api.Day(0), "x"), ifMatch: "\"v1\"");
            await replace.ProblemAsync(status, code);
            using var delete = await client.SendJsonAsync(HttpMethod.Delete, $"{Editing}/{Guid.NewGuid()}", null, ifMatch: "\"v1\"");
            await delete.ProblemAsync(status, code);
        }
    }

    internal static string Body(string day, string? english, params (string Language, string Title)[] others) => new JsonObject
    {
        ["publishedOn"] = day,
        ["texts"] = new JsonArray([.. others.Concat(english is null ? [] : [("en-GB", english)]).Select(text =>
            (JsonNode)new JsonObject { ["language"] = text.Item1, ["title"] = text.Item2, ["body"] = "Dear users,\n\nread this." })]),
    }.ToJsonString();

    private static async Task<string> CreateAsync(HttpClient editor, string body)
    {
        using var answer = await editor.PostJsonAsync(Editing, body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (string)(await answer.JsonAsync())["id"]!;
    }

    private static async Task<List<string>> IdsAsync(HttpClient client) =>
        [.. (await client.ReadAsync(Path + "?limit=200"))["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    private async Task<(JsonNode Json, string? Language)> ReadAsync(string language, string id)
    {
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);
        using var answer = await nobody.GetAsync($"{Path}/{id}");
        return (await answer.JsonAsync(), answer.Header("Content-Language"));
    }
}
