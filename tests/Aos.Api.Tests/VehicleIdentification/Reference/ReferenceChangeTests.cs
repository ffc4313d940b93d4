using System.Globalization;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Reference;

/// <summary>What has changed since a release, with what has gone, for those who keep a copy.</summary>
public sealed class ReferenceChangeTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.SwitchAsync("2026-11",
            ("paints", ["""{"code":"ZZ1","name":{"en":"first","de":"erste"}}""", """{"code":"ZZ2","name":{"en":"second"}}"""]),
            ("models", [Model("0A01", "bmw", "Z99", "N99"), Model("0A02", "bmw", "Z99", "N99"), Model("0A03", "mini", "Z98", "N98")]));
        await _api.SwitchAsync("2026-12",
            ("paints", ["""{"code":"ZZ1","name":{"en":"first, brighter"}}""", """{"code":"ZZ2","gone":true}"""]),
            ("models", [Model("0A01", "mini", "Z99", "N99"), """{"typeKey":"0A02","gone":true}""", Model("0A03", "mini", "Z98", "N98", "electric")]));
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Changes_since_a_release_are_told_with_what_has_gone()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        var whole = await workshop.ListAsync("paints?q=ZZ");
        Assert.Equal(("ZZ1+2026-12", "2026-12"), (whole.Told("code"), (string?)whole["release"]));
        foreach (var since in new[] { "2026-10", "1" })
            Assert.Equal("ZZ1+2026-12 ZZ2-2026-12", (await workshop.ListAsync("paints?changedSince=" + since)).Told("code"));
        Assert.Equal("ZZ1+2026-12 ZZ2-2026-12", (await workshop.ListAsync("paints?changedSince=2026-11")).Told("code"));
        Assert.Equal("", (await workshop.ListAsync("paints?changedSince=2026-12")).Told("code"));
        Assert.Equal("", (await workshop.ListAsync("upholsteries?changedSince=2026-10")).Told("code"));
        var gone = (await workshop.ListAsync("paints?changedSince=2026-11&q=second"))["items"]!.AsArray().Single()!;
        Assert.Equal((true, null), ((bool)gone["gone"]!, (string?)gone["name"]));

        var first = await workshop.ListAsync("paints?changedSince=2026-11&limit=1&includeTotal=true");
        Assert.Equal(("ZZ1+2026-12", 2), (first.Told("code"), (int)first["total"]!));
        Assert.Equal("ZZ2-2026-12", (await workshop.ListAsync($"paints?changedSince=2026-11&limit=1&cursor={first["nextCursor"]}")).Told("code"));
    }

    [Fact]
    public async Task What_follows_from_models_changes_with_them()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        Assert.Equal("0A01+2026-12 0A02-2026-12 0A03+2026-12", (await workshop.ListAsync("models?changedSince=2026-11")).Told("typeKey"));
        // Z98 has one type before and after; its engine has learned what it drives with.
        Assert.Equal("Z99-2026-12 Z99+2026-12", (await workshop.ListAsync("series?changedSince=2026-11")).Told("code"));
        Assert.Equal("N98+2026-12 N99-2026-12 N99+2026-12", (await workshop.ListAsync("engines?changedSince=2026-11")).Told("code"));
        Assert.Equal("Z98+2026-11", (await workshop.ListAsync("series?q=z98")).Told("code"));
    }

    [Fact]
    public async Task A_model_that_went_to_another_brand_is_gone_for_those_who_saw_it()
    {
        using var mini = await _api.AsAsync(Somebody.MiniWorkshop);
        Assert.Equal("0A01+2026-12 0A03+2026-12", (await mini.ListAsync("models?changedSince=2026-10")).Told("typeKey"));
        Assert.Equal("Z99+2026-12", (await mini.ListAsync("series?changedSince=2026-11")).Told("code"));

        await _api.SwitchAsync("2027-01", ("models", [Model("0A01", "bmw", "Z99", "N99")]));
        Assert.Equal("0A01-2027-01", (await mini.ListAsync("models?changedSince=2026-12")).Told("typeKey"));
        Assert.Equal("Z99-2027-01", (await mini.ListAsync("series?changedSince=2026-12")).Told("code"));
        Assert.DoesNotContain("bmw", (await mini.ListAsync("models?changedSince=2026-10")).ToJsonString(), StringComparison.Ordinal);
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        Assert.Equal("0A01+2027-01", (await workshop.ListAsync("models?changedSince=2026-12")).Told("typeKey"));
    }

    [Fact]
    public async Task A_walk_keeps_to_its_release()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        var first = await workshop.ListAsync("paints?limit=30");
        await _api.SwitchAsync("2027-01", ("paints", ["""{"code":"ZZ3","name":{"en":"third"}}"""]));
        var rest = await workshop.ListAsync($"paints?limit=30&cursor={first["nextCursor"]}");
        Assert.Equal(("2026-12", "ZZ1"), ((string?)rest["release"], (string?)rest["items"]!.AsArray()[^1]!["code"]));
        Assert.Equal("ZZ3+2027-01", (await workshop.ListAsync("paints?changedSince=2026-12")).Told("code"));
    }

    [Theory]
    [InlineData("2027-99")]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("1%27%20or%201=1")]
    public async Task A_release_that_was_never_in_use_is_refused(string release)
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var refused = await workshop.GetListAsync("paints?changedSince=" + release);
        await refused.ProblemAsync(410, "vehicle-identification.release-not-comparable");
    }

    [Fact]
    public async Task A_purged_and_a_withdrawn_release_are_refused()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        await _api.SqlAsync("update vehicle_identification.releases set oldest = 2 where data_set = 2");
        using var purged = await workshop.GetListAsync("paints?changedSince=2026-10");
        await purged.ProblemAsync(410, "vehicle-identification.release-not-comparable");
        Assert.Equal("ZZ1+2026-12 ZZ2-2026-12", (await workshop.ListAsync("paints?changedSince=2026-11")).Told("code"));

        await _api.SqlAsync($"""
            update vehicle_identification.releases set current = 2, name = '2026-11' where data_set = 2;
            select pg_notify('aos_catalogue', 'vehicle_identification:{2.ToString(CultureInfo.InvariantCulture)}')
            """);
        using var withdrawn = await workshop.GetListAsync("paints?changedSince=2026-12");
        await withdrawn.ProblemAsync(410, "vehicle-identification.release-not-comparable");
        Assert.Equal("ZZ1+2026-11 ZZ2+2026-11", (await workshop.ListAsync("paints?q=ZZ")).Told("code"));
    }

    private static string Model(string typeKey, string brand, string series, string engine, string? propulsion = null) => $$"""
        {"typeKey":"{{typeKey}}","leadModel":"{{typeKey}}","model":"{{typeKey}}","designation":"Test","brand":"{{brand}}","productType":"car","series":"{{series}}","engineType":"{{engine}}"{{(propulsion is null ? "" : $",\"propulsion\":\"{propulsion}\"")}}}
        """;
}
