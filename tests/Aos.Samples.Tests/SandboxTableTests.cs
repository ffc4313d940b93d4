using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.VehicleIdentification.Sandbox;
using Aos.Sdk;
using Aos.Sdk.Testing;
using Aos.Sdk.VehicleIdentification;

namespace Aos.Samples.Tests;

/// <summary>The sandbox and the fake server do the same with the same VINs.</summary>
public sealed class SandboxTableTests(ApiHost api) : IClassFixture<ApiHost>
{
    // A slow VIN would make the API wait indeed.
    public static TheoryData<string> Suffixes => [.. AosSandboxOutcomes.All.Where(outcome => outcome.Delay == default).Select(outcome => outcome.Suffix)];

    [Theory]
    [MemberData(nameof(Suffixes))]
    [Trait("Scorecard", "38")]
    public async Task A_read_and_a_lookup_are_the_same_in_both(string suffix)
    {
        using var fake = new AosFakeServer();
        var real = new AosClient(new AosClientOptions { BaseAddress = api.Address.ToString(), ClientId = Somebody.Workshop.ClientId, ClientSecret = Somebody.Workshop.Secret, MaxRetries = 0 });
        var feigned = fake.CreateClient(options => options.MaxRetries = 0);
        // A lookup first: it makes the VIN fail for both.
        var vin = AosSandboxOutcomes.All.Single(outcome => outcome.Suffix == suffix).Vin;
        Assert.Equal(await LookedUpAsync(real, vin), await LookedUpAsync(feigned, vin));
        Assert.Equal(await ReadAsync(real, vin), await ReadAsync(feigned, vin));
        Assert.Equal(await LookedUpAsync(real, "WBAUV7I070A" + suffix), await LookedUpAsync(feigned, "WBAUV7I070A" + suffix));
    }

    private static async Task<string> LookedUpAsync(AosClient client, string text)
    {
        var item = (await client.VehicleIdentification.Lookups.LookUpVehiclesAsync(new VehicleLookupRequest { Vins = [text] })).Items[0];
        // The limit in the text of a 429 is that of a plan, and the fake server has none.
        var detail = item.Status == 429 ? null : item.Problem?.Detail;
        return $"{item.Status} {item.Vin} {item.Problem?.Code} {item.Problem?.Title} {detail} {item.Check?.IsWellFormed} {item.Check?.IsKnown} {Known(item.Vehicle)}";
    }

    private static async Task<string> ReadAsync(AosClient client, string vin)
    {
        try
        {
            return Known(await client.VehicleIdentification.Vehicles.GetAsync(vin));
        }
        catch (AosApiException refusal)
        {
            return $"{refusal.Status} {refusal.Code} {refusal.Problem.Title}";
        }
    }

    // Only of the undecidable vehicle is it the sandbox that says what is known.
    private static string Known(Vehicle? vehicle) =>
        vehicle is null || !vehicle.Vin.EndsWith("SBX000", StringComparison.Ordinal) ? $"{vehicle?.Vin}"
        : string.Join(' ', JsonSerializer.SerializeToNode(vehicle)!.AsObject().Where(member => member.Value is not null).Select(member => member.Key));

    [Fact]
    [Trait("Scorecard", "38")]
    public void Both_tables_are_the_same() => Assert.Equal(
        SandboxOutcomes.All.Select(outcome => new AosSandboxOutcome(
            outcome.Suffix, outcome.Vin, outcome.Error?.Status ?? 200, outcome.Error?.Code,
            outcome.Effect is SandboxEffect.RefusedOnce, outcome.Effect is SandboxEffect.Slow ? SandboxGate.SlowTime : default)),
        AosSandboxOutcomes.All);
}
