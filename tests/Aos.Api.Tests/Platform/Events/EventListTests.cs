using System.Text.Json.Nodes;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Events;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Events;

/// <summary>Reading events: the own organisation's, of the last 30 days.</summary>
public sealed class EventListTests(ListedEvents listed) : IClassFixture<ListedEvents>
{
    private const string Path = "/portal/v1/events";
    private readonly ApiHost _api = listed.Api;

    [Fact]
    public async Task An_event_says_what_happened_to_what()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var item = (await john.ReadAsync(Path + "?type=test.thing.renamed"))["items"]!.AsArray().Single()!;
        Assert.Equal(["id", "type", "timestamp", "contract", "subject", "sequence", "data"], item.AsObject().Select(member => member.Key));
        Assert.EndsWith("/portal/v1/things/1", (string?)item["subject"], StringComparison.Ordinal);
        Assert.StartsWith("http", (string?)item["subject"], StringComparison.Ordinal);
        Assert.Equal(2, (int)item["sequence"]!);
        Assert.Equal("""[{"name":"name","value":"Mia"},{"name":"note"}]""", item["data"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(item, await john.ReadAsync($"{Path}/{(string)item["id"]!}")));
    }

    [Fact]
    public async Task Filters_order_and_pages()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal(["test.other.made", "test.thing.renamed", "test.thing.made"], await TypesAsync(john, Path));
        Assert.Equal(["test.thing.made", "test.thing.renamed", "test.other.made"], await TypesAsync(john, Path + "?sort=timestamp"));
        Assert.Equal(["test.thing.renamed", "test.thing.made"], await TypesAsync(john, Path + "?subject=/portal/v1/things/1"));
        Assert.Equal(["test.other.made", "test.thing.made"], await TypesAsync(john, Path + "?type=test.thing.made&type=test.other.made"));
        var subject = (string)(await john.ReadAsync(Path + "?limit=1"))["items"]![0]!["subject"]!;
        Assert.Equal(["test.other.made"], await TypesAsync(john, $"{Path}?subject={Uri.EscapeDataString(subject)}"));
        Assert.Equal(["test.other.made", "test.thing.renamed"], await TypesAsync(john, $"{Path}?happenedFrom={listed.Between}"));
        Assert.Equal(["test.thing.made"], await TypesAsync(john, $"{Path}?happenedTo={listed.Between}"));

        foreach (var sort in new[] { "timestamp", "-timestamp" })
        {
            var first = await john.ReadAsync($"{Path}?sort={sort}&limit=2&includeTotal=true");
            Assert.Equal((3, false), ((int)first["total"]!, (bool)first["totalIsCapped"]!));
            var last = await john.ReadAsync($"{Path}?sort={sort}&limit=2&cursor={(string)first["nextCursor"]!}");
            Assert.Null((string?)last["nextCursor"]);
            Assert.Equal(await TypesAsync(john, $"{Path}?sort={sort}"), first["items"]!.AsArray().Concat(last["items"]!.AsArray()).Select(item => (string)item!["type"]!));
        }
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task Another_organisation_sees_nothing_of_it()
    {
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read");
        Assert.Equal(["limits.test.reached", "organisations.apiTest.made", "test.thing.made"], (await TypesAsync(rita, Path)).Order());
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var foreign = (string)(await john.ReadAsync(Path))["items"]![0]!["id"]!;
        using var hidden = await sam.GetAsync($"{Path}/{foreign}");
        await hidden.ProblemAsync(404, "events.not-found");
        using var unknown = await sam.GetAsync($"{Path}/00000000-0000-7000-8000-00000000ffff");
        await unknown.ProblemAsync(404, "events.not-found");
        using var noId = await sam.GetAsync($"{Path}/x");
        await noId.ProblemAsync(404, "events.not-found");
    }

    [Fact]
    [Trait("Decision", "ORG-D1")]
    public async Task Who_looks_after_clients_reads_of_nothing_else()
    {
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read");
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var page = await sam.ReadAsync(Path + "?includeTotal=true");
        Assert.Equal(["limits.test.reached", "organisations.apiTest.made"], page["items"]!.AsArray().Select(item => (string)item!["type"]!).Order());
        Assert.Equal(2, (int)page["total"]!);
        Assert.Empty(await TypesAsync(sam, Path + "?type=test.thing.made"));
        foreach (var item in (await rita.ReadAsync(Path))["items"]!.AsArray())
        {
            using var answer = await sam.GetAsync($"{Path}/{(string)item!["id"]!}");
            if ((string)item["type"]! == "test.thing.made")
                await answer.ProblemAsync(404, "events.not-found");
            else
                Assert.True(JsonNode.DeepEquals(item, await answer.JsonAsync()));
        }
    }

