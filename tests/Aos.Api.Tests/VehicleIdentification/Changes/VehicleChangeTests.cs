using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.ReleaseAdministration;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Changes;

/// <summary>The history of one vehicle.</summary>
public sealed class VehicleChangeTests
{
    private const string Example = "WBAUV71070A193748";
    private const string Path = $"{VehicleLists.Path}/{Example}/changes";

    private const string Corrected = """
        {"vin":"WBAUV71070A193748","typeKey":"UV81","paint":"300","upholstery":"EBAT","engineNumber":"05896959","producedOn":"2008-09-23","firstRegisteredOn":"2008-10-14","integrationLevels":{"factory":"E89X-08-09-520","current":"E89X-17-07-510"},"numberOfKeys":3,"options":["1CA","1CD","216","230","258","2PA","428","431","441","465","493","521","522","534","540","548","550","609","620","663","676","801","851","863","879","8KA","8S3","8TL"],"retrofits":[{"code":"205","fittedOn":"2011-01-01"},{"code":"235","fittedOn":"2009-05-15"}]}
        """;

    [Fact]
    public async Task Every_release_tells_what_it_did_to_the_record()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var first = Assert.Single((await workshop.ReadAsync(Path)).Items())!;
        Assert.Equal(("added", "2026-10", 1, 0), ((string)first["kind"]!, (string)first["release"]!, (int)first["releaseNumber"]!, first["fields"]!.AsArray().Count));

        await api.SwitchAsync("2026-11", Corrected);
        await api.SwitchAsync("2026-12", $$"""{"vin":"{{Example}}","gone":true}""");
        await api.SwitchAsync("2027-01", Corrected);
        var history = (await workshop.ReadAsync(Path)).Items();
        Assert.Equal(["restored 2027-01", "removed 2026-12", "changed 2026-11", "added 2026-10"], history.Select(change => $"{change!["kind"]} {change["release"]}"));

        var changed = history[2]!;
        Assert.Equal(
            [
                "paint 475 300", "gearboxNumber 0406545 ", "producedOn 2008-09-22 2008-09-23", "firstRegisteredOn  2008-10-14",
                "integrationLevels.current  E89X-17-07-510", "numberOfKeys 2 3", "keySystem CAS ",
                "options.205.origin order retrofit", "options.205.fittedOn  2011-01-01", "options.235.fittedOn 2009-05-14 2009-05-15",
            ],
            changed["fields"]!.AsArray().Select(field => $"{field!["field"]} {field["before"]} {field["after"]}"));
        Assert.Equal("""["609"]""", changed["optionsAdded"]!.ToJsonString());
        Assert.Equal("""["249","6FL"]""", changed["optionsRemoved"]!.ToJsonString());
        Assert.All(new[] { history[0]!, history[1]!, history[3]! }, other => Assert.Empty(other["fields"]!.AsArray()));
        Assert.Equal((string?)(await workshop.ReadAsync("/vehicle-identification/v1/releases"))["items"]![2]!["tookEffectAt"], (string?)changed["tookEffectAt"]);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_page_is_one_statement()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Corrected);
        await api.SwitchAsync("2026-12", $$"""{"vin":"{{Example}}","gone":true}""");
        await workshop.ReadAsync(Path);
        using var statements = new CountedStatements(api);
        var kinds = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await workshop.ReadAsync($"{Path}?limit=1{cursor}");
            Assert.Single(statements.Take());
            kinds.Add((string)Assert.Single(page.Items())!["kind"]!);
            cursor = (string?)page["nextCursor"] is { } next ? "&cursor=" + next : null;
        }

        Assert.Equal(["removed", "changed", "added"], kinds);
        using var bad = await workshop.GetAsync($"{Path}?cursor=abc");
        await bad.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    public async Task Mileage_is_no_change_and_after_a_purge_the_oldest_version_is_no_addition()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Corrected);
        await api.PurgeAsync(1);
        Assert.Equal(["changed"], (await workshop.ReadAsync(Path)).Items().Select(change => (string)change!["kind"]!));
        var other = SampleVehicle.Vins(vehicle => vehicle.Vin != Example)[0];
        Assert.Empty((await workshop.ReadAsync($"{VehicleLists.Path}/{other}/changes")).Items());
    }

    [Fact]
    public async Task A_vehicle_that_came_after_a_purge_shows_that_it_was_added()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Corrected);
        await api.PurgeAsync(1);
        await api.SwitchAsync("2026-12", ReleaseCalls.Line());
        var change = Assert.Single((await workshop.ReadAsync($"{VehicleLists.Path}/{ReleaseCalls.New}/changes")).Items())!;
        Assert.Equal(("added", "2026-12", 3), ((string)change["kind"]!, (string)change["release"]!, (int)change["releaseNumber"]!));
    }

    [Fact]
    public async Task What_is_hidden_or_unknown_is_not_found_and_no_VIN_is_refused()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        foreach (var blind in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await api.AsAsync(blind);
            using var hidden = await client.GetAsync(Path);
            await hidden.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        }

        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var unknown = await workshop.GetAsync($"{VehicleLists.Path}/WBAUV71070A999999/changes");
        await unknown.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        using var refused = await workshop.GetAsync($"{VehicleLists.Path}/A193748/changes");
        await refused.ProblemAsync(422, "vehicle-identification.vin-invalid");
    }
}
