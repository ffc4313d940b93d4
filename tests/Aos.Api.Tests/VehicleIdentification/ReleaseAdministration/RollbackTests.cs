using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.ReleaseAdministration;

/// <summary>Rolling back: at once, on every node, and never twice by mistake.</summary>
public sealed class RollbackTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    [Fact]
    public async Task A_second_node_sees_the_former_release_at_once_and_tags_change()
    {
        await _api.ChangeAsync("2026-11", ReleaseCalls.Line());
        await using var second = await _api.StartSecondNodeAsync();
        using var workshop = await second.AsAsync(Somebody.Workshop);
        using var before = await workshop.GetAsync($"{VehicleLists.Path}/WBAUV71070A193748");
        var tag = before.Header("ETag")!;
        Assert.Equal("2026-11", (string?)(await before.JsonAsync())["release"]);
        Assert.Equal(304, await StatusAsync(workshop, tag));
        var cursor = await workshop.CursorAsync("limit=1");

        using var staff = await _api.AsAsync(Somebody.Operator);
        using var answer = await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":2}""");
        var rollback = await answer.JsonAsync();
        Assert.Equal((201, 2, 1, "current"), ((int)answer.StatusCode, (int)rollback["withdrawn"]!, (int)rollback["release"]!["number"]!, (string)rollback["release"]!["state"]!));
        Assert.Equal(ReleaseCalls.Catalogue + "/releases/1", answer.Headers.Location!.ToString()[^(ReleaseCalls.Catalogue.Length + 11)..]);

        // The other node empties its cache when it hears the notice.
        var status = 304;
        for (var tries = 0; tries < 500 && status == 304; tries++, await Task.Delay(10))
            status = await StatusAsync(workshop, tag);
        Assert.Equal(200, status);
        using var after = await workshop.GetAsync($"{VehicleLists.Path}/WBAUV71070A193748");
        Assert.Equal("2026-10", (string?)(await after.JsonAsync())["release"]);
        Assert.NotEqual(tag, after.Header("ETag"));
        using var gone = await workshop.GetAsync($"{VehicleLists.Path}/{ReleaseCalls.New}");
        await gone.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        using var walk = await workshop.GetAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}");
        await walk.ProblemAsync(410, "paging.cursor-expired");
        Assert.Equal(1, await _api.SqlAsync<int>("select count(*)::int from platform.audit where action = 'vehicleIdentification.release.rolledBack' and actor_id = 'test-operator'"));
    }

    [Fact]
    public async Task The_number_of_a_withdrawn_release_is_never_used_again()
    {
        await _api.ChangeAsync("2026-11", ReleaseCalls.Line());
        using var staff = await _api.AsAsync(Somebody.Operator);
        using (await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":2}"""))
            await _api.ChangeAsync("2026-12", ReleaseCalls.Line("WBAUV81080A000008"));
        Assert.Equal(0, await _api.SqlAsync<int>("select count(*)::int from vehicle_identification.vehicles where from_release = 2"));
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        Assert.Equal("2026-12", (string?)(await workshop.ReadAsync($"{VehicleLists.Path}/WBAUV81080A000008"))["release"]);
        using var gone = await workshop.GetAsync($"{VehicleLists.Path}/{ReleaseCalls.New}");
        await gone.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        var list = await staff.ReadAsync(ReleaseCalls.Catalogue + "/releases?includeTotal=true");
        Assert.Equal([(3, "current"), (2, "withdrawn"), (1, "superseded")], list.Items().Select(item => ((int)item!["number"]!, (string)item["state"]!)));
        Assert.Equal(3, (int)list["total"]!);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_rolls_back_once_and_a_second_caller_is_told()
    {
        await _api.ChangeAsync("2026-11", ReleaseCalls.Line());
        await _api.ChangeAsync("2026-12", ReleaseCalls.Line("WBAUV81080A000008"));
        using var staff = await _api.AsAsync(Somebody.Operator);
        using var first = await staff.SendJsonAsync(HttpMethod.Post, ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":3}""", "one");
        using var again = await staff.SendJsonAsync(HttpMethod.Post, ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":3}""", "one");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        using var other = await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":3}""");
        await other.ProblemAsync(409, "administration.release-not-current");
        using var further = await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":2}""");
        Assert.Equal(201, (int)further.StatusCode);
        using var end = await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":1}""");
        await end.ProblemAsync(409, "administration.no-former-release");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task All_rows_of_a_withdrawn_release_go_batch_by_batch_and_no_others(int batchSize)
    {
        await _api.ChangeAsync("2026-11", ReleaseCalls.Line());
        var (all, due) = (await CountAsync("true"), await CountAsync("data_set = 2 and from_release = 1"));
        await _api.SqlAsync("update vehicle_identification.imports set state = 'withdrawn', swept = false where data_set = 2 and number = 1");
        await using var bulk = DataSources.ForBulk(_api.Database.ConnectionString);
        await using var connection = await bulk.OpenConnectionAsync();
        var told = 0L;
        var removed = await new ReleaseSweep(connection, DataSetNames.Sandbox) { BatchSize = batchSize, Removed = rows => told = rows }.RemoveReleasesAsync(CancellationToken.None);
        Assert.Equal((due, due, 0L, all - due), (removed, told, await CountAsync("data_set = 2 and from_release = 1"), await CountAsync("true")));
        Assert.True(due > 100);
        Assert.Equal(0, await new ReleaseSweep(connection, DataSetNames.Sandbox).RemoveReleasesAsync(CancellationToken.None));
    }

    private async Task<long> CountAsync(string condition)
    {
        var count = 0L;
        foreach (var table in CatalogueTable.All)
            count += await _api.SqlAsync<long>($"select count(*) from vehicle_identification.{table.Name} where {condition}");
        return count;
    }

    private static async Task<int> StatusAsync(HttpClient client, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{VehicleLists.Path}/WBAUV71070A193748");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