    [Fact]
    public async Task Numbers_go_on_when_the_events_before_are_gone()
    {
        var tenant = Somebody.MiniWorkshop.TenantId;
        var writes = _api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>();
        Task AddAsync() => writes.RunAsync(Actor.System, requestId: null, async write =>
        {
            await Aos.Api.Platform.Events.Events.AddAsync(write, tenant, "test.thing.made", "/portal/v1/things/9");
            return true;
        }, CancellationToken.None);
        await AddAsync();
        await AddAsync();
        await _api.SqlAsync($"update platform.events set happened_at = platform.now() - interval '31 days' where tenant_id = '{tenant}'");
        await _api.Services.GetRequiredService<EventStore>().SweepAsync(CancellationToken.None);
        await AddAsync();
        Assert.Equal("3", await _api.SqlAsync<string>($"select string_agg(sequence::text, ' ' order by sequence) from platform.events where tenant_id = '{tenant}' and subject = '/portal/v1/things/9'"));
    }

    [Fact]
    public async Task Others_are_refused()
    {
        foreach (var path in new[] { Path, Path + "/00000000-0000-7000-8000-00000000ffff" })
        {
            using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
            using var user = await claire.GetAsync(path);
            await user.ProblemAsync(403, "access.permission-missing");
            using var john = await _api.AsPersonAsync(SomePerson.John, "portal.write");
            using var withoutScope = await john.GetAsync(path);
            await withoutScope.ProblemAsync(403, "access.scope-missing");
            using var workshop = await _api.AsAsync(Somebody.Workshop);
            using var machine = await workshop.GetAsync(path);
            await machine.ProblemAsync(403, "access.person-required");
        }
    }

    [Theory]
    [InlineData("happenedFrom=2026-02-30T00:00:00Z", "happenedFrom", "format-invalid")]
    [InlineData("happenedTo=now", "happenedTo", "format-invalid")]
    [InlineData("sort=type", "sort", "value-not-permitted")]
    [InlineData("cursor=x", "cursor", null)]
    public async Task A_wrong_parameter_is_named(string query, string parameter, string? code)
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        using var answer = await john.GetAsync($"{Path}?{query}");
        if (code is null)
        {
            await answer.ProblemAsync(400, "paging.cursor-invalid");
            return;
        }

        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.Equal((parameter, code), ((string?)error["parameter"], (string?)error["code"]));
    }

    [Fact]
    public async Task After_30_days_they_are_gone()
    {
        await using var host = new ListedEvents();
        await host.InitializeAsync();
        await host.Api.Clock.AdvanceAsync(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(30));
        using var john = await host.Api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal(["test.other.made", "test.thing.renamed"], await TypesAsync(john, Path));
        await host.Api.Services.GetRequiredService<EventStore>().SweepAsync(CancellationToken.None);
        Assert.Equal(2, await host.Api.SqlAsync<long>("select count(*) from platform.events"));
    }

    private static async Task<List<string>> TypesAsync(HttpClient client, string path) => [.. (await client.ReadAsync(path))["items"]!.AsArray().Select(item => (string)item!["type"]!)];
}

/// <summary>A host with a few events of two organisations.</summary>
public sealed class ListedEvents : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new();

    /// <summary>An instant between the older and the newer events.</summary>
    public string Between { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        await Api.SqlAsync("insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('00000000-0000-7000-8000-000000000004', 'apiClients', 'userGroup', 'test')");
        await AddAsync(SomePerson.John.TenantId, "test.thing.made", "/portal/v1/things/1");
        await AddAsync(SomePerson.Sam.TenantId, "test.thing.made", "/portal/v1/things/1");
        await AddAsync(SomePerson.Sam.TenantId, "organisations.apiTest.made", "/portal/v1/things/2");
        await AddAsync(SomePerson.Sam.TenantId, "limits.test.reached", "/portal/v1/things/3");
        await Api.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        Between = Api.Clock.GetUtcNow().AddMinutes(-30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        await AddAsync(SomePerson.John.TenantId, "test.thing.renamed", "/portal/v1/things/1", new() { ["name"] = "Mia", ["note"] = null });
        await AddAsync(SomePerson.John.TenantId, "test.other.made", "/portal/v1/others/1");
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    private Task<bool> AddAsync(Guid tenantId, string type, string subject, Dictionary<string, string?>? data = null) =>
        Api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Actor.System, requestId: null, async write =>
        {
            await Aos.Api.Platform.Events.Events.AddAsync(write, tenantId, type, subject, data);
            return true;
        }, CancellationToken.None);
}
