using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Sdk;
using Aos.Sdk.Administration;
using Aos.Sdk.VehicleIdentification;

namespace Aos.Samples.Tests;

/// <summary>What the API sends goes through the SDK's types and comes out as it was; what the SDK sends, the API takes.</summary>
public sealed class SdkAgainstApiTests(ApiHost api) : IClassFixture<ApiHost>
{
    public static TheoryData<string> Vins => ["WBAUV71070A193748", "WBAUV81010A000001", "5UX000000R9000006", "SCA0000080U000005", "WMW0000010T000004"];

    [Theory]
    [MemberData(nameof(Vins))]
    [Trait("Scorecard", "4")]
    public async Task A_vehicle_survives_the_round_trip(string vin)
    {
        var vehicle = await Client(Somebody.Workshop).VehicleIdentification.Vehicles.GetAsync(vin);
        await SameAsync(vehicle, Somebody.Workshop, $"/vehicle-identification/v1/vehicles/{vin}");
        Assert.True(vehicle.ProductType.IsKnown);
        Assert.Equal(TimeSpan.Zero, vehicle.AsOf.Offset);
    }

    [Fact]
    [Trait("Scorecard", "4")]
    public async Task A_page_of_vehicles_survives_the_round_trip()
    {
        var page = await Client(Somebody.Workshop).VehicleIdentification.Vehicles.ListAsync(
            bodyType: [BodyType.Estate, BodyType.Saloon], sort: VehicleSort.ProducedOnDescending, producedFrom: new DateOnly(2000, 1, 1), limit: 7, includeTotal: true);
        Assert.Equal(7, page.Items.Count);
        await SameAsync(page, Somebody.Workshop,
            "/vehicle-identification/v1/vehicles?bodyType=estate&bodyType=saloon&sort=-producedOn&producedFrom=2000-01-01&limit=7&includeTotal=true");
    }

    [Fact]
    [Trait("Scorecard", "11")]
    public async Task Walking_all_pages_gives_every_vehicle_once()
    {
        var vehicles = Client(Somebody.Workshop).VehicleIdentification.Vehicles;
        var total = (await vehicles.ListAsync(includeTotal: true)).Total;
        var vins = new List<string>();
        await foreach (var vehicle in vehicles.ListAllAsync(limit: 200))
            vins.Add(vehicle.Vin);
        Assert.Equal(total, vins.Count);
        Assert.Equal(vins.Distinct(), vins);
    }

    [Fact]
    [Trait("Scorecard", "4")]
    public async Task Clients_and_secrets_survive_the_round_trip_of_all_their_operations()
    {
        var administration = Client(Somebody.Operator).Administration;
        var created = await administration.Clients.CreateAsync(new ClientCreate
        {
            TenantId = Somebody.Workshop.TenantId,
            Name = "Round trip ü",
            Grants = [ClientGrant.ClientCredentials],
            Scopes = ["vehicle.read"],
            Rights = ["apiVehicleIdentification"],
            IpRanges = ["127.0.0.0/8"],
            SecretValidDays = 30,
        });
        Assert.StartsWith("aoscs_", created.Secret, StringComparison.Ordinal);
        var path = $"/administration/v1/clients/{created.Id}";
        var read = await administration.Clients.GetAsync(created.Id);
        await SameAsync(read, Somebody.Operator, path);
        Assert.Null(read.Secret);

        var secret = await administration.ClientSecrets.CreateAsync(created.Id, new ClientSecretCreate { ValidDays = 7 });
        await SameAsync(await administration.ClientSecrets.GetAsync(created.Id, secret.Id), Somebody.Operator, $"{path}/secrets/{secret.Id}");
        Assert.Equal(TimeSpan.FromDays(7), secret.ExpiresAt - secret.CreatedAt);
        await administration.ClientSecrets.DeleteAsync(created.Id, secret.Id, secret.Etag);

        // Secrets are part of a client: each change of them gives it a new version.
        Assert.NotEqual(read.Etag, (await administration.Clients.GetAsync(created.Id)).Etag);
        read = await administration.Clients.GetAsync(created.Id);
        var replaced = await administration.Clients.ReplaceAsync(created.Id, new ClientReplace
        {
            Name = "Round trip",
            State = ClientState.Disabled,
            Grants = [],
            Scopes = [],
            Rights = [],
        }, read.Etag);
        Assert.Equal(ClientState.Disabled, replaced.State);
        var conflict = await Assert.ThrowsAsync<AosPreconditionFailedException>(() => administration.Clients.DeleteAsync(created.Id, read.Etag));
        Assert.Equal("precondition.version-conflict", conflict.Code);
        await SameAsync(await administration.Clients.ListAsync(q: "round trip"), Somebody.Operator, "/administration/v1/clients?q=round%20trip");
        await administration.Clients.DeleteAsync(created.Id, replaced.Etag);
        Assert.Null(await administration.Clients.FindAsync(created.Id));
    }

    [Fact]
    [Trait("Scorecard", "9")]
    public async Task Errors_of_the_API_are_typed_and_tell_everything()
    {
        var vehicles = Client(Somebody.Workshop).VehicleIdentification.Vehicles;
        var missing = await Assert.ThrowsAsync<AosNotFoundException>(() => vehicles.GetAsync("WBAUV71070A999999"));
        Assert.Contains("404 vehicle-identification.vehicle-not-found", missing.Message, StringComparison.Ordinal);
        Assert.Contains($"request {missing.RequestId}; see {api.Address.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}problems/vehicle-identification.vehicle-not-found", missing.Message, StringComparison.Ordinal);
        Assert.Null(await vehicles.FindAsync("WBAUV71070A999999"));
        var invalid = await Assert.ThrowsAsync<AosValidationException>(() => vehicles.GetAsync("nonsense"));
        Assert.Equal("vin", Assert.Single(invalid.Problem!.Errors!).Parameter);
        await Assert.ThrowsAsync<AosForbiddenException>(() => Client(Somebody.Workshop).Administration.Clients.ListAsync());
    }

    [Fact]
    public async Task Answers_show_rate_limit_request_id_and_contract()
    {
        var answer = await Client(Somebody.Workshop).VehicleIdentification.Vehicles.GetWithResponseAsync("WBAUV71070A193748", options: new AosRequestOptions { Language = "de" });
        Assert.Equal("de", answer.ContentLanguage);
        Assert.Equal("1.1.0", answer.Contract);
        Assert.NotEmpty(answer.RequestId!);
        Assert.Equal(("second", 1_000_000), (answer.RateLimits[0].Name, answer.RateLimits[0].Limit));
    }

    private AosClient Client(Somebody somebody) => new(api.Address.ToString(), somebody.ClientId, somebody.Secret);

    private async Task SameAsync<T>(T model, Somebody somebody, string path)
    {
        using var client = await api.AsAsync(somebody);
        var sent = await client.ReadAsync(path);
        var received = JsonSerializer.SerializeToNode(model, JsonSerializerOptions.Web)!;
        Assert.Equal(Canonical(sent), Canonical(received));
    }

    /// <summary>JSON with properties in order of their names and without nulls and empty lists, which mean the same as absent ones.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject o => "{" + string.Join(",", o.Where(p => p.Value is not (null or JsonArray { Count: 0 })).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Canonical(p.Value)}")) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Canonical)) + "]",
        JsonValue v when v.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(text, out var instant) && text.Contains('T', StringComparison.Ordinal) => instant.UtcDateTime.ToString("O"),
        _ => node?.ToJsonString() ?? "null",
    };
}
