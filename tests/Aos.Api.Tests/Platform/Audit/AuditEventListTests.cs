using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Identity.Clients;

namespace Aos.Api.Tests.Platform.Audit;

/// <summary>Reading the audit: the operator all of it, the legal representative that of the own organisation.</summary>
[Trait("Case", "C3")]
public sealed class AuditEventListTests(ListedAudit listed) : IClassFixture<ListedAudit>
{
    private const string All = "/administration/v1/audit-events";
    private const string Own = "/portal/v1/audit-events";
    private static readonly string North = Somebody.ProductionWorkshop.TenantId.ToString();

    [Fact]
    public async Task An_event_tells_who_did_what_to_what_and_its_place_in_the_chain()
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        var item = (await admin.ReadAsync($"{All}?action=test.thing.renamed"))["items"]!.AsArray().Single()!;
        Assert.Equal(["id", "occurredAt", "sequence", "tenantId", "actor", "action", "object", "result", "requestId", "details", "hash"], item.Names());
        Assert.Equal("""{"kind":"command","id":"mia"}""", item["actor"]!.ToJsonString());
        Assert.Equal("""{"kind":"thing","id":"7"}""", item["object"]!.ToJsonString());
        Assert.Equal("""[{"name":"from","value":"a"},{"name":"to"}]""", item["details"]!.ToJsonString());
        Assert.Equal((North, "done", "request-1", 3), ((string?)item["tenantId"], (string?)item["result"], (string?)item["requestId"], (int)item["sequence"]!));
        Assert.Matches("^[0-9a-f]{64}$", (string?)item["hash"]);
        Assert.True(JsonNode.DeepEquals(item, await admin.ReadAsync($"{All}/{item.Id()}")));
    }

    [Fact]
    public async Task Filters_do_what_they_say_and_the_newest_comes_first()
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        Assert.Equal(["9", "7", "2", "1"], await IdsAsync(admin, $"{All}?tenantId={North}"));
        Assert.Equal(["2", "1"], await IdsAsync(admin, $"{All}?tenantId={North}&actor=tester"));
        Assert.Equal(["9", "7"], await IdsAsync(admin, $"{All}?actor=mia"));
        Assert.Equal(["7"], await IdsAsync(admin, $"{All}?action=test.thing.renamed"));
        Assert.Equal(["2"], await IdsAsync(admin, $"{All}?objectId=2&tenantId={North}"));
        Assert.Empty(await IdsAsync(admin, $"{All}?actor=' OR 1=1--"));
        var between = $"{All}?tenantId={North}&createdFrom={Text(listed.Between)}";
        Assert.Equal(["9", "7"], await IdsAsync(admin, between));
        Assert.Equal(["2", "1"], await IdsAsync(admin, $"{All}?tenantId={North}&createdTo={Text(listed.Between)}"));
        var counted = await admin.ReadAsync($"{All}?tenantId={North}&limit=1&includeTotal=true");
        Assert.Equal((4, false), ((int)counted["total"]!, (bool)counted["totalIsCapped"]!));

        static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_cursor_belongs_to_its_list()
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        var (ids, path) = (new List<string>(), $"{All}?tenantId={North}&limit=3");
        var first = await admin.ReadAsync(path);
        ids.AddRange(first["items"]!.AsArray().Select(ObjectId));
        var cursor = (string)first["nextCursor"]!;
        var last = await admin.ReadAsync($"{path}&cursor={cursor}");
        ids.AddRange(last["items"]!.AsArray().Select(ObjectId));
        Assert.Equal(["9", "7", "2", "1"], ids);
        Assert.Null((string?)last["nextCursor"]);
        using var other = await admin.GetAsync($"{All}?limit=3&cursor={cursor}");
        await other.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task The_legal_representative_reads_the_own_log_and_no_other()
    {
        using var john = await listed.Api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal(["9", "7", "2", "1"], await IdsAsync(john, Own));
        var item = (await john.ReadAsync(Own + "?limit=1"))["items"]![0]!;
        Assert.Null(item["tenantId"]);
        Assert.True(JsonNode.DeepEquals(item, await john.ReadAsync($"{Own}/{item.Id()}")));
        var foreign = await listed.Api.SqlAsync<Guid>("select id from platform.audit where tenant_id = '00000000-0000-7000-8000-000000000004' limit 1");
        using var hidden = await john.GetAsync($"{Own}/{foreign}");
        await hidden.ProblemAsync(404, "audit.event-not-found");
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        await admin.ReadAsync($"{All}/{foreign}");
    }

    [Fact]
    public async Task Others_are_refused()
    {
        using var claire = await listed.Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var user = await claire.GetAsync(Own);
        await user.ProblemAsync(403, "access.legal-representative-required");
        using var john = await listed.Api.AsPersonAsync(SomePerson.John, "portal.write");
        using var withoutScope = await john.GetAsync(Own);
        await withoutScope.ProblemAsync(403, "access.scope-missing");
        using var workshop = await listed.Api.AsAsync(Somebody.Workshop);
        using var machine = await workshop.GetAsync(Own);
        await machine.ProblemAsync(403, "access.person-required");
        using var bare = await listed.Api.AsAsync(Somebody.OperatorWithoutRights);
        using var withoutRight = await bare.GetAsync(All);
        await withoutRight.ProblemAsync(403, "access.permission-missing");
        using var ada = await listed.Api.AsPersonAsync(SomePerson.Ada, "administration");
        Assert.NotEmpty(await IdsAsync(ada, All));
        using var nobody = listed.Api.AsNobody();
        using var anonymous = await nobody.GetAsync(Own);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Theory]
    [InlineData("tenantId=x", "tenantId", "format-invalid")]
    [InlineData("createdFrom=2026-02-30T00:00:00Z", "createdFrom", "format-invalid")]
    [InlineData("createdTo=yesterday", "createdTo", "format-invalid")]
    [InlineData("limit=201", "limit", "value-not-permitted")]
    [InlineData("sort=createdAt", "sort", "unknown")]
    public async Task A_wrong_parameter_is_named(string query, string parameter, string code)
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        using var answer = await admin.GetAsync($"{All}?{query}");
        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.Equal((parameter, code), ((string?)error["parameter"], (string?)error["code"]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("00000000-0000-7000-8000-00000000ffff")]
    public async Task An_unknown_event_is_404(string id)
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        using var answer = await admin.GetAsync($"{All}/{id}");
        await answer.ProblemAsync(404, "audit.event-not-found");
    }

    [Fact]
    public async Task Erased_details_are_gone_from_the_event_and_nothing_else_is()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        await api.ActAsync(Somebody.ProductionWorkshop.TenantId, details: new() { ["name"] = "Mia" });
        await api.ChainedAsync();
        using var admin = await api.AsAsync(Somebody.Operator);
        var before = (await admin.ReadAsync(All))["items"]![0]!.AsObject();
        await api.SqlAsync("delete from platform.audit_details");
        var after = (await admin.ReadAsync(All))["items"]![0]!.AsObject();
        Assert.True(before.Remove("details"));
        Assert.True(JsonNode.DeepEquals(before, after), after.ToJsonString());
    }

    private static async Task<List<string>> IdsAsync(HttpClient client, string path) => [.. (await client.ReadAsync(path))["items"]!.AsArray().Select(ObjectId)];

    private static string ObjectId(JsonNode? item) => (string)item!["object"]!["id"]!;
}

/// <summary>A host with a few events.</summary>
public sealed class ListedAudit : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new();

    /// <summary>An instant between the older and the newer events of the first workshop.</summary>
    public DateTimeOffset Between { get; private set; }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        var (north, south) = (Somebody.ProductionWorkshop.TenantId, Guid.Parse("00000000-0000-7000-8000-000000000004"));
        await Api.ActAsync(north, objectId: "1");
        await Api.ActAsync(south, objectId: "1");
        await Api.ActAsync(north, objectId: "2");
        await Api.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        Between = Api.Clock.GetUtcNow() - TimeSpan.FromMinutes(30);
        await Api.ActAsync(north, "test.thing.renamed", "7", "mia", new() { ["from"] = "a", ["to"] = null });
        await Api.ActAsync(north, objectId: "9", actor: "mia");
        await Api.ChainedAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();
}
