using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Platform.Health;

/// <summary>The database goes away and comes back: no process is restarted, no caller is told anything wrong.</summary>
public sealed class DatabaseOutageTests : IAsyncLifetime
{
    private const string Vehicle = VehicleLists.Path + "/WBAUV71070A193748";

    private TestDatabase _database = null!;
    private Relay _relay = null!;
    private ApiHost _api = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateSampleAsync();
        _relay = new(_database.ConnectionString);
        _api = new(new() { ["Database:ConnectionString"] = _relay.ConnectionString }, database: _database);
        await _api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _relay.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    [Trait("Case", "OPS-1")]
    public async Task Without_its_database_the_API_is_alive_not_ready_and_says_503_until_it_is_back()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var warm = await workshop.GetAsync(Vehicle);
        Assert.Equal(HttpStatusCode.OK, warm.StatusCode);
        _relay.Cut();

        using var away = await workshop.GetAsync(Vehicle);
        var problem = await away.ProblemAsync(503, "service.unavailable");
        Assert.Equal("2", away.Header("Retry-After"));
        Assert.Equal("waitUntil", (string?)problem["resolution"]!["action"]);
        Assert.DoesNotContain("127.0.0.1", problem["detail"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("refused", problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        using var list = await workshop.GetAsync(VehicleLists.Path);
        await list.ProblemAsync(503, "service.unavailable");
        using var token = await TokenAsync();
        Assert.True(token.StatusCode == HttpStatusCode.ServiceUnavailable, await token.Content.ReadAsStringAsync());
        Assert.Equal("2", token.Header("Retry-After"));
        Assert.Equal((503, "databaseAway"), await StateAsync("/health/ready"));
        Assert.Equal((200, "live"), await StateAsync("/health/live"));
        using var docs = await workshop.GetAsync("/docs");
        Assert.Equal(HttpStatusCode.OK, docs.StatusCode);

        _relay.Restore();
        await UntilAsync(async () => await StateAsync("/health/ready") == (200, "ready"));
        await UntilAsync(async () => await StatusAsync(workshop, Vehicle) == 200);
        using var tokenAgain = await TokenAsync();
        Assert.Equal(HttpStatusCode.OK, tokenAgain.StatusCode);
    }

    [Fact]
    [Trait("Case", "OPS-1")]
    public async Task A_database_that_hangs_is_not_ready_and_holds_no_caller_for_long()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Vehicle);
        _relay.Hangs = true;
        Assert.Equal((503, "databaseAway"), await StateAsync("/health/ready"));
        Assert.Equal((200, "live"), await StateAsync("/health/live"));
        _relay.Hangs = false;
        await UntilAsync(async () => await StateAsync("/health/ready") == (200, "ready"));
        await UntilAsync(async () => await StatusAsync(workshop, Vehicle) == 200);
    }

    [Fact]
    public async Task Nothing_is_answered_from_memory_while_notices_cannot_be_heard()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(Vehicle);
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        Assert.Equal(304, await StatusAsync(workshop, Vehicle));
        _relay.Cut();
        await UntilAsync(async () => await StatusAsync(workshop, Vehicle) == 503);

        // Meanwhile the client loses its right: what the node remembered must not count when it hears again.
        await _api.SqlAsync("delete from identity.client_rights where client_id = 'test-workshop'");
        _relay.Restore();
        await UntilAsync(async () => await StatusAsync(workshop, Vehicle) != 503);
        Assert.Equal(403, await StatusAsync(workshop, Vehicle));
    }

    private async Task<HttpResponseMessage> TokenAsync()
    {
        using var client = _api.AsNobody();
        return await client.PostAsync("/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Somebody.Workshop.ClientId,
            ["client_secret"] = Somebody.Workshop.Secret,
        }));
    }

    private async Task<(int, string?)> StateAsync(string path)
    {
        using var nobody = _api.AsNobody();
        using var answer = await nobody.GetAsync(path);
        return ((int)answer.StatusCode, (string?)(await answer.JsonAsync())["status"]);
    }

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return (int)answer.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await holds())
                return;
            await Task.Delay(25);
        }

        Assert.Fail("It never came back.");
    }
}
