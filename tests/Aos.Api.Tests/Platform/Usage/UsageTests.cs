using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Platform.Conditions;
using Aos.Api.Tests.Platform.Limits.Days;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aos.Api.Tests.Platform.Usage;

/// <summary>What programs called: counted on every node, added up, shown to the organisation and to the operator.</summary>
[Trait("Decision", "API-D10")]
public sealed class UsageTests(CountedUsage counted) : IClassFixture<CountedUsage>
{
    private const string Own = "/portal/v1/usage";
    private const string All = "/administration/v1/usage";
    private readonly ApiHost _api = counted.Api;

    [Fact]
    public async Task An_item_says_who_called_what_and_how_it_ended()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var item = (await john.ReadAsync($"{Own}?operation=GetVehicle&usedFrom={counted.Today}"))["items"]!.AsArray().Single()!;
        Assert.Equal(
            $$"""{"usedOn":"{{counted.Today}}","environment":"sandbox","product":"vehicle-identification","clientId":"test-workshop","operation":"GetVehicle","units":3,"calls":6,"successful":3,"unchanged":1,"refused":2,"failed":0}""",
            item.ToJsonString());
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task An_organisation_sees_its_own_programs_and_those_of_its_sandbox_and_no_others()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var items = (await john.ReadAsync(Own))["items"]!.AsArray();
        Assert.Equal(
            [(counted.Today, "production", "test-production", "ListVehicles"), (counted.Today, "sandbox", "test-workshop", "GetVehicle"), (counted.Today, "sandbox", "test-workshop", "ListVehicles"), (counted.Yesterday, "sandbox", "test-workshop", "ListVehicles")],
            items.Select(Key));
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read");
        using var foreign = await sam.GetAsync(Own);
        await foreign.ProblemAsync(403, "access.permission-missing");
        await GrantAsync("00000000-0000-7000-8000-000000000004");
        await Polling.UntilAsync(async () => await sam.StatusAsync(Own) == 200);
        Assert.Equal([(counted.Today, "sandbox", "test-slow", "ListVehicles")], (await sam.ReadAsync(Own))["items"]!.AsArray().Select(Key));
        Assert.Empty((await sam.ReadAsync(Own + "?clientId=test-workshop"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Filters_and_what_the_list_is_divided_by()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal([3L], await UnitsAsync(john, $"{Own}?environment=sandbox&operation=GetVehicle"));
        Assert.Equal([1L], await UnitsAsync(john, $"{Own}?environment=production"));
        Assert.Equal([2L], await UnitsAsync(john, $"{Own}?usedTo={counted.Today}"));
        Assert.Equal([1L, 3L, 1L], await UnitsAsync(john, $"{Own}?usedFrom={counted.Today}"));
        Assert.Equal([3L], await UnitsAsync(john, $"{Own}?operation=ListVehicles&groupBy=product&environment=sandbox"));
        Assert.Equal([5L, 2L], (await UnitsAsync(john, $"{Own}?groupBy=day&clientId=test-workshop&clientId=test-production&usedFrom={counted.Yesterday}")).GroupBy(units => units == 2).Select(group => group.Sum()));
        Assert.Empty(await UnitsAsync(john, $"{Own}?product=cardata"));
        var byClient = (await john.ReadAsync($"{Own}?groupBy=client&groupBy=product"))["items"]!.AsArray();
        Assert.Equal(["environment", "product", "clientId", "units", "calls", "successful", "unchanged", "refused", "failed"], byClient[0]!.AsObject().Select(member => member.Key));
        Assert.Equal([("test-production", 1L), ("test-workshop", 6L)], byClient.Select(item => ((string)item!["clientId"]!, (long)item["units"]!)));
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task Each_dimension_adds_up_exactly_and_for_the_own_organisation_alone()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read");
        foreach (var (dimension, member, north, south) in new (string, string, string[], string[])[]
        {
            ("day", "usedOn", [$"{counted.Today} 5 8 5 1 2", $"{counted.Yesterday} 2 2 2 0 0"], [$"{counted.Today} 1 1 1 0 0"]),
            ("client", "clientId", ["test-production 1 1 1 0 0", "test-workshop 6 9 6 1 2"], ["test-slow 1 1 1 0 0"]),
            ("product", "product", ["vehicle-identification 7 10 7 1 2"], ["vehicle-identification 1 1 1 0 0"]),
            ("operation", "operation", ["GetVehicle 3 6 3 1 2", "ListVehicles 4 4 4 0 0"], ["ListVehicles 1 1 1 0 0"]),
        })
        {
            Assert.Equal(north, await AddedUpAsync(john, dimension, member));
            Assert.Equal(south, await AddedUpAsync(rita, dimension, member));
        }
    }

    /// <summary>The figures of one dimension, both environments together: units, calls, successful, unchanged, refused.</summary>
    private static async Task<IEnumerable<string>> AddedUpAsync(HttpClient client, string dimension, string member)
    {
        string[] figures = ["units", "calls", "successful", "unchanged", "refused"];
        return (await client.ReadAsync($"{Own}?groupBy={dimension}"))["items"]!.AsArray().GroupBy(item => (string)item![member]!)
            .Select(group => string.Join(' ', figures.Select(figure => group.Sum(item => (long)item![figure]!)).Select(sum => sum.ToString(System.Globalization.CultureInfo.InvariantCulture)).Prepend(group.Key)))
            .OrderBy(text => text, dimension == "day" ? Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)) : StringComparer.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_cursor_belongs_to_its_list()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var (found, path) = (new List<(string, string, string, string)>(), Own + "?limit=1&includeTotal=true");
        for (var cursor = ""; cursor is not null;)
        {
            var page = await john.ReadAsync(path + (cursor.Length == 0 ? "" : "&cursor=" + cursor));
            Assert.Equal((4, false), ((int)page["total"]!, (bool)page["totalIsCapped"]!));
            found.AddRange(page["items"]!.AsArray().Select(Key));
            cursor = (string?)page["nextCursor"];
        }

        Assert.Equal((await john.ReadAsync(Own))["items"]!.AsArray().Select(Key), found);
        var first = (string)(await john.ReadAsync(path))["nextCursor"]!;
        using var other = await john.GetAsync($"{Own}?limit=1&environment=sandbox&cursor={first}");
        await other.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    public async Task The_operator_sees_every_organisation()
    {
        using var admin = await _api.AsAsync(Somebody.Operator);
        var items = (await admin.ReadAsync($"{All}?usedFrom={counted.Today}&groupBy=client"))["items"]!.AsArray();
        Assert.Equal(["tenantId", "environment", "clientId", "units", "calls", "successful", "unchanged", "refused", "failed"], items[0]!.AsObject().Select(member => member.Key));
        Assert.Equal(["test-production", "test-workshop", "test-slow"], items.Select(item => (string?)item!["clientId"]));
        var one = (await admin.ReadAsync($"{All}?tenantId=00000000-0000-7000-8000-000000000004"))["items"]!.AsArray().Single()!;
        Assert.Equal(("00000000-0000-7000-8000-000000000004", "test-slow", 1L), ((string?)one["tenantId"], (string?)one["clientId"], (long)one["units"]!));
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        Assert.Equal(200, await ada.StatusAsync(All));
    }

    [Fact]
    public async Task Limits_show_the_plan_and_what_is_left_of_today()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var items = (await john.ReadAsync(Own + "/limits"))["items"]!.AsArray();
        Assert.Equal(
            [("vehicle-identification", "production", "unlimited", 1_000_000, 1_000_000, 1L, 999_999L), ("vehicle-identification", "sandbox", "unlimited", 1_000_000, 1_000_000, 4L, 999_996L)],
            items.Select(item => ((string)item!["product"]!, (string)item["environment"]!, (string)item["plan"]!, (int)item["perSecond"]!, (int)item["perDay"]!, (long)item["usedToday"]!, (long)item["leftToday"]!)));
        Assert.Equal(DateTime.Parse(counted.Today, null).AddDays(1).ToString("yyyy-MM-dd'T'00:00:00.000'Z'", null), (string?)items[0]!["resetsAt"]);
    }

    [Fact]
    public async Task Others_are_refused()
    {
        foreach (var path in new[] { Own, Own + "/limits" })
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
            using var nobody = _api.AsNobody();
            using var anonymous = await nobody.GetAsync(path);
            await anonymous.ProblemAsync(401, "auth.not-signed-in");
        }

        using var bare = await _api.AsAsync(Somebody.OperatorWithoutRights);
        using var withoutRight = await bare.GetAsync(All);
        await withoutRight.ProblemAsync(403, "access.permission-missing");
        using var bob = await _api.AsPersonAsync(SomePerson.Bob, "administration");
        using var staff = await bob.GetAsync(All);
        await staff.ProblemAsync(403, "access.permission-missing");
        using var owner = await _api.AsPersonAsync(SomePerson.John, "administration");
        using var foreign = await owner.GetAsync(All);
        await foreign.ProblemAsync(403, "access.administrator-required");
    }

