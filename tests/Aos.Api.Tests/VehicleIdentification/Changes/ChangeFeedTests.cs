using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Changes;

namespace Aos.Api.Tests.VehicleIdentification.Changes;

/// <summary>The feed of changes for those who keep a copy.</summary>
public sealed class ChangeFeedTests
{
    private const string Path = "/vehicle-identification/v1/changes";
    private const string New = "WBAUV81080A000009";
    private static readonly string Bmw = SampleVehicle.Vins(vehicle => vehicle.Brand == "bmw")[3];
    private static readonly string Mini = SampleVehicle.Vins(vehicle => vehicle.Brand == "mini")[0];
    private static readonly string Motorcycle = SampleVehicle.Vins(vehicle => vehicle.IsMotorcycle)[0];

    [Fact]
    public async Task A_copy_that_follows_the_feed_is_the_release()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var copy = SampleVehicle.Vins(_ => true).ToHashSet();
        await api.SwitchAsync("2026-11", Line(New), Gone(Bmw), Gone(Mini));
        await api.SwitchAsync("2026-12", Line(Bmw), Line(New, "2009-03-18"), Gone(Motorcycle));

        foreach (var since in new[] { "2026-10", "1" })
        {
            var changes = await WalkAsync(workshop, since, limit: 2);
            Assert.Equal(
                new[] { $"1 2 added {New}", $"1 2 removed {Bmw}", $"1 2 removed {Mini}", $"2 3 restored {Bmw}", $"2 3 changed {New}", $"2 3 removed {Motorcycle}" }
                    .Select(text => text[2..]).Order(StringComparer.Ordinal),
                changes.Select(change => $"{change["releaseNumber"]} {change["kind"]} {change["vin"]}").Order(StringComparer.Ordinal));
            Assert.Equal(changes.Select(Key).Order(StringComparer.Ordinal), changes.Select(Key));
            Assert.Equal("""[{"field":"producedOn","before":"2009-03-17","after":"2009-03-18"}]""", changes.Single(change => (string?)change["kind"] == "changed")["fields"]!.ToJsonString());
        }

