using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>What readers see while releases are switched under them.</summary>
public sealed class VehicleReleaseTests
{
    private const string Example = "WBAUV71070A193748";
    private const string New = "WBAUV81080A000009";

    [Fact]
    public async Task A_walk_keeps_to_its_release_and_the_next_walk_sees_the_new_one()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var minis = SampleVehicle.Vins(vehicle => vehicle.Brand == "mini");
        var first = await workshop.ReadAsync(VehicleLists.Path + "?brand=mini&limit=100&includeTotal=true&sort=-vin");

        await SwitchAsync(api, "2026-11",
            $$"""{"vin":"{{minis[0]}}","gone":true}""",
            $$"""{"vin":"{{minis[1]}}","typeKey":"XM51","paint":"300","producedOn":"2001-01-01"}""",
            """{"vin":"WMWXM51000T000009","typeKey":"XM51","paint":"857","producedOn":"2020-01-01"}""");
        var rest = new List<System.Text.Json.Nodes.JsonNode?>();
        for (var cursor = (string?)first["nextCursor"]; cursor is not null;)
        {
            var page = await workshop.ReadAsync($"{VehicleLists.Path}?brand=mini&limit=100&includeTotal=true&sort=-vin&cursor={cursor}");
            Assert.Equal(210, (int)page["total"]!);
            rest.AddRange(page.Items());
            cursor = (string?)page["nextCursor"];
        }

        Assert.Equal(minis.AsEnumerable().Reverse(), first.Items().Concat(rest).Vins());
        Assert.Equal(SampleVehicle.All.Single(vehicle => vehicle.Vin == minis[1]).ProducedOn, (string?)rest[^2]!["producedOn"]);
        var walk = await workshop.WalkAsync("brand=mini", 100);
        Assert.Equal(minis.Skip(1).Append("WMWXM51000T000009").Order(StringComparer.Ordinal), walk.Vins());
        Assert.Equal("2001-01-01", (string?)walk.Single(item => (string?)item["vin"] == minis[1])["producedOn"]);

        using var gone = await workshop.GetAsync($"{VehicleLists.Path}/{minis[0]}");
        await gone.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
    }

    [Fact]
    public async Task A_cursor_of_a_purged_release_has_expired()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var cursor = await workshop.CursorAsync("limit=1");
        await SwitchAsync(api, "2026-11", $$"""{"vin":"{{New}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""");
        Assert.Single((await workshop.ReadAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}")).Items());

        await api.SqlAsync("update vehicle_identification.releases set oldest = current where data_set = 2");
        using var refused = await workshop.GetAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}");
        await refused.ProblemAsync(410, "paging.cursor-expired");
        Assert.Single((await workshop.ReadAsync(VehicleLists.Path + "?limit=1")).Items());
    }

    [Fact]
    public async Task A_record_names_its_release_and_when_it_took_effect()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var before = await workshop.GetAsync($"{VehicleLists.Path}/{Example}");
        var old = await before.JsonAsync();
        Assert.Equal("2026-10", (string?)old["release"]);

        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));
        await SwitchAsync(api, "2026-11", $$"""{"vin":"{{New}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""");
        using var after = await workshop.GetAsync($"{VehicleLists.Path}/{Example}");
        var newer = await after.JsonAsync();
        Assert.Equal("2026-11", (string?)newer["release"]);
        Assert.Equal(await TookEffectAsync(api), (string?)newer["asOf"]);
        Assert.True(string.CompareOrdinal((string?)newer["asOf"], (string?)old["asOf"]) > 0);
        Assert.Equal(DateTimeOffset.Parse((string)newer["asOf"]!, null).ToUnixTimeSeconds(), after.Content.Headers.LastModified!.Value.ToUnixTimeSeconds());
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((string?)newer["asOf"], (string?)(await workshop.ReadAsync($"{VehicleLists.Path}/{Example}"))["asOf"]);
        Assert.Equal(newer["options"]!.ToJsonString(), old["options"]!.ToJsonString());
    }

    [Fact]
    public async Task After_a_roll_back_readers_see_the_former_release_again()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await SwitchAsync(api, "2026-11", $$"""{"vin":"{{New}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""");
        Assert.Equal("2026-11", (string?)(await workshop.ReadAsync($"{VehicleLists.Path}/{New}"))["release"]);

        await api.SqlAsync("update vehicle_identification.releases set current = 1, name = '2026-10' where data_set = 2; select pg_notify('aos_catalogue', 'vehicle_identification:2')");
        using var refused = await workshop.GetAsync($"{VehicleLists.Path}/{New}");
        await refused.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        Assert.Equal("2026-10", (string?)(await workshop.ReadAsync($"{VehicleLists.Path}/{Example}"))["release"]);
    }

    private static async Task SwitchAsync(ApiHost api, string release, params string[] vehicles)
    {
        using var folder = await new ImportFolder { Release = release, IsChanged = true }.With("vehicles", vehicles).Only("vehicles").WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(api.Database.ConnectionString);
        Assert.True(exitCode == 0, output);
    }

    private static Task<string?> TookEffectAsync(ApiHost api) => api.SqlAsync<string>("""
        select to_char(took_effect_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from vehicle_identification.releases where data_set = 2
        """);
}
