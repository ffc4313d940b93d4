using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications.CenTree;

/// <summary>Editors change texts and targets, content administrators the tree.</summary>
public sealed class CenEditingTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/administration/v1/cen-navigation";
    private const string Reading = "/portal/v1/cen-navigation";

    [Fact]
    [Trait("Decision", "CEN-D5")]
    public async Task Editors_change_texts_and_targets_only()
    {
        using var editor = await Editors.EditorAsync(api);
        using var nobody = api.AsNobody();
        var node = await editor.ReadAsync(Path + "/rescueSheets");
        var body = BodyOf(node);
        body["label"]!["de"] = "Rettungskarten";
        body["description"] = new JsonObject { ["en"] = "One sheet a model", ["de"] = "Ein Blatt je Modell", ["pl"] = "Jedna karta na model" };
        body["targets"] = new JsonArray(new JsonObject { ["kind"] = "document", ["code"] = "firstSteps" }, new JsonObject { ["kind"] = "application", ["code"] = "cdis" });
        using var answer = await PutAsync(editor, "rescueSheets", body, (string)node["etag"]!);
        Assert.Equal((HttpStatusCode.OK, "\"v2\""), (answer.StatusCode, answer.Header("ETag")));
        var entry = await nobody.ReadAsync(Reading + "/rescueSheets");
        Assert.Equal(("Rettungskarten", "Ein Blatt je Modell"), ((string?)entry["label"]!["de"], (string?)entry["description"]!["de"]));
        Assert.Equal(["document:firstSteps", "application:cdis"], entry["targets"]!.AsArray().Select(target => $"{target!["kind"]}:{target["code"]}"));
        Assert.Equal("/portal/v1/documents/firstSteps/text", (string?)entry["targets"]![0]!["url"]);
        Assert.Equal((await answer.JsonAsync()).ToJsonString(), (await editor.ReadAsync(Path + "/rescueSheets")).ToJsonString());
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from platform.audit where action = 'publications.cenEntry.replaced' and object_id = 'rescueSheets'"));
        Assert.Equal("document:firstSteps application:cdis", await api.SqlAsync<string>("""
            select d.details->>'new.targets' from platform.audit a join platform.audit_details d on d.audit_id = a.id
            where a.action = 'publications.cenEntry.replaced' and a.object_id = 'rescueSheets' and d.details->>'old.targets' <> d.details->>'new.targets' and d.details->>'old.label' = d.details->>'new.label'
            """));

        foreach (var (field, value) in new (string, JsonNode)[] { ("sortOrder", 5), ("parentCode", "help"), ("vehicleKind", "car"), ("brands", new JsonArray("mini")), ("countries", new JsonArray("DE")) })
        {
            var moved = BodyOf(await editor.ReadAsync(Path + "/rescueSheets"));
            moved[field] = value;
            using var refused = await PutAsync(editor, "rescueSheets", moved, "\"v2\"");
            await refused.ProblemAsync(403, "access.permission-missing");
        }
    }

    [Fact]
    [Trait("Decision", "CEN-D5")]
    public async Task Content_administrators_change_the_tree()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        using var nobody = api.AsNobody();
        using var heading = await administrator.PostJsonAsync(Path, Node("tyres", null).ToJsonString());
        Assert.Equal((HttpStatusCode.Created, Path + "/tyres"), (heading.StatusCode, heading.Headers.Location?.ToString()));
        using var entry = await administrator.PostJsonAsync(Path, Node("winterTyres", "tyres", "portalPage:faq").ToJsonString());
        Assert.Equal(HttpStatusCode.Created, entry.StatusCode);
        Assert.Equal(["winterTyres"], (await nobody.ReadAsync(Reading + "?parentCode=tyres"))["items"]!.AsArray().Select(item => (string)item!["code"]!));
        using var taken = await administrator.PostJsonAsync(Path, Node("tyres", null).ToJsonString());
        await taken.ProblemAsync(409, "publications.cen-code-taken");

        var body = Node("winterTyres", "help", "portalPage:faq");
        body.Remove("code");
        body["vehicleKind"] = "car";
        body["brands"] = new JsonArray("mini");
        body["countries"] = new JsonArray("DE", "AT");
        using var moved = await PutAsync(administrator, "winterTyres", body, "\"v1\"");
        var node = await moved.JsonAsync();
        Assert.Equal(("help", "car", "mini", "DE,AT"), ((string?)node["parentCode"], (string?)node["vehicleKind"], (string?)node["brands"]![0], string.Join(',', node["countries"]!.AsArray())));
        using var deletedEntry = await DeleteAsync(administrator, "winterTyres", "\"v2\"");
        using var deleted = await DeleteAsync(administrator, "tyres", "\"v1\"");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deletedEntry.StatusCode, deleted.StatusCode));
        using var gone = await nobody.GetAsync(Reading + "/tyres");
        await gone.ProblemAsync(404, "publications.cen-entry-not-found");
    }

    [Fact]
    [Trait("Decision", "CEN-D5")]
    public async Task A_withdrawn_target_is_not_shown_until_there_is_another()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        using var nobody = api.AsNobody();
        await api.SqlAsync("insert into identity.rights (code, kind, name_en, name_de) values ('shortLived', 'permission', 'Short-lived', 'Kurzlebig')");
        using var created = await administrator.PostJsonAsync(Path, Node("shortLived", "help", "application:shortLived").ToJsonString());
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("signInRequired", (string?)(await nobody.ReadAsync(Reading + "/shortLived"))["reason"]);
        await api.SqlAsync("delete from identity.rights where code = 'shortLived'");
        var entry = await nobody.ReadAsync(Reading + "/shortLived");
        Assert.Empty(entry["targets"]!.AsArray());
        Assert.Equal((false, null), ((bool)entry["accessible"]!, (string?)entry["reason"]));
        Assert.Equal("shortLived", (string?)(await administrator.ReadAsync(Path + "/shortLived"))["targets"]![0]!["code"]);
        var body = BodyOf(await administrator.ReadAsync(Path + "/shortLived"));
        body["targets"] = new JsonArray(new JsonObject { ["kind"] = "portalPage", ["code"] = "faq" });
        using var mended = await PutAsync(administrator, "shortLived", body, "\"v1\"");
        Assert.True((bool)(await nobody.ReadAsync(Reading + "/shortLived"))["accessible"]!);
        Assert.Equal(HttpStatusCode.OK, mended.StatusCode);
    }

    [Theory]
    [InlineData("code", "\"Not a code\"", "/code", "format-invalid")]
    [InlineData("code", "\"\"", "/code", "required")]
    [InlineData("sortOrder", "-1", "/sortOrder", "value-not-permitted")]
    [InlineData("sortOrder", "null", "/sortOrder", "required")]
    [InlineData("label", "null", "/label", "required")]
    [InlineData("label", """{"en":"a","de":"a"}""", "/label/pl", "required")]
    [InlineData("description", """{"en":"a","de":"a","pl":" "}""", "/description/pl", "required")]
    [InlineData("parentCode", "\"nothing\"", "/parentCode", "value-not-permitted")]
    [InlineData("parentCode", "\"faq\"", "/parentCode", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"portalPage","code":"nothing"}]""", "/targets/0/code", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"document","code":"nothing"}]""", "/targets/0/code", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"application","code":"brandMini"}]""", "/targets/0/code", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"application","code":"content"}]""", "/targets/0/code", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"apiProduct","code":"nothing"}]""", "/targets/0/code", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"page","code":"faq"}]""", "/targets/0/kind", "value-not-permitted")]
    [InlineData("targets", """[{"kind":"portalPage","code":"faq"},{"kind":"portalPage","code":"faq"}]""", "/targets", "repeated")]
    [InlineData("vehicleKind", "\"boat\"", "/vehicleKind", "value-not-permitted")]
    [InlineData("countries", """["Germany"]""", "/countries/0", "too-long")]
    [InlineData("brands", """["Not a code"]""", "/brands/0", "format-invalid")]
    public async Task Wrong_values_are_named_by_their_field(string field, string value, string pointer, string code)
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var body = Node("wrong", "help", "portalPage:faq");
        body[field] = JsonNode.Parse(value);
        using var answer = await administrator.PostJsonAsync(Path, body.ToJsonString());
        var error = (await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().First()!;
        Assert.Equal((pointer, code), ((string?)error["pointer"], (string?)error["code"]));
    }

    [Fact]
    public async Task The_tree_has_two_levels()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var heading = Node("emptyHeading", null);
        heading["targets"] = new JsonArray(new JsonObject { ["kind"] = "portalPage", ["code"] = "faq" });
        using var leading = await administrator.PostJsonAsync(Path, heading.ToJsonString());
        Assert.Equal("/targets", (string?)(await leading.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]);
        var below = BodyOf(await administrator.ReadAsync(Path + "/tools"));
        below["parentCode"] = "help";
        using var full = await PutAsync(administrator, "tools", below, "\"v1\"");
        Assert.Equal("/parentCode", (string?)(await full.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]);
        using var filled = await DeleteAsync(administrator, "tools", "\"v1\"");
        await filled.ProblemAsync(409, "publications.cen-entry-not-empty");
    }

    [Fact]
    public async Task A_change_names_the_version()
    {
        using var administrator = await Editors.AdministratorAsync(api);
        var body = BodyOf(await administrator.ReadAsync(Path + "/faq"));
        foreach (var (send, status, code) in new (Func<Task<HttpResponseMessage>>, int, string)[]
        {
            (() => PutAsync(administrator, "faq", body, null), 428, "precondition.version-required"),
            (() => PutAsync(administrator, "faq", body, "\"v7\""), 412, "precondition.version-conflict"),
            (() => PutAsync(administrator, "nothing", body, "\"v1\""), 404, "publications.cen-entry-not-found"),
            (() => DeleteAsync(administrator, "faq", null), 428, "precondition.version-required"),
            (() => DeleteAsync(administrator, "faq", "\"v7\""), 412, "precondition.version-conflict"),
            (() => DeleteAsync(administrator, "nothing", "\"v1\""), 404, "publications.cen-entry-not-found"),
            (() => administrator.GetAsync(Path + "/nothing"), 404, "publications.cen-entry-not-found"),
        })
        {
            using var answer = await send();
            await answer.ProblemAsync(status, code);
        }
    }

    [Fact]
    public async Task Editing_is_for_editors_of_the_operator_and_the_tree_for_administrators()
    {
        using var editor = await Editors.EditorAsync(api);
        using var create = await editor.PostJsonAsync(Path, Node("x", null).ToJsonString());
        await create.ProblemAsync(403, "access.permission-missing");
        using var delete = await DeleteAsync(editor, "faq", "\"v1\"");
        await delete.ProblemAsync(403, "access.permission-missing");
        Assert.Equal(71, (int)(await editor.ReadAsync(Path + "?limit=1&includeTotal=true"))["total"]! - await api.SqlAsync<int>("select count(*)::int from publications.cen_entries where created_at > (select min(created_at) from publications.cen_entries)"));

        using var machine = await api.AsAsync(Somebody.OperatorWithoutRights);
        using var workshop = await api.AsPersonAsync(SomePerson.John, "administration");
        using var nobody = api.AsNobody();
        foreach (var (client, status, code) in new[] { (machine, 403, "access.permission-missing"), (workshop, 403, "access.administrator-required"), (nobody, 401, "auth.not-signed-in") })
        {
            using var list = await client.GetAsync(Path);
            await list.ProblemAsync(status, code);
            using var one = await client.GetAsync(Path + "/faq");
            await one.ProblemAsync(status, code);
            using var added = await client.PostJsonAsync(Path, Node("x", null).ToJsonString());
            await added.ProblemAsync(status, code);
            using var replaced = await PutAsync(client, "faq", Node("x", null), "\"v1\"");
            await replaced.ProblemAsync(status, code);
            using var deleted = await DeleteAsync(client, "faq", "\"v1\"");
            await deleted.ProblemAsync(status, code);
        }
    }

    private static JsonObject Node(string code, string? parent, params string[] targets) => new()
    {
        ["code"] = code,
        ["parentCode"] = parent,
        ["sortOrder"] = 500,
        ["label"] = new JsonObject { ["en"] = "New", ["de"] = "Neu", ["pl"] = "Nowe" },
        ["targets"] = new JsonArray([.. targets.Select(target => (JsonNode)new JsonObject { ["kind"] = target.Split(':')[0], ["code"] = target.Split(':')[1] })]),
    };

    /// <summary>What was read, as it is sent back.</summary>
    private static JsonObject BodyOf(JsonNode node)
    {
        var body = node.DeepClone().AsObject();
        foreach (var name in new[] { "code", "updatedAt", "etag" })
            body.Remove(name);
        return body;
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string code, JsonObject body, string? ifMatch) =>
        client.SendJsonAsync(HttpMethod.Put, $"{Path}/{code}", body.ToJsonString(), ifMatch: ifMatch);

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, string code, string? ifMatch) =>
        client.SendJsonAsync(HttpMethod.Delete, $"{Path}/{code}", null, ifMatch: ifMatch);
}