        foreach (var change in await WalkAsync(workshop, "2026-10", limit: 200))
            _ = (string?)change["kind"] == "removed" ? copy.Remove((string)change["vin"]!) : copy.Add((string)change["vin"]!);
        Assert.Equal((await workshop.WalkAsync("", 200)).Vins(), copy.Order(StringComparer.Ordinal));
        Assert.Equal([$"{Bmw}", $"{New}", $"{Motorcycle}"], (await WalkAsync(workshop, "2026-11", 50)).Select(change => (string)change["vin"]!).OrderBy(vin => vin == Motorcycle ? 2 : vin == New ? 1 : 0));
        var end = await workshop.ReadAsync($"{Path}?since=2026-12");
        Assert.Equal(("2026-12", 3, 0, null), ((string)end["release"]!, (int)end["releaseNumber"]!, end.Items().Count, (string?)end["nextCursor"]));
    }

    [Fact]
    public async Task Tombstones_too_are_for_those_who_saw_the_vehicle()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        await api.SwitchAsync("2026-11", Line(New), Gone(Bmw), Gone(Mini), Gone(Motorcycle));
        await api.SwitchAsync("2026-12", Line(Mini), Line(New, "2009-03-17", "XM51")); // both change their brand

        Assert.Equal([$"removed {Mini}", $"added {New}"], await KindsAsync(api, Somebody.MiniWorkshop));
        Assert.Equal([$"removed {Motorcycle}"], await KindsAsync(api, Somebody.MotorcycleWorkshop));
        Assert.Equal(6, (await KindsAsync(api, Somebody.Workshop)).Count);
    }

    [Fact]
    public async Task A_walk_goes_up_to_the_release_in_which_it_began()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Line(New), Gone(Bmw), Gone(Mini));
        var first = await workshop.ReadAsync($"{Path}?since=2026-10&limit=2");
        await api.SwitchAsync("2026-12", Gone(Motorcycle));
        var second = await workshop.ReadAsync($"{Path}?since=2026-10&limit=2&cursor={first["nextCursor"]}");
        Assert.Equal(("2026-11", "2026-11"), ((string)first["release"]!, (string)second["release"]!));
        Assert.Equal((2, 1, null), (first.Items().Count, second.Items().Count, (string?)second["nextCursor"]));

        using var other = await workshop.GetAsync($"{Path}?since=2026-11&cursor={first["nextCursor"]}");
        await other.ProblemAsync(400, "paging.cursor-invalid");
        await api.RollBackAsync(3, 2);
        Assert.Single((await workshop.ReadAsync($"{Path}?since=2026-10&limit=2&cursor={first["nextCursor"]}")).Items());
        await api.RollBackAsync(2, 1);
        using var withdrawn = await workshop.GetAsync($"{Path}?since=2026-10&limit=2&cursor={first["nextCursor"]}");
        await withdrawn.ProblemAsync(410, "vehicle-identification.resynchronise-by-export");
    }

    [Theory]
    [InlineData("2026-11")]
    [InlineData("2")]
    [InlineData("7")]
    [InlineData("0")]
    public async Task A_copy_ahead_of_the_data_or_older_than_they_are_is_to_be_made_anew(string since)
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Line(New));
        await api.RollBackAsync(2, 1);
        using var ahead = await workshop.GetAsync($"{Path}?since={since}");
        await ahead.ProblemAsync(410, "vehicle-identification.resynchronise-by-export");
        Assert.Empty((await workshop.ReadAsync($"{Path}?since=2026-10")).Items());
    }

    [Fact]
    public async Task A_name_that_came_twice_leaves_nothing_out()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Line(New));
        await api.SwitchAsync("2026-12", Line("WBAUV81080A000008"));
        await api.SwitchAsync("2026-11", Line("WBAUV81080A000007"));
        Assert.Equal(["WBAUV81080A000008", "WBAUV81080A000007"], (await workshop.ReadAsync($"{Path}?since=2026-11")).Items().Select(change => (string?)change!["vin"]));
        await api.RollBackAsync(4, 3);
        using var withdrawn = await workshop.GetAsync($"{Path}?since=2026-11");
        await withdrawn.ProblemAsync(410, "vehicle-identification.resynchronise-by-export");
    }

    [Fact]
    public async Task A_purged_release_cannot_be_followed()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Line(New));
        await api.PurgeAsync(1);
        foreach (var since in new[] { "2026-10", "1" })
        {
            using var purged = await workshop.GetAsync($"{Path}?since={since}");
            await purged.ProblemAsync(410, "vehicle-identification.resynchronise-by-export");
        }

        Assert.Empty((await workshop.ReadAsync($"{Path}?since=2026-11")).Items());
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("?since=", "required")]
    [InlineData("?since=1999-01", "value-not-permitted")]
    [InlineData("?since=-1", "value-not-permitted")]
    [InlineData("?since=2026-10&limit=0", "value-not-permitted")]
    [InlineData("?since=2026-10&includeTotal=true", "unknown")]
    public async Task A_wrong_question_is_refused(string query, string code)
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var refused = await workshop.GetAsync(Path + query);
        Assert.Equal(code, (string?)(await refused.ProblemAsync(400, "request.parameter-invalid"))["errors"]![0]!["code"]);
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        using var nothing = await production.GetAsync(Path + "?since=1");
        await nothing.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    public async Task A_page_is_two_statements_and_looks_into_indexes_only()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        await api.SqlAsync("""
            insert into vehicle_identification.vehicles (data_set, vin, from_release, model_id, paint, produced_on, options, retrofits, retrofit_days)
            select v.data_set, 'X' || lpad(n::text, 16, '0'), 2, v.model_id, v.paint, v.produced_on, v.options, v.retrofits, v.retrofit_days
            from vehicle_identification.vehicles v, generate_series(1, 40000) n
            where v.vin = 'WBAUV71070A193748' and v.from_release = 1;
            analyze vehicle_identification.vehicles
            """);
        await api.SwitchAsync("2026-11", Line(New));
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        await workshop.ReadAsync($"{Path}?since=2026-10");
        await mini.ReadAsync($"{Path}?since=2026-10");
        using var statements = new CountedStatements(api);
        Assert.Equal(50, (await workshop.ReadAsync($"{Path}?since=1")).Items().Count);
        Assert.Equal(2, statements.Take().Count);
        // Nothing of all this is visible to the other workshop: a page ends where it stopped looking, and the walk goes on.
        var page = await mini.ReadAsync($"{Path}?since=1");
        Assert.Equal((0, true), (page.Items().Count, page["nextCursor"] is not null));
        Assert.Equal(2, statements.Take().Count);
        Assert.Empty(await WalkAsync(mini, "1", 200));

        var plan = await PlanAsync(api);
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on vehicles", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("vehicles_changes", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync(ApiHost api)
    {
        await using var command = api.Database.DataSource.CreateCommand("explain " + ChangeStore.FeedSql);
        command.Parameters.AddWithValue("dataSet", (short)2);
        command.Parameters.AddWithValue("brands", new[] { "bmw", "mini" });
        command.Parameters.AddWithValue("kinds", Array.Empty<string>());
        command.Parameters.AddWithValue("afterRelease", 1);
        command.Parameters.AddWithValue("afterVin", "~");
        command.Parameters.AddWithValue("upper", 2);
        command.Parameters.AddWithValue("take", 51);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));
        return plan;
    }

    private static async Task<List<string>> KindsAsync(ApiHost api, Somebody somebody)
    {
        using var client = await api.AsAsync(somebody);
        return [.. (await WalkAsync(client, "2026-10", 50)).Select(change => $"{change["kind"]} {change["vin"]}")];
    }

    private static async Task<List<JsonNode>> WalkAsync(HttpClient client, string since, int limit)
    {
        var items = new List<JsonNode>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await client.ReadAsync($"{Path}?since={since}&limit={limit}{cursor}");
            items.AddRange(page.Items().Select(item => item!));
            cursor = (string?)page["nextCursor"] is { } next ? "&cursor=" + next : null;
        }

        return items;
    }

    private static string Key(JsonNode change) => $"{(int)change["releaseNumber"]!:D4}{change["vin"]}";

    private static string Line(string vin, string producedOn = "2009-03-17", string typeKey = "UV81") =>
        $$"""{"vin":"{{vin}}","typeKey":"{{typeKey}}","paint":"475","producedOn":"{{producedOn}}"}""";

    private static string Gone(string vin) => $$"""{"vin":"{{vin}}","gone":true}""";
}
