using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.ShortVins;

namespace Aos.Api.Tests.VehicleIdentification.ShortVins;

/// <summary>The operation GetShortVin.</summary>
[Trait("Requirement", "SH-7")]
[Trait("Decision", "SH-D3")]
[Trait("Decision", "API-D13")]
public sealed class ShortVinTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/vehicle-identification/v1/short-vins/";

    [Theory]
    [InlineData("A193748")]
    [InlineData("a19%203-748")]
    public async Task One_vehicle_is_a_list_of_one(string text)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var found = await workshop.ReadAsync(Path + text);
        Assert.Equal("A193748", (string?)found["shortVin"]);
        Assert.Equal(
            """{"vin":"WBAUV71070A193748","brand":"bmw","productType":"car","typeKey":"UV81","modelDesignation":"335i","series":"E91","bodyType":"estate","paint":{"code":"475","name":"black-sapphire metallic"},"producedOn":"2008-09-22"}""",
            Assert.Single(found["matches"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task Several_vehicles_are_all_told_in_order_of_their_VINs()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var twins = SampleVehicle.Vins(vehicle => vehicle.Vin.EndsWith("A777777", StringComparison.Ordinal));
        Assert.Equal(2, twins.Count);
        Assert.Equal(twins, (await workshop.ReadAsync(Path + "A777777"))["matches"]!.AsArray().Vins());
    }

    [Fact]
    public async Task Names_come_in_the_language_of_the_caller()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        var found = await workshop.ReadAsync(Path + "A193748");
        Assert.NotEqual("black-sapphire metallic", (string?)found["matches"]![0]!["paint"]!["name"]);
    }

    [Fact]
    public async Task No_vehicle_is_404_and_so_is_one_of_another_brand_kind_or_data_set()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var none = await workshop.GetAsync(Path + "A999999");
        await none.ProblemAsync(404, "vehicle-identification.short-vin-not-found");
        foreach (var blind in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await api.AsAsync(blind);
            using var hidden = await client.GetAsync(Path + "A193748");
            await hidden.ProblemAsync(404, "vehicle-identification.short-vin-not-found");
        }
    }

    [Theory]
    [InlineData("A19374", "6 characters")]
    [InlineData("A1937488", "8 characters")]
    [InlineData("O193748", "Position 1")]
    [InlineData("A19374%C3%9F", "Position 7")]
    [InlineData("%20", "0 characters")]
    [InlineData("%2F", "3 characters")]
    [InlineData("--------------------A193748", "27 characters")]
    public async Task What_is_no_short_VIN_is_refused(string text, string reason)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Path + text);
        var problem = await answer.ProblemAsync(422, "vehicle-identification.short-vin-invalid");
        Assert.Equal("shortVin", (string?)problem["errors"]![0]!["parameter"]);
        Assert.Contains(reason, (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_VIN_and_a_short_one_show_the_way_to_each_other()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var tooLong = await workshop.GetAsync(Path + "wbauv71070a193748");
        var problem = await tooLong.ProblemAsync(422, "vehicle-identification.short-vin-invalid");
        Assert.Equal("WBAUV71070A193748", (string?)(await workshop.ReadAsync(new Uri((string)problem["resolution"]!["url"]!).PathAndQuery))["vin"]);

        using var tooShort = await workshop.GetAsync("/vehicle-identification/v1/vehicles/a193748");
        Assert.Equal("correctInput", (string?)problem["resolution"]!["action"]);
        problem = await tooShort.ProblemAsync(422, "vehicle-identification.vin-invalid");
        Assert.Equal("correctInput", (string?)problem["resolution"]!["action"]);
        Assert.EndsWith("/vehicle-identification/v1/short-vins/A193748", (string?)problem["resolution"]!["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_one_statement_and_an_unchanged_answer_none()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(Path + "A193748");
        Assert.Equal("max-age=60, private", first.Header("Cache-Control"));
        Assert.NotNull(first.Header("Last-Modified"));
        using var statements = new CountedStatements(api);
        await workshop.ReadAsync(Path + "A777777");
        Assert.Single(statements.Take());
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        using var second = await workshop.GetAsync(Path + "A193748");
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(statements.Take());
    }

    [Fact]
    public async Task It_is_found_by_index()
    {
        await api.SqlAsync("analyze vehicle_identification.vehicles");
        await using var command = api.Database.DataSource.CreateCommand("explain " + ShortVinStore.FindSql);
        command.Parameters.AddWithValue("dataSet", (short)2);
        command.Parameters.AddWithValue("shortVin", "A193748");
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on vehicles", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("vehicles_short_vin", StringComparison.Ordinal));
    }
}
