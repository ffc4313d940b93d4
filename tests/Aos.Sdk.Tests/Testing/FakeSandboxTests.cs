using Aos.Sdk.Testing;
using Aos.Sdk.VehicleIdentification;

namespace Aos.Sdk.Tests.Testing;

/// <summary>The VINs of the sandbox in the fake server: row by row of the table, read and looked up.</summary>
[Trait("Scorecard", "38")]
public sealed class FakeSandboxTests
{
    private const string Vin = "WBAUV71070A193748";

    public static TheoryData<string> Suffixes => [.. AosSandboxOutcomes.All.Select(outcome => outcome.Suffix)];

    [Theory]
    [MemberData(nameof(Suffixes))]
    public async Task A_read_and_a_lookup_have_the_outcome_of_the_row(string suffix)
    {
        using var fake = new AosFakeServer();
        var client = fake.CreateClient(options => options.MaxRetries = 0).VehicleIdentification;
        var outcome = AosSandboxOutcomes.All.Single(one => one.Suffix == suffix);
        // Another VIN for the lookup: what fails once fails for each VIN.
        var other = "WBAUV81040A" + suffix;

        var read = await ReadAsync(client, outcome.Vin);
        var looked = Assert.Single((await client.Lookups.LookUpVehiclesAsync(new VehicleLookupRequest { Vins = [other] })).Items);

        Assert.Equal((outcome.Code is null ? null : outcome.Status, outcome.Code), (read.Refusal?.Status, read.Refusal?.Code));
        Assert.Equal((outcome.Status, outcome.Code, other), (looked.Status, looked.Problem?.Code, looked.Vin));
        Assert.Equal(read.Refusal?.Problem.Title, looked.Problem?.Title);
        Assert.Equal(outcome.Delay > TimeSpan.Zero ? [outcome.Delay, outcome.Delay] : [], fake.Waits);
        Assert.Equal(outcome.Code is null, looked.Vehicle is not null);
        Assert.Equal(outcome.Code is not null, looked.Check is not null);

        if (outcome.Once)
        {
            Assert.Equal(outcome.Vin, (await ReadAsync(client, outcome.Vin)).Vehicle?.Vin);
            Assert.Equal(200, (await client.Lookups.LookUpVehiclesAsync(new VehicleLookupRequest { Vins = [other] })).Items[0].Status);
            await Task.Delay(TimeSpan.FromMinutes(10), fake.Clock);
            Assert.Equal(503, (await ReadAsync(client, outcome.Vin)).Refusal?.Status);
        }
    }

    [Fact]
    public async Task Of_the_undecidable_vehicle_nothing_is_known_that_may_be_unknown()
    {
        using var fake = new AosFakeServer();
        var client = fake.CreateClient().VehicleIdentification;
        var vin = AosSandboxOutcomes.All.Single(outcome => outcome.Suffix == "SBX000").Vin;
        var read = await client.Vehicles.GetAsync(vin);
        var looked = (await client.Lookups.LookUpVehiclesAsync(new VehicleLookupRequest { Vins = [vin] })).Items[0].Vehicle!;
        Assert.All([read, looked], vehicle =>
        {
            Assert.Equal((vin, "SBX000", "335i", "475"), (vehicle.Vin, vehicle.ShortVin[1..], vehicle.ModelDesignation, vehicle.Paint.Code));
            Assert.Equal<object?>(
                [null, null, null, null, null, null, null, null],
                [vehicle.BodyType, vehicle.Propulsion, vehicle.Upholstery, vehicle.EngineNumber, vehicle.CentralMileageKm, vehicle.NumberOfKeys, vehicle.KeySystem, vehicle.IntegrationLevels?.Factory]);
            Assert.Empty(vehicle.Options ?? []);
        });
        Assert.Null((await client.Vehicles.GetMileageAsync(vin)).CentralMileageKm);
        Assert.Empty((await client.Vehicles.GetOptionsAsync(vin)).Items);
    }

    [Theory]
    [InlineData("WBAUV7I070A193748")]
    [InlineData("WBAUV71070A19374")]
    [InlineData("WBAUV71070A19374.8")]
    public async Task What_is_no_VIN_is_422_and_null(string text)
    {
        using var fake = new AosFakeServer();
        var client = fake.CreateClient().VehicleIdentification;
        var batch = await client.Lookups.LookUpVehiclesAsync(new VehicleLookupRequest { Vins = [text, "wbauv7 1070a-193748"] });
        Assert.Equal((422, null, "vehicle-identification.vin-invalid", false), (batch.Items[0].Status, batch.Items[0].Vin, batch.Items[0].Problem!.Code, batch.Items[0].Check!.IsWellFormed));
        Assert.Equal((200, Vin, 1), (batch.Items[1].Status, batch.Items[1].Vin, batch.ValueCount));
        Assert.Equal("vehicle-identification.vin-invalid", (await ReadAsync(client, text)).Refusal?.Code);
    }

    private static async Task<(Vehicle? Vehicle, AosApiException? Refusal)> ReadAsync(VehicleIdentificationClient client, string vin)
    {
        try
        {
            return (await client.Vehicles.GetAsync(vin), null);
        }
        catch (AosApiException refusal)
        {
            return (null, refusal);
        }
    }
}
