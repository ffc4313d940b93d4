using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Reference;

/// <summary>Every reference list against the files that the data came from.</summary>
public sealed class ReferenceListTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Codes_are_those_of_the_files()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var (list, file) in new[] { ("brands", "brands"), ("paints", "paints"), ("upholsteries", "upholsteries") })
        {
            var items = await workshop.WalkListAsync(list, 7);
            Assert.Equal(ReferenceLists.Lines(file).Select(line => (string)line["code"]!).Order(StringComparer.Ordinal), items.Select(item => (string)item["code"]!));
            Assert.All(items, item => Assert.Equal((false, "2026-10"), ((bool)item["gone"]!, (string?)item["changedIn"])));
        }

        var paint = (await workshop.ListAsync("paints?q=475"))["items"]!.AsArray().Single()!;
        Assert.Equal(("black-sapphire metallic", "#15171C"), ((string?)paint["name"], (string?)paint["hex"]));
        var options = await workshop.WalkListAsync("options", 50);
        Assert.Equal(
            ReferenceLists.Lines("options").Select(line => $"{line["code"]} {line["productType"]} {line["kind"]} {line["category"]} {line["shortText"]!["en"]}").Order(StringComparer.Ordinal),
            options.Select(item => $"{item["code"]} {item["productType"]} {item["kind"]} {item["category"]} {item["shortText"]}").Order(StringComparer.Ordinal));
        Assert.All(options, item => Assert.Matches("^[SLP][0-9A-Z]{3}A$", (string)item["longCode"]!));
    }

    [Fact]
    public async Task Makers_and_plants_are_those_of_the_files()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(
            ReferenceLists.Lines("wmis").Select(line => $"{line["code"]} {line["manufacturer"]} {line["brand"]} {line["productType"]} {line["country"]} {line["region"]}").Order(StringComparer.Ordinal),
            (await workshop.WalkListAsync("wmis", 5)).Select(item => $"{item["code"]} {item["manufacturer"]} {item["brand"]} {item["productType"]} {item["country"]} {item["region"]}"));
        Assert.Equal(
            ReferenceLists.Lines("plants").Select(line => $"{line["wmi"]} {line["code"]} {line["name"]!["en"]} {line["country"]} {line["validFrom"]} {line["validTo"]}").Order(StringComparer.Ordinal),
            (await workshop.WalkListAsync("plants", 9)).Select(item => $"{item["wmi"]} {item["code"]} {item["name"]} {item["country"]} {item["validFrom"]} {item["validTo"]}").Order(StringComparer.Ordinal));

        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        var known = ReferenceLists.Lines("wmis").Where(line => (string?)line["brand"] is null or "mini").Select(line => (string)line["code"]!).ToHashSet();
        Assert.Equal(known.Order(StringComparer.Ordinal), (await mini.WalkListAsync("wmis", 50)).Select(item => (string?)item["code"]));
        Assert.Equal(
            ReferenceLists.Lines("plants").Count(line => known.Contains((string)line["wmi"]!)),
            (await mini.WalkListAsync("plants", 50)).Count(item => known.Contains((string)item["wmi"]!)));
    }

    [Fact]
    public async Task Models_and_what_follows_from_them_are_those_of_the_file()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var models = ReferenceLists.Lines("models");
        var items = await workshop.WalkListAsync("models", 20);
        Assert.Equal(models.Select(model => (string)model["typeKey"]!).Order(StringComparer.Ordinal), items.Select(item => (string)item["typeKey"]!));
        foreach (var item in items)
        {
            var model = models.Single(one => (string?)one["typeKey"] == (string?)item["typeKey"]);
            foreach (var (name, source) in new[] { ("leadModel", "leadModel"), ("model", "model"), ("modelDesignation", "designation"), ("brand", "brand"), ("productType", "productType"), ("series", "series"), ("developmentCode", "developmentCode"), ("bodyType", "bodyType"), ("engineType", "engineType"), ("propulsion", "propulsion"), ("driveTrain", "driveTrain"), ("gearbox", "gearbox"), ("steering", "steering"), ("market", "market") })
                Assert.Equal((string?)model[source], (string?)item[name]);
        }

        foreach (var (list, code, others, other) in new[] { ("series", "series", "developmentCodes", "developmentCode"), ("development-codes", "developmentCode", "series", "series"), ("engines", "engineType", "propulsions", "propulsion") })
            Assert.Equal(
                models.Where(model => model[code] is not null)
                    .GroupBy(model => $"{model[code]} {model["brand"]} {model["productType"]}")
                    .Select(group => $"{group.Key} {group.Count()} {string.Join(',', group.Select(model => (string?)model[other]).OfType<string>().Distinct().Order(StringComparer.Ordinal))}")
                    .Order(StringComparer.Ordinal),
                (await workshop.WalkListAsync(list, 9))
                    .Select(item => $"{item["code"]} {item["brand"]} {item["productType"]} {item["typeCount"]} {string.Join(',', item[others]!.AsArray().Select(value => (string)value!))}")
                    .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_come_in_the_language_of_the_caller()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de-AT");
        Assert.Equal("saphirschwarz metallic", (string?)(await workshop.ListAsync("paints?q=475"))["items"]![0]!["name"]);
        Assert.Equal("Stoff \"Move/anthrazit\"", (string?)(await workshop.ListAsync("upholsteries?q=ASAT"))["items"]![0]!["name"]);
        using var answer = await workshop.GetListAsync("options?q=schaltassistent");
        Assert.Equal("de", answer.Header("Content-Language"));
        Assert.Equal("Schaltassistent", (string?)Assert.Single((await answer.JsonAsync())["items"]!.AsArray())!["shortText"]);
    }

    [Theory]
    [InlineData("paints?q=METALLIC%20blue", 7)]
    [InlineData("paints?q=metallic%20blau", 7)]
    [InlineData("paints?q=nothing", 0)]
    [InlineData("paints?q=%25", 0)]
    [InlineData("upholsteries?q=asat", 1)]
    [InlineData("series?q=f56", 1)]
    [InlineData("brands?q=rolls", 1)]
    public async Task A_search_looks_into_codes_and_names(string list, int count)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var page = await workshop.ListAsync(list + "&includeTotal=true");
        Assert.Equal((count, count, false), (page["items"]!.AsArray().Count, (int)page["total"]!, (bool)page["totalIsCapped"]!));
        Assert.Equal("2026-10", (string?)page["release"]);
    }

    [Fact]
    public async Task Foreign_brands_and_kinds_are_not_listed()
    {
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        Assert.Equal(["mini"], (await mini.WalkListAsync("brands", 50)).Select(item => (string?)item["code"]));
        foreach (var list in new[] { "series", "development-codes", "models", "engines" })
            Assert.All(await mini.WalkListAsync(list, 50), item => Assert.Equal("mini", (string?)item["brand"]));
        Assert.Equal(0, (int)(await mini.ListAsync("series?q=E91&includeTotal=true"))["total"]!);

        using var motorcycles = await api.AsAsync(Somebody.MotorcycleWorkshop);
        foreach (var list in new[] { "series", "development-codes", "models", "engines", "options" })
            Assert.All(await motorcycles.WalkListAsync(list, 200), item => Assert.Equal("motorcycle", (string?)item["productType"]));
        Assert.NotEmpty(await motorcycles.WalkListAsync("options", 200));
    }

    [Theory]
    [InlineData("brands")]
    [InlineData("wmis")]
    [InlineData("plants")]
    [InlineData("series")]
    [InlineData("development-codes")]
    [InlineData("models")]
    [InlineData("options")]
    [InlineData("paints")]
    [InlineData("upholsteries")]
    [InlineData("engines")]
    public async Task Every_list_refuses_repeats_and_keeps_to_its_rules(string list)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var unknown = await workshop.GetListAsync(list + "?colour=red");
        await unknown.ProblemAsync(400, "request.parameter-invalid");
        using var limit = await workshop.GetListAsync(list + "?limit=201");
        await limit.ProblemAsync(400, "request.parameter-invalid");
        using var release = await workshop.GetListAsync(list + "?changedSince=1999-01");
        await release.ProblemAsync(410, "vehicle-identification.release-not-comparable");
        var cursor = (string)(await workshop.ListAsync(list + "?limit=1"))["nextCursor"]!;
        using var filtered = await workshop.GetListAsync($"{list}?limit=1&q=a&cursor={cursor}");
        await filtered.ProblemAsync(400, "paging.cursor-invalid");
        using var other = await workshop.GetListAsync($"{(list == "paints" ? "brands" : "paints")}?limit=1&cursor={cursor}");
        await other.ProblemAsync(400, "paging.cursor-invalid");

        using var first = await workshop.GetListAsync(list);
        using var request = new HttpRequestMessage(HttpMethod.Get, first.RequestMessage!.RequestUri);
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        using var unchanged = await workshop.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using (var statements = new CountedStatements(api))
        {
            await workshop.ListAsync(list + "?q=a&includeTotal=true");
            Assert.Single(statements.Take());
        }

        using var nobody = api.AsNobody();
        using var anonymous = await nobody.GetListAsync(list);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var refused = await bare.GetListAsync(list);
        await refused.ProblemAsync(403, "access.product-not-granted");
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        var empty = await production.ListAsync(list + "?includeTotal=true");
        Assert.Equal((0, 0, null), (empty["items"]!.AsArray().Count, (int)empty["total"]!, (string?)empty["release"]));
    }
}
