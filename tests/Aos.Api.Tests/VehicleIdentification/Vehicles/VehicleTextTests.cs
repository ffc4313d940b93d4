using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Names and texts: per language, per kind of vehicle, and what stands there when a name is missing.</summary>
public sealed class VehicleTextTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Car = VehicleLists.Path + "/WBAUV71070A193748";
    private const string Motorcycle = VehicleLists.Path + "/WB10A01030Z015838";

    [Theory]
    [Trait("Decision", "API-D15")]
    [InlineData(Car, "en", "Vehicle under conformity check", "Marks a vehicle that was built under the production conformity check of the approval authority.")]
    [InlineData(Car, "de", "Fahrzeug mit Konformitätsprüfung", "Kennzeichnet ein Fahrzeug, das unter der Konformitätsprüfung der Genehmigungsbehörde gebaut wurde.")]
    [InlineData(Motorcycle, "en", "Version with reduced power", "Engine limited for holders of a beginner's licence.")]
    [InlineData(Motorcycle, "de", "Ausführung mit reduzierter Leistung", "Motor gedrosselt für Inhaber der Anfängerlizenz.")]
    public async Task One_code_means_different_things_on_cars_and_motorcycles(string vehicle, string language, string shortText, string longText)
    {
        var option = OptionOf(await ReadAsync(vehicle, language), "1CA");
        Assert.Equal(shortText, (string?)option["shortText"]);
        Assert.Equal(longText, (string?)option["longText"]);
        Assert.Equal("technical", (string?)option["category"]);
        Assert.Equal("S1CAA", (string?)option["longCode"]);
    }

    [Fact]
    public async Task A_motorcycle_has_the_facts_of_a_motorcycle()
    {
        var record = await ReadAsync(Motorcycle, "en");
        Assert.Equal("motorcycle", (string?)record["productType"]);
        Assert.Equal("motorcycle", (string?)record["bodyType"]);
        Assert.Equal("motorrad", (string?)record["brand"]);
        Assert.Equal("BMW Motorrad", (string?)record["brandName"]);
        Assert.Equal("0A01", (string?)record["typeKey"]);
        Assert.Equal("R 1200 GS", (string?)record["modelDesignation"]);
        Assert.Equal("K50", (string?)record["series"]);
        Assert.Equal("shaft", (string?)record["driveTrain"]);
        Assert.Equal("none", (string?)record["steering"]);
        Assert.Null(record["upholstery"]);
        var codes = record["options"]!.AsArray().Select(option => (string)option!["code"]!);
        Assert.Equal(SampleVehicle.All.Single(vehicle => vehicle.Vin == "WB10A01030Z015838").Line["options"]!.AsArray().Select(code => (string)code!), codes);
    }

    [Fact]
    public async Task Names_of_paints_and_upholsteries_come_in_German()
    {
        var english = await ReadAsync(Car, "en");
        var german = await ReadAsync(Car, "de");
        Assert.Equal("black-sapphire metallic", (string?)english["paint"]!["name"]);
        Assert.Equal("saphirschwarz metallic", (string?)german["paint"]!["name"]);
        foreach (var node in new[] { english, german })
        {
            foreach (var part in new[] { "paint", "upholstery", "options" })
                node.AsObject().Remove(part);
        }

        Assert.Equal(english.ToJsonString(), german.ToJsonString());

        using var client = await api.AsAsync(Somebody.Workshop);
        client.DefaultRequestHeaders.Add("Accept-Language", "de");
        using var list = await client.GetAsync(VehicleLists.Path + "?shortVin=A193748");
        Assert.Equal("de", list.Header("Content-Language"));
        Assert.Equal("saphirschwarz metallic", (string?)(await list.JsonAsync())["items"]![0]!["paint"]!["name"]);
    }

    [Fact]
    public async Task A_retrofit_and_an_ordered_option_of_one_code_are_two_entries()
    {
        var record = await ReadAsync(Car, "en");
        var retrofits = record["options"]!.AsArray().Where(option => (string?)option!["origin"] == "retrofit").ToList();
        Assert.Equal(["235 2009-05-14", "6FL 2010-03-02"], retrofits.Select(option => $"{option!["code"]} {option["fittedOn"]}"));
        Assert.Equal(31, record["options"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_has_no_German_name_keeps_its_English_one_and_what_has_none_shows_its_code()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var folder = await new ImportFolder { Release = "2026-11", IsChanged = true }
            .With("brands", """{"code":"acme","name":"Acme"}""")
            .With("paints", """{"code":"Z01","name":{"en":"plain white"}}""")
            .With("options", """{"code":"Z9Z","productType":"car","kind":"package","category":"exterior","shortText":{"en":"Odd package"}}""")
            .With("models", """{"typeKey":"ZZ91","leadModel":"ZZ91","model":"ZZ91","designation":"Odd","brand":"bmw","productType":"car","series":"Z99","engineType":"Z9"}""")
            .With("vehicles", """{"vin":"WBAZZ91000A000009","typeKey":"ZZ91","paint":"Z01","producedOn":"2020-01-01","options":["Z9Z"]}""")
            .Only("brands", "paints", "options", "models", "vehicles").WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(host.Database.ConnectionString);
        Assert.True(exitCode == 0, output);
        await host.SqlAsync("delete from vehicle_identification.brands where code = 'bmw'; delete from vehicle_identification.paints where code = '475'");

        using var workshop = await host.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        var odd = await workshop.ReadAsync(VehicleLists.Path + "/WBAZZ91000A000009");
        Assert.Equal("plain white", (string?)odd["paint"]!["name"]);
        var option = OptionOf(odd, "Z9Z");
        Assert.Equal("Odd package", (string?)option["shortText"]);
        Assert.Equal("Odd package", (string?)option["longText"]);
        Assert.Equal("PZ9ZA", (string?)option["longCode"]);
        Assert.Equal("package", (string?)option["kind"]);
        Assert.Equal("bmw", (string?)odd["brandName"]);
        foreach (var unknown in new[] { "bodyType", "propulsion", "driveTrain", "gearbox", "steering", "developmentCode", "upholstery", "engineNumber", "countryVersion", "numberOfKeys", "keySystem" })
            Assert.Null(odd[unknown]);
        Assert.Equal("475", (string?)(await workshop.ReadAsync(Car))["paint"]!["name"]);
        Assert.Equal("475", (string?)(await workshop.ReadAsync(VehicleLists.Path + "?shortVin=A193748"))["items"]![0]!["paint"]!["name"]);
    }

    private static JsonNode OptionOf(JsonNode record, string code) =>
        Assert.Single(record["options"]!.AsArray(), option => (string?)option!["code"] == code)!;

    private async Task<JsonNode> ReadAsync(string path, string language)
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        return await client.ReadAsync(path);
    }
}
