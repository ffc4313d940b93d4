using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Api.Tests.VehicleIdentification.Types;

/// <summary>Finding types by features, over HTTP, against the files of the sample data.</summary>
[Trait("Requirement", "API-16")]
[Trait("Decision", "API-D16")]
public sealed class TypeFinderTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("brand=mini")]
    [InlineData("brand=BMW&bodyType=estate")]
    [InlineData("productType=motorcycle")]
    [InlineData("series=g20")]
    [InlineData("developmentCode=E90&developmentCode=E91")]
    [InlineData("bodyType=suv&driveTrain=all&propulsion=diesel")]
    [InlineData("modelDesignation=Cooper")]
    [InlineData("engineType=n47&gearbox=manual")]
    [InlineData("steering=right")]
    [InlineData("market=USA&brand=bmw")]
    [InlineData("modelYear=2014")]
    [InlineData("modelYear=2003&modelYear=2025&productType=car")]
    public async Task Types_that_fit_all_features_are_found(string query)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answer = await workshop.FindAsync(query + "&limit=200");
        var wanted = SampleTypes.All.Where(model => Fits(model, query)).Select(model => (string)model["typeKey"]!).ToList();
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, answer.Keys());
        Assert.Equal((wanted.Count, false), ((int)answer["total"]!, (bool)answer["totalIsCapped"]!));
        Assert.Equal("2026-10", (string?)answer["release"]);
    }

    [Theory]
    [InlineData("typeKey=uv81&typeKey=3D31", "3D31,UV81")]
    [InlineData("typeKey=UV81&brand=mini", "")]
    [InlineData("typeKey=ZZZZ", "")]
    [InlineData("brand=nobody", "")]
    [InlineData("modelYear=1950", "")]
    [InlineData("series=E91&productionMonth=2006-08", "")]
    [InlineData("series=E91&productionMonth=2006-09", "UV81")]
    [InlineData("series=E91&productionMonth=2010-05", "UV81")]
    [InlineData("series=E91&productionMonth=2010-06", "")]
    [InlineData("series=E91&productionMonth=2010-06&productionMonth=2007-01", "UV81")]
    public async Task Keys_and_months_decide_too(string query, string keys)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(keys, string.Join(',', (await workshop.FindAsync(query)).Keys()));
    }

    [Fact]
    public async Task Facets_count_what_each_choice_would_find()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answer = await workshop.FindAsync("brand=mini&bodyType=hatchback");
        foreach (var feature in SampleTypes.Features)
        {
            var others = SampleTypes.All.Where(model => (feature == "brand" || Has(model, "brand", "mini")) && (feature == "bodyType" || Has(model, "bodyType", "hatchback")));
            var counts = others.SelectMany(model => SampleTypes.ValuesOf(model, feature)).GroupBy(value => value).ToDictionary(group => group.Key, group => group.Count());
            var facet = answer.Facet(feature);
            Assert.Equal(counts.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase), facet.ToDictionary(pair => pair.Key, pair => pair.Value.Count));
            Assert.Equal(feature switch { "brand" => ["mini"], "bodyType" => ["hatchback"], _ => [] }, facet.Where(pair => pair.Value.Selected).Select(pair => pair.Key));
        }

        static bool Has(JsonNode model, string feature, string value) => (string?)model[feature] == value;
    }

    [Fact]
    public async Task Features_that_differ_are_told()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(["modelDesignation", "engineType", "propulsion", "driveTrain", "steering", "market", "modelYear"], Differing(await workshop.FindAsync("series=F30")).Where(feature => feature is not "gearbox"));
        Assert.Empty(Differing(await workshop.FindAsync("typeKey=UV81")));
        Assert.Empty(Differing(await workshop.FindAsync("brand=nobody")));

        static List<string> Differing(JsonNode answer) => [.. answer["differingFeatures"]!.AsArray().Select(feature => (string)feature!)];
    }

    [Fact]
    public async Task An_empty_answer_shows_what_other_choices_would_find()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answer = await workshop.FindAsync("brand=mini&series=E91");
        Assert.Equal((0, 0), (answer.Keys().Count, (int)answer["total"]!));
        Assert.Equal(new() { ["bmw"] = (1, false) }, answer.Facet("brand"));
        Assert.Equal(["F56", "F60", "R55", "R56", "R60"], answer.Facet("series").Keys);
        Assert.Equal(["brand", "series"], answer["facets"]!.AsArray().Select(facet => (string)facet!["feature"]!));
    }

    [Fact]
    public async Task Names_of_values_come_in_the_language_of_the_caller()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(("Estate", "Saloon", "BMW"), await NamesAsync());
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        Assert.Equal(("Kombi", "Limousine", "BMW"), await NamesAsync());

        async Task<(string?, string?, string?)> NamesAsync()
        {
            var facets = (await workshop.FindAsync("brand=bmw"))["facets"]!.AsArray();
            return (Name("bodyType", "estate"), Name("bodyType", "saloon"), Name("brand", "bmw"));
            string? Name(string feature, string value) =>
                (string?)facets.Single(facet => (string?)facet!["feature"] == feature)!["values"]!.AsArray().Single(one => (string?)one!["value"] == value)!["name"];
        }
    }

    [Fact]
    public async Task Pages_hold_every_type_once()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var keys = new List<string>();
        string? cursor = null;
        do
        {
            var page = await workshop.ReadAsync($"{SampleTypes.Path}?productType=car&limit=7{(cursor is null ? "" : "&cursor=" + cursor)}");
            keys.AddRange(page.Keys());
            Assert.Null(page["total"]);
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(SampleTypes.All.Where(model => (string?)model["productType"] == "car").Select(model => (string)model["typeKey"]!), keys);
    }

    [Fact]
    public async Task A_type_is_read_by_its_key()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var model in SampleTypes.All)
        {
            var type = await workshop.ReadAsync($"{SampleTypes.Path}/{((string)model["typeKey"]!).ToLowerInvariant()}");
            foreach (var (name, source) in new[] { ("typeKey", "typeKey"), ("leadModel", "leadModel"), ("model", "model"), ("modelDesignation", "designation"), ("brand", "brand"), ("productType", "productType"), ("series", "series"), ("developmentCode", "developmentCode"), ("bodyType", "bodyType"), ("engineType", "engineType"), ("propulsion", "propulsion"), ("driveTrain", "driveTrain"), ("gearbox", "gearbox"), ("steering", "steering"), ("market", "market") })
                Assert.Equal((string?)model[source], (string?)type[name]);
            Assert.Equal(((string?)model["producedFrom"])?[..7], (string?)type["firstProductionMonth"]);
            Assert.Equal(((string?)model["producedTo"])?[..7], (string?)type["lastProductionMonth"]);
        }
    }

    [Theory]
    [InlineData("ZZZZ")]
    [InlineData("UV8")]
    [InlineData("UV811")]
    [InlineData("%20")]
    [InlineData("%C2%85")]
    public async Task An_unknown_key_is_not_found(string key)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{SampleTypes.Path}/{key}");
        await answer.ProblemAsync(404, "vehicle-identification.type-not-found");
    }

    [Fact]
    public async Task A_search_and_a_type_are_one_statement_each_and_an_unchanged_answer_none()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.FindAsync("brand=bmw");
        using var statements = new CountedStatements(api);
        await workshop.FindAsync("brand=mini&q=diesel");
        Assert.Contains("vehicle_identification.releases", Assert.Single(statements.Take()), StringComparison.Ordinal);
        using var first = await workshop.GetAsync($"{SampleTypes.Path}/UV81");
        Assert.Single(statements.Take());
        foreach (var path in new[] { $"{SampleTypes.Path}/UV81", $"{SampleTypes.Path}?q=touring" })
        {
            using var read = await workshop.GetAsync(path);
            statements.Take();
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", read.Header("ETag"));
            using var unchanged = await workshop.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Empty(statements.Take());
            Assert.NotNull(read.Content.Headers.LastModified);
        }
    }

    private static bool Fits(JsonNode model, string query) => QueryHelpers.ParseQuery(query).All(filter =>
        SampleTypes.ValuesOf(model, filter.Key).Any(value => filter.Value.Contains(value, StringComparer.OrdinalIgnoreCase)));
}
