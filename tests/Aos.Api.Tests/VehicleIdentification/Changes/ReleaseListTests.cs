using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Changes;

/// <summary>Releases as callers see them.</summary>
public sealed class ReleaseListTests
{
    private const string Path = "/vehicle-identification/v1/releases";
    private const string Line = """{"vin":"WBAUV81080A000009","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""";

    [Fact]
    public async Task The_newest_comes_first_and_one_is_current()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Line);
        using var answer = await workshop.GetAsync(Path);
        var items = (await answer.JsonAsync()).Items();
        Assert.Equal(["2 2026-11 current 2001 1 0 0", "1 2026-10 superseded 2000"], items.Select(release =>
            $"{release!["number"]} {release["name"]} {release["state"]} {release["counts"]!["vehicles"]}" + ((int)release["number"]! == 1 ? "" : $" {release["counts"]!["recordsAdded"]} {release["counts"]!["recordsChanged"]} {release["counts"]!["recordsRemoved"]}")));
        Assert.Equal("max-age=60, private", answer.Header("Cache-Control"));

        var current = await workshop.ReadAsync(Path + "/current");
        Assert.Equal(items[0]!.ToJsonString(), current.ToJsonString());
        Assert.Equal((string?)(await workshop.ReadAsync($"{VehicleLists.Path}/WBAUV81080A000009"))["asOf"], (string?)current["tookEffectAt"]);

        var page = await workshop.ReadAsync(Path + "?limit=1");
        Assert.Equal(2, (int)Assert.Single(page.Items())!["number"]!);
        page = await workshop.ReadAsync($"{Path}?limit=1&cursor={page["nextCursor"]}");
        Assert.Equal((1, null), ((int)Assert.Single(page.Items())!["number"]!, (string?)page["nextCursor"]));
    }

    [Fact]
    public async Task Counts_over_all_brands_are_for_those_who_see_all()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        foreach (var one in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop })
        {
            using var client = await api.AsAsync(one);
            Assert.Null(Assert.Single((await client.ReadAsync(Path)).Items())!["counts"]);
            Assert.Null((await client.ReadAsync(Path + "/current"))["counts"]);
        }
    }

    [Fact]
    public async Task Counts_of_releases_with_a_brand_that_is_gone_are_for_those_who_saw_it()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.NotNull(Assert.Single((await workshop.ReadAsync(Path)).Items())!["counts"]);
        await api.SqlAsync("""
            insert into vehicle_identification.models (data_set, id, from_release, type_key, lead_model, model, designation, brand, product_type, series, engine_type)
            values (2, 30000, 1, 'ZZ99', 'ZZ99', 'ZZ99', 'Once', 'acme', 'car', 'Z', 'Z');
            insert into vehicle_identification.models (data_set, id, from_release, gone) values (2, 30000, 2, true)
            """);
        await api.SwitchAsync("2026-11", Line);
        Assert.All((await workshop.ReadAsync(Path + "?limit=10")).Items(), release => Assert.Null(release!["counts"]));
    }

    [Fact]
    public async Task What_was_rolled_back_or_purged_is_not_in_the_list()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await api.SwitchAsync("2026-11", Line);
        await api.RollBackAsync(2, 1);
        Assert.Equal(1, (int)Assert.Single((await workshop.ReadAsync(Path)).Items())!["number"]!);
        await api.SwitchAsync("2026-12", Line.Replace("09\"", "08\"", StringComparison.Ordinal));
        await api.PurgeAsync(1);
        Assert.Equal(3, (int)Assert.Single((await workshop.ReadAsync(Path)).Items())!["number"]!);
    }

    [Fact]
    public async Task An_unchanged_answer_costs_nothing_and_a_switch_changes_it()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(Path + "/current");
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        using (var statements = new CountedStatements(api))
        {
            using var second = await workshop.GetAsync(Path + "/current");
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Empty(statements.Take());
        }

        await api.SwitchAsync("2026-11", Line);
        for (var i = 0; i < 200 && (await workshop.GetAsync(Path + "/current")).StatusCode != HttpStatusCode.OK; i++)
            await Task.Delay(25);
        Assert.Equal("2026-11", (string?)(await workshop.ReadAsync(Path + "/current"))["name"]);
    }

    [Fact]
    public async Task Without_data_there_is_no_release()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        Assert.Empty((await production.ReadAsync(Path)).Items());
        using var none = await production.GetAsync(Path + "/current");
        await none.ProblemAsync(404, "vehicle-identification.release-not-found");
    }
}