    [Theory]
    [InlineData(Own, "usedFrom=2026-02-30", "usedFrom", "format-invalid")]
    [InlineData(Own, "usedTo=today", "usedTo", "format-invalid")]
    [InlineData(Own, "environment=test", "environment", "value-not-permitted")]
    [InlineData(Own, "groupBy=hour", "groupBy", "value-not-permitted")]
    [InlineData(Own, "limit=201", "limit", "value-not-permitted")]
    [InlineData(Own, "tenantId=00000000-0000-7000-8000-000000000004", "tenantId", "unknown")]
    [InlineData(All, "tenantId=x", "tenantId", "format-invalid")]
    public async Task A_wrong_parameter_is_named(string path, string query, string parameter, string code)
    {
        using var client = path == Own ? await _api.AsPersonAsync(SomePerson.John, "portal.read") : await _api.AsAsync(Somebody.Operator);
        using var answer = await client.GetAsync($"{path}?{query}");
        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.StartsWith(parameter, (string?)error["parameter"], StringComparison.Ordinal);
        Assert.Equal(code, (string?)error["code"]);
    }

    private async Task GrantAsync(string tenantId) => await _api.SqlAsync($"""
        insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{tenantId}', 'apiClients', 'userGroup', 'test');
        select pg_notify('aos_auth', 'o:{tenantId}')
        """);

