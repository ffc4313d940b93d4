using Aos.Api.Platform.Database;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.VehicleIdentification.ReleaseAdministration;

/// <summary>A purge takes what nobody can read, and nothing else.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private const string Other = "WBAUV81080A000008";
    private readonly ApiHost _api = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.ChangeAsync("2026-11", ReleaseCalls.Line(), ReleaseCalls.Line(Other), """{"vin":"WBAUV81010A000001","gone":true}""");
        await _api.ChangeAsync("2026-12", ReleaseCalls.Line(ReleaseCalls.New, "300"), $$"""{"vin":"{{Other}}","gone":true}""");
        await _api.ChangeAsync("2027-01", ReleaseCalls.Line(ReleaseCalls.New, "416"));
    }

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    [Theory]
    [InlineData(4, 5)]
    [InlineData(4, 10_000)]
    [InlineData(3, 7)]
    public async Task What_the_oldest_release_needs_stays_and_what_only_older_ones_needed_goes(int oldest, int batchSize)
    {
        var digest = await Catalogue.DigestAsync(_api.Database.ConnectionString);
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var staff = await _api.AsAsync(Somebody.Operator);
        using var answer = await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/purges", $$"""{"olderThan":{{oldest}}}""");
        var purge = await answer.JsonAsync();
        Assert.Equal((201, oldest, oldest - 1), ((int)answer.StatusCode, (int)purge["oldest"]!, (int)purge["purged"]!));

        await using var bulk = DataSources.ForBulk(_api.Database.ConnectionString);
        await using var connection = await bulk.OpenConnectionAsync();
        var removed = await new ReleaseSweep(connection, DataSetNames.Sandbox) { BatchSize = batchSize }.RunAsync(CancellationToken.None);

        // Gone: the dead first vehicle and its tombstone, the short-lived one and its tombstone, older versions of the changed one.
        Assert.Equal(oldest == 4 ? 6 : 5, removed);
        Assert.Equal(0, await _api.SqlAsync<int>("select count(*)::int from vehicle_identification.vehicles where gone"));
        Assert.Equal(oldest == 4 ? 1 : 2, await _api.SqlAsync<int>($"select count(*)::int from vehicle_identification.vehicles where vin = '{ReleaseCalls.New}'"));
        Assert.Equal(digest, await Catalogue.DigestAsync(_api.Database.ConnectionString));
        Assert.Equal(0, await new ReleaseSweep(connection, DataSetNames.Sandbox).RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Page_walks_in_purged_releases_end_and_newer_ones_go_on()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        var cursor = await workshop.CursorAsync("limit=1");
        await _api.ChangeAsync("2027-02", ReleaseCalls.Line(ReleaseCalls.New, "300"));
        using var staff = await _api.AsAsync(Somebody.Operator);
        using (await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/purges", """{"olderThan":4}"""))
            Assert.Single((await workshop.ReadAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}")).Items());
        using (await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/purges", """{"olderThan":5}"""))
        {
            using var expired = await workshop.GetAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}");
            await expired.ProblemAsync(410, "paging.cursor-expired");
        }

        await _api.Services.GetServices<RecurringWork>().Single(work => work.Name == "sweep-releases").RunAsync(_api.Services, CancellationToken.None);
        Assert.Equal(1, await _api.SqlAsync<int>($"select count(*)::int from vehicle_identification.vehicles where vin = '{ReleaseCalls.New}'"));
        using var back = await staff.PostJsonAsync(ReleaseCalls.Catalogue + "/rollbacks", """{"withdraw":5}""");
        await back.ProblemAsync(409, "administration.no-former-release");
    }
}
