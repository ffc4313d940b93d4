using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Types;

/// <summary>What the finder refuses, and what it hides.</summary>
[Trait("Requirement", "API-16")]
public sealed class TypeAccessTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Foreign_brands_do_not_exist()
    {
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        Assert.Empty((await mini.FindAsync("brand=bmw")).Keys());
        Assert.Equal(["mini"], (await mini.FindAsync("brand=bmw")).Facet("brand").Keys);
        Assert.Equal(["mini"], (await mini.FindAsync("bodyType=suv")).Facet("brand").Keys);
        Assert.Equal(SampleTypes.All.Where(model => (string?)model["brand"] == "mini").Select(model => (string)model["typeKey"]!), (await mini.FindAsync("productType=car&limit=200")).Keys());
        using var hidden = await mini.GetAsync($"{SampleTypes.Path}/UV81");
        await hidden.ProblemAsync(404, "vehicle-identification.type-not-found");

        // A word that names only what is hidden is as strange as any other.
        var text = await mini.FindAsync("q=bmw E91 N54 UV81 335i cooper");
        Assert.Equal(["bmw", "E91", "N54", "UV81", "335i"], text["notUnderstood"]!.AsArray().Select(word => (string)word!));
        Assert.Equal("cooper", (string?)Assert.Single(text["understood"]!.AsArray())!["text"]);
    }

    [Fact]
    [Trait("Decision", "API-D12")]
    public async Task A_workshop_of_motorcycles_finds_motorcycles_only()
    {
        using var motorcycles = await api.AsAsync(Somebody.MotorcycleWorkshop);
        Assert.Empty((await motorcycles.FindAsync("productType=car")).Keys());
        Assert.Equal(["motorcycle"], (await motorcycles.FindAsync("propulsion=petrol")).Facet("productType").Keys);
        using var car = await motorcycles.GetAsync($"{SampleTypes.Path}/UV81");
        await car.ProblemAsync(404, "vehicle-identification.type-not-found");
        Assert.Equal("motorcycle", (string?)(await motorcycles.ReadAsync($"{SampleTypes.Path}/0E21"))["productType"]);
    }

    [Fact]
    public async Task Callers_with_other_rights_have_other_tags()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        using var all = await workshop.GetAsync($"{SampleTypes.Path}?bodyType=suv");
        using var few = await mini.GetAsync($"{SampleTypes.Path}?bodyType=suv");
        Assert.NotEqual(all.Header("ETag"), few.Header("ETag"));
    }

    [Fact]
    public async Task Without_data_there_is_an_empty_list_and_no_type()
    {
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        var answer = await production.FindAsync("brand=bmw&q=diesel");
        Assert.Equal((0, 0), (answer.Keys().Count, (int)answer["total"]!));
        Assert.Empty(answer["facets"]!.AsArray());
        Assert.Null(answer["release"]);
        using var type = await production.GetAsync($"{SampleTypes.Path}/UV81");
        await type.ProblemAsync(404, "vehicle-identification.type-not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?limit=10")]
    [InlineData("?q=")]
    [InlineData("?q=%20%20")]
    public async Task A_criterion_is_needed(string query)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(SampleTypes.Path + query);
        await answer.ProblemAsync(422, "vehicle-identification.criteria-required");
    }

    [Theory]
    [InlineData("bodyType=van", "bodyType", "value-not-permitted")]
    [InlineData("bodyType=Suv", "bodyType", "value-not-permitted")]
    [InlineData("propulsion=petrol&propulsion=steam", "propulsion", "value-not-permitted")]
    [InlineData("gearbox=1", "gearbox", "value-not-permitted")]
    [InlineData("steering=middle", "steering", "value-not-permitted")]
    [InlineData("modelYear=14", "modelYear", "format-invalid")]
    [InlineData("modelYear=2014&modelYear=abcd", "modelYear", "format-invalid")]
    [InlineData("productionMonth=2014-13", "productionMonth", "format-invalid")]
    [InlineData("productionMonth=2014-1", "productionMonth", "format-invalid")]
    [InlineData("colour=red", "colour", "unknown")]
    [InlineData("brand=bmw&limit=0", "limit", "value-not-permitted")]
    [InlineData("q=a&q=b", "q", "repeated")]
    [InlineData("brand=", "brand", "required")]
    public async Task A_wrong_parameter_is_refused_by_name(string query, string parameter, string code)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{SampleTypes.Path}?{query}");
        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.Equal((parameter, code), ((string?)error["parameter"], (string?)error["code"]));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_search()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var cursor = (string)(await workshop.FindAsync("brand=bmw&limit=2"))["nextCursor"]!;
        foreach (var query in new[] { "brand=mini&limit=2", "brand=bmw&q=diesel", "brand=bmw&bodyType=suv", "q=bmw" })
        {
            using var other = await workshop.GetAsync($"{SampleTypes.Path}?{query}&cursor={cursor}");
            await other.ProblemAsync(400, "paging.cursor-invalid");
        }

        using var vehicles = await workshop.GetAsync($"{VehicleLists.Path}?brand=bmw&cursor={cursor}");
        await vehicles.ProblemAsync(400, "paging.cursor-invalid");
        using var broken = await workshop.GetAsync($"{SampleTypes.Path}?brand=bmw&cursor=xyz");
        await broken.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    public async Task Without_token_or_product_nothing_is_told()
    {
        using var nobody = api.AsNobody();
        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var wrongScope = await api.AsAsync(Somebody.Operator);
        foreach (var path in new[] { SampleTypes.Path + "?brand=bmw", SampleTypes.Path + "/UV81" })
        {
            using var anonymous = await nobody.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
            using var refused = await bare.GetAsync(path);
            await refused.ProblemAsync(403, "access.product-not-granted");
            using var operatorOnly = await wrongScope.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, operatorOnly.StatusCode);
        }
    }
}