    private static (string, string, string, string) Key(JsonNode? item) =>
        ((string)item!["usedOn"]!, (string)item["environment"]!, (string)item["clientId"]!, (string)item["operation"]!);

    private static async Task<List<long>> UnitsAsync(HttpClient client, string path) => [.. (await client.ReadAsync(path))["items"]!.AsArray().Select(item => (long)item!["units"]!)];
}

/// <summary>A host whose programs called on two days, the second node's calls included.</summary>
public sealed class CountedUsage : IAsyncLifetime
{
    private const string List = "/vehicle-identification/v1/vehicles?limit=1";

    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new();

    /// <summary>The day on which most calls were made.</summary>
    public string Today => Api.Clock.GetUtcNow().ToString("yyyy-MM-dd", null);

    /// <summary>The day before.</summary>
    public string Yesterday => Api.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", null);

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        await NoonAsync();
        using (var before = await Api.AsAsync(Somebody.Workshop))
            Assert.Equal((200, 200), (await before.StatusAsync(List), await before.StatusAsync(List)));
        await NoonAsync();
        using var workshop = await Api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(DayCalls.Vehicle);
        using var known = await ConditionalReadTests.GetAsync(workshop, DayCalls.Vehicle, first.Header("ETag")!);
        Assert.Equal((200, 404, 422), (await workshop.StatusAsync(), await workshop.StatusAsync("/vehicle-identification/v1/vehicles/WBAUV71070A999999"), await workshop.StatusAsync("/vehicle-identification/v1/vehicles/short")));
        using var production = await Api.AsAsync(Somebody.ProductionWorkshop);
        using var slow = await Api.AsAsync(Somebody.SlowWorkshop);
        Assert.Equal((200, 200, 200), (await workshop.StatusAsync(List), await production.StatusAsync(List), await slow.StatusAsync(List)));
        await using var other = await Api.StartSecondNodeAsync();
        using (var there = await other.AsAsync(Somebody.Workshop))
            Assert.Equal(200, await there.StatusAsync());
        await other.Services.GetRequiredService<IHost>().StopAsync(); // what a node has counted it writes at its end
        await Polling.UntilAsync(async () => await Api.SqlAsync<decimal>("select coalesce(sum(calls), 0) from platform.usage") == 11);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();

    private Task NoonAsync()
    {
        var now = Api.Clock.GetUtcNow();
        return Api.Clock.AdvanceAsync(now.UtcDateTime.Date.AddDays(1).AddHours(12) - now.UtcDateTime);
    }
}
