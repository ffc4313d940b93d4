using System.Globalization;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Filters of the list, each against the files that the data came from.</summary>
public sealed class VehicleFilterTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("brand=mini", 210)]
    [InlineData("brand=mini&brand=rollsRoyce", 343)]
    [InlineData("brand=MINI&brand=RollsRoyce", 343)]
    [InlineData("productType=motorcycle", 234)]
    [InlineData("productType=car", 1766)]
    [InlineData("series=F56", 106)]
    [InlineData("series=f56&series=G20", 188)]
    [InlineData("developmentCode=E90", 78)]
    [InlineData("typeKey=uv81")]
    [InlineData("typeKey=UV81&typeKey=0307")]
    [InlineData("modelDesignation=Cooper", 79)]
    [InlineData("modelDesignation=R%201200%20GS&modelDesignation=cooper")]
    [InlineData("engineType=N47", 157)]
    [InlineData("engineType=N47&engineType=b47", 370)]
    [InlineData("bodyType=suv", 397)]
    [InlineData("bodyType=suv&bodyType=estate", 587)]
    [InlineData("propulsion=electric", 269)]
    [InlineData("propulsion=electric&propulsion=hybrid", 377)]
    [InlineData("producedFrom=2020-01-01")]
    [InlineData("producedTo=2010-01-01")]
    [InlineData("producedFrom=2008-09-22&producedTo=2008-09-23")]
    [InlineData("shortVin=A193748", 1)]
    [InlineData("shortVin=a19%203-748", 1)]
    [InlineData("brand=bmw&propulsion=diesel&bodyType=estate&producedFrom=2012-01-01")]
    [InlineData("brand=bmw&brand=mini&productType=car&engineType=B38&engineType=B48&producedTo=2020-06-01")]
    [InlineData("shortVin=A193748&brand=mini", 0)]
    [InlineData("brand=mini&productType=motorcycle", 0)]
    [InlineData("producedFrom=2020-01-01&producedTo=2019-01-01", 0)]
    [InlineData("brand=unknown", 0)]
    public async Task A_list_holds_exactly_what_fits(string query, int? count = null)
    {
        var wanted = SampleVehicle.Vins(vehicle => Fits(vehicle, query));
        Assert.Equal(count ?? wanted.Count, wanted.Count);
        Assert.NotEqual(count is null ? 0 : -1, wanted.Count);
        using var workshop = await api.AsAsync(Somebody.Workshop);

        Assert.Equal(wanted, (await workshop.WalkAsync(query, 200)).Vins());
        Assert.Equal(wanted.Count, (int)(await workshop.ReadAsync($"{VehicleLists.Path}?{query}&limit=1&includeTotal=true"))["total"]!);
    }

    [Fact]
    [Trait("Requirement", "SH-7")]
    [Trait("Decision", "API-D13")]
    public async Task A_short_VIN_of_two_vehicles_lists_both()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var page = await workshop.ReadAsync(VehicleLists.Path + "?shortVin=A777777");

        Assert.Equal(["WBA5R11010A777777", "WBS43AY030A777777"], page.Items().Vins());
        Assert.Equal(["2021-05-18", "2022-11-09"], page.Items().Select(item => (string?)item!["producedOn"]));
        Assert.All(page.Items(), item => Assert.NotEmpty((string)item!["modelDesignation"]!));
        Assert.Null(page["nextCursor"]);
    }

    [Fact]
    public async Task An_item_tells_what_the_files_tell()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var item in await workshop.WalkAsync("brand=mini", 200))
        {
            var vehicle = SampleVehicle.All.Single(one => one.Vin == (string?)item["vin"]);
            foreach (var (property, source) in new[] { ("brand", "brand"), ("productType", "productType"), ("typeKey", "typeKey"), ("model", "model"), ("modelDesignation", "designation"), ("series", "series"), ("engineType", "engineType") })
                Assert.Equal((string?)vehicle.Model[source], (string?)item[property]);
            Assert.Equal((string?)vehicle.Line["paint"], (string?)item["paint"]!["code"]);
            Assert.Equal(vehicle.ProducedOn, (string?)item["producedOn"]);
            Assert.Equal((string?)vehicle.Line["firstRegisteredOn"], (string?)item["firstRegisteredOn"]);
            Assert.Equal(vehicle.MileageKm, (int?)item["centralMileageKm"]);
        }
    }

    [Theory]
    [Trait("Case", "FUZ-7")]
    [InlineData("limit=0", "limit", "value-not-permitted")]
    [InlineData("limit=-1", "limit", "value-not-permitted")]
    [InlineData("limit=201", "limit", "value-not-permitted")]
    [InlineData("limit=ten", "limit", "type-invalid")]
    [InlineData("limit=0x10", "limit", "type-invalid")]
    [InlineData("limit=1e1", "limit", "type-invalid")]
    [InlineData("limit=99999999999", "limit", "type-invalid")]
    [InlineData("includeTotal=perhaps", "includeTotal", "type-invalid")]
    [InlineData("shortVin=A19374", "shortVin", "format-invalid")]
    [InlineData("shortVin=A19374O", "shortVin", "format-invalid")]
    [InlineData("shortVin=WBAUV71070A193748", "shortVin", "format-invalid")]
    [InlineData("productType=lorry", "productType", "value-not-permitted")]
    [InlineData("productType=Car", "productType", "value-not-permitted")]
    [InlineData("propulsion=Petrol", "propulsion", "value-not-permitted")]
    [InlineData("propulsion=petrol&propulsion=steam", "propulsion", "value-not-permitted")]
    [InlineData("bodyType=0", "bodyType", "value-not-permitted")]
    [InlineData("producedFrom=2020-02-30", "producedFrom", "format-invalid")]
    [InlineData("producedTo=01.02.2020", "producedTo", "format-invalid")]
    [InlineData("producedTo=2020-1-1", "producedTo", "format-invalid")]
    [InlineData("brand=", "brand", "required")]
    [InlineData("brand=a%00b", "brand", "format-invalid")]
    [InlineData("sort=name", "sort", "value-not-permitted")]
    [InlineData("sort=VIN", "sort", "value-not-permitted")]
    [InlineData("sort=vin;drop%20table%20vehicles", "sort", "value-not-permitted")]
    public async Task A_wrong_value_is_refused_by_name(string query, string parameter, string code)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{VehicleLists.Path}?{query}");
        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.Equal(parameter, (string?)error["parameter"]);
        Assert.Equal(code, (string?)error["code"]);
    }

    [Fact]
    public async Task Too_many_values_of_one_filter_are_refused()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{VehicleLists.Path}?{string.Join('&', Enumerable.Range(0, 21).Select(i => $"brand=b{i.ToString(CultureInfo.InvariantCulture)}"))}");
        var problem = await answer.ProblemAsync(400, "request.parameter-invalid");
        Assert.Equal("too-many", (string?)problem["errors"]![0]!["code"]);
    }

    [Theory]
    [Trait("Case", "INJ-1")]
    [Trait("Case", "INJ-3")]
    [InlineData("' OR 1=1--")]
    [InlineData("%")]
    [InlineData("_ini")]
    [InlineData("mini\\")]
    [InlineData("mini'); drop schema platform; --")]
    public async Task SQL_in_a_filter_is_a_text_that_fits_nothing(string text)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var filter in new[] { "brand", "modelDesignation", "engineType" })
        {
            using var answer = await workshop.GetAsync($"{VehicleLists.Path}?includeTotal=true&{filter}={Uri.EscapeDataString(text)}");
            Assert.Equal(0, (int)(await answer.JsonAsync())["total"]!);
        }
    }

    private static bool Fits(SampleVehicle vehicle, string query) => QueryHelpers.ParseQuery(query).All(filter => filter.Key switch
    {
        "shortVin" => vehicle.Vin.EndsWith("A193748", StringComparison.Ordinal),
        "producedFrom" => string.CompareOrdinal(vehicle.ProducedOn, filter.Value) >= 0,
        "producedTo" => string.CompareOrdinal(vehicle.ProducedOn, filter.Value) < 0,
        var name => filter.Value.Contains((string?)vehicle.Model[name == "modelDesignation" ? "designation" : name], StringComparer.OrdinalIgnoreCase),
    });
}
