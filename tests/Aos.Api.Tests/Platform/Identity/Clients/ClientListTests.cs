using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientListTests(ListedClients listed) : IClassFixture<ListedClients>
{
    private const string Listed = ClientCalls.Path + "?tenantId=00000000-0000-7000-8000-000000000009&";

    [Theory]
    [Trait("Case", "INJ-3")]
    [Trait("Case", "INJ-1")]
    [Trait("Case", "INJ-4")]
    [InlineData("percent", "50 % off")]
    [InlineData("%", "50 % off")]
    [InlineData("_", "under_score")]
    [InlineData("\\", "back\\slash")]
    [InlineData("' OR 1=1--")]
    [InlineData("'")]
    [InlineData("a & b | !c:*")]
    [InlineData("UNDER", "under_score")]
    [InlineData("rSc")]
    [InlineData("zzz")]
    [InlineData("test-motor", "test-motorcycles")]
    public async Task The_free_text_means_itself(string q, params string[] names)
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        var expected = q == "percent" ? [] : names;
        var items = (await admin.ReadAsync($"{Listed}q={Uri.EscapeDataString(q)}"))["items"]!.AsArray();
        Assert.Equal(expected, items.Select(Name));
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task Filters_and_orders_do_what_they_say()
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        var all = await NamesAsync(Listed);
        Assert.Equal(["under_score", "back\\slash", "50 % off", "plain", "test-motorcycles"], all);
        Assert.Equal(all, await NamesAsync(Listed + "sort=-createdAt"));
        Assert.Equal(Enumerable.Reverse(all), await NamesAsync(Listed + "sort=createdAt"));
        Assert.Equal(Enumerable.Reverse(await NamesAsync(Listed + "sort=name")), await NamesAsync(Listed + "sort=-name"));
        Assert.Equal(["plain"], await NamesAsync(Listed + "state=disabled"));
        Assert.Equal(all.Where(name => name != "plain"), await NamesAsync(Listed + "state=active"));
        Assert.Empty(await NamesAsync(ClientCalls.Path + "?tenantId=00000000-0000-7000-8000-00000000ffff"));
        Assert.Equal(Somebody.All.Count + FirstParty + 4, (await NamesAsync(ClientCalls.Path + "?limit=200")).Count);
        var counted = await admin.ReadAsync(Listed + "limit=1&includeTotal=true");
        Assert.Equal((all.Count, false), ((int)counted["total"]!, (bool)counted["totalIsCapped"]!));

        async Task<List<string>> NamesAsync(string path) => [.. (await admin.ReadAsync(path))["items"]!.AsArray().Select(Name)];
    }

    /// <summary>aos-portal, aos-cli, aos-docs.</summary>
    private const int FirstParty = 3;

    [Theory]
    [Trait("Case", "FUZ-7")]
    [Trait("Case", "INJ-2")]
    [InlineData("limit=0", "limit", "value-not-permitted")]
    [InlineData("tenantId=' OR 1=1--", "tenantId", "format-invalid")]
    [InlineData("limit=-1", "limit", "value-not-permitted")]
    [InlineData("limit=201", "limit", "value-not-permitted")]
    [InlineData("limit=abc", "limit", "type-invalid")]
    [InlineData("limit=99999999999", "limit", "type-invalid")]
    [InlineData("limit=1&limit=2", "limit", "repeated")]
    [InlineData("state=Active", "state", "value-not-permitted")]
    [InlineData("sort=id", "sort", "value-not-permitted")]
    [InlineData("sort=name;drop table identity.clients", "sort", "value-not-permitted")]
    [InlineData("sort=(select 1)", "sort", "value-not-permitted")]
    [InlineData("q=%00", "q", "format-invalid")]
    [InlineData("q=a%0Ab", "q", "format-invalid")]
    [InlineData("Q=a", "Q", "unknown")]
    [InlineData("name=a", "name", "unknown")]
    public async Task A_wrong_parameter_is_named(string query, string parameter, string code)
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        using var answer = await admin.GetAsync(ClientCalls.Path + "?" + query);
        var problem = await answer.ProblemAsync(400, "request.parameter-invalid");
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(parameter, (string?)error["parameter"]);
        Assert.Equal(code, (string?)error["code"]);
    }

    [Fact]
    public async Task The_longest_free_text_is_taken_and_one_more_character_is_not()
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        Assert.Empty((await admin.ReadAsync(ClientCalls.Path + "?q=" + new string('x', 100)))["items"]!.AsArray());
        using var refused = await admin.GetAsync(ClientCalls.Path + "?q=" + new string('x', 101));
        Assert.Equal("too-long", (string?)(await refused.ProblemAsync(400, "request.parameter-invalid"))["errors"]![0]!["code"]);
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_again()
    {
        using var admin = await listed.Api.AsAsync(Somebody.Operator);
        using var first = await admin.GetAsync(Listed);
        var request = new HttpRequestMessage(HttpMethod.Get, Listed);
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        using var second = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static string Name(JsonNode? client) => (string)client!["name"]!;
}

/// <summary>A host with clients whose names hold the signs of patterns.</summary>
public sealed class ListedClients : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        using var admin = await Api.AsAsync(Somebody.Operator);
        foreach (var name in new[] { "plain", "50 % off", "back\\slash", "under_score" })
            await admin.CreateAsync(body => (body["name"], body["tenantId"]) = (name, Somebody.MotorcycleWorkshop.TenantId.ToString()));
        await Api.SqlAsync("update identity.clients set state = 'disabled' where name = 'plain'");
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();
}
