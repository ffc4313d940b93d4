using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>Who registered as workshop of motorcycles sees information on motorcycles only, in person and by program, whatever brands were granted.</summary>
public sealed class MotorcycleTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Product = "/vehicle-identification/v1/";
    private const string Car = "WBAUV71070A193748", Motorcycle = "WB10A01030Z015838";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "REGX-3")]
    [Trait("Decision", "API-D12")]
    public async Task Other_vehicles_do_not_exist(bool isPerson)
    {
        using var client = await ClientAsync(isPerson);
        foreach (var part in new[] { "", "/options", "/integration-levels", "/mileage", "/changes", "/pictures/side" })
        {
            using var car = await client.GetAsync($"{Product}vehicles/{Car}{part}");
            await car.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
            using var motorcycle = await client.GetAsync($"{Product}vehicles/{Motorcycle}{part}");
            Assert.True(motorcycle.StatusCode == HttpStatusCode.OK, part);
        }

        using var shortVin = await client.GetAsync(Product + "short-vins/A193748");
        await shortVin.ProblemAsync(404, "vehicle-identification.short-vin-not-found");
        Assert.False((bool)(await client.ReadAsync(Product + "vin-checks/" + Car))["isKnown"]!);
        Assert.True((bool)(await client.ReadAsync(Product + "vin-checks/" + Motorcycle))["isKnown"]!);
        using var type = await client.GetAsync(Product + "types/UV81");
        await type.ProblemAsync(404, "vehicle-identification.type-not-found");
        using var lookup = await client.SendJsonAsync(HttpMethod.Post, Product + "lookups", Answers.ToJson(new { vins = new[] { Car, Motorcycle } }));
        Assert.Equal([404, 200], (await lookup.JsonAsync())["items"]!.AsArray().Select(item => (int)item!["status"]!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "REGX-3")]
    [Trait("Decision", "API-D12")]
    public async Task Lists_counts_and_the_finder_hold_motorcycles_only(bool isPerson)
    {
        using var client = await ClientAsync(isPerson);
        var count = SampleVehicle.Vins(vehicle => vehicle.IsMotorcycle).Count;
        Assert.Equal(count, (int)(await client.ReadAsync(Product + "vehicles?limit=1&includeTotal=true"))["total"]!);
        Assert.Equal(0, (int)(await client.ReadAsync(Product + "vehicles?productType=car&includeTotal=true"))["total"]!);
        Assert.Equal(0, (int)(await client.ReadAsync(Product + "vehicles?brand=bmw&includeTotal=true"))["total"]!);
        Assert.All((await client.ReadAsync(Product + "vehicles?limit=200"))["items"]!.AsArray(), item => Assert.Equal("motorcycle", (string?)item!["productType"]));
        var finder = await client.ReadAsync(Product + "types?propulsion=petrol");
        Assert.NotEmpty(finder["items"]!.AsArray());
        Assert.All(finder["items"]!.AsArray(), item => Assert.Equal("motorcycle", (string?)item!["productType"]));
        Assert.Empty((await client.ReadAsync(Product + "types?productType=car"))["items"]!.AsArray());
        foreach (var list in new[] { "models", "options", "series", "engines" })
        {
            var items = (await client.ReadAsync($"{Product}{list}?limit=200"))["items"]!.AsArray();
            Assert.NotEmpty(items);
            Assert.All(items.Where(item => item!["productType"] is not null), item => Assert.Equal("motorcycle", (string?)item!["productType"]));
        }
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    public async Task Who_repairs_cars_too_sees_both()
    {
        using var claire = await api.InSandboxAsync(SomePerson.Claire, "vehicle.read");
        foreach (var vin in new[] { Car, Motorcycle })
            Assert.Equal(HttpStatusCode.OK, (await claire.GetAsync($"{Product}vehicles/{vin}")).StatusCode);
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    public async Task Permissions_of_brands_know_their_vehicles()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var listed = (await ada.ReadAsync("/administration/v1/permissions?limit=200"))["items"]!.AsArray();
        Assert.Equal(["car", "car", "motorcycle", "car"], new[] { "brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce" }
            .Select(code => (string?)listed.Single(item => (string?)item!["code"] == code)!["vehicleKind"]));
        await api.SqlAsync($"delete from identity.tenant_rights where code in ('brandBmw', 'brandMotorrad') and tenant_id = '{SomePerson.Moira.TenantId}'");
        foreach (var (code, isGiven) in new[] { ("brandBmw", false), ("brandMotorrad", true) })
        {
            using var granted = await ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{SomePerson.Moira.TenantId}/permissions/{code}", """{"reason":"r"}""", ifMatch: "\"v0\"");
            if (isGiven)
                Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
            else
                await granted.ProblemAsync(422, "organisations.permission-vehicle-kind");
        }
    }

    private Task<HttpClient> ClientAsync(bool isPerson) =>
        isPerson ? api.InSandboxAsync(SomePerson.Moira, "vehicle.read") : api.AsAsync(Somebody.MotorcycleWorkshop);
}
