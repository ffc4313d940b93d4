using Aos.Sdk.Administration;
using Aos.Sdk.Portal;
using Aos.Sdk.Testing;
using ClientGrant = Aos.Sdk.Administration.ClientGrant;
using ClientState = Aos.Sdk.Administration.ClientState;

namespace Aos.Sdk.Tests.Testing;

/// <summary>The fake server of the package <c>Aos.Sdk.Testing</c>.</summary>
public sealed class FakeServerTests
{
    private const string Vin = "WBAUV71070A193748";

    [Fact]
    public async Task Every_vehicle_has_the_VIN_that_was_asked_for()
    {
        using var fake = new AosFakeServer();
        var vehicle = await fake.CreateClient().VehicleIdentification.Vehicles.GetAsync("wbauv7 1070a-999999");
        Assert.Equal(("WBAUV71070A999999", "A999999"), (vehicle.Vin, vehicle.ShortVin));
        var call = Assert.Single(fake.Calls);
        Assert.Equal(("GetVehicle", "GET", "Bearer fake-token"), (call.Operation, call.Method, call.Headers["authorization"]));
    }

    [Fact]
    public async Task What_did_not_change_is_304()
    {
        using var fake = new AosFakeServer();
        var vehicles = fake.CreateClient().VehicleIdentification.Vehicles;
        var first = await vehicles.GetIfChangedAsync(Vin, null);
        Assert.Null(await vehicles.GetIfChangedAsync(Vin, first!.ETag));
    }

    [Fact]
    [Trait("Scorecard", "20")]
    public async Task A_change_changes_what_it_names()
    {
        using var fake = new AosFakeServer();
        var organisation = fake.CreateClient().Portal.Organisation;
        var before = await organisation.GetAsync();
        var after = await organisation.UpdateAsync(before, _ => new OrganisationPatch().Set(x => x.Homepage, "https://new.example.com").Clear(x => x.Fax));
        Assert.Equal(("https://new.example.com", null, before.Phone), (after.Homepage, after.Fax, after.Phone));
        Assert.Equal(["GetOrganisation", "UpdateOrganisation"], fake.Calls.Select(call => call.Operation));
    }

    [Fact]
    public async Task It_remembers_what_was_written()
    {
        using var fake = new AosFakeServer();
        var clients = fake.CreateClient().Administration.Clients;
        var before = (await clients.ListAsync()).Items.Count;
        var created = await clients.CreateAsync(new ClientCreate { TenantId = Guid.NewGuid(), Name = "Mine", Grants = [ClientGrant.ClientCredentials], Scopes = ["vehicle.read"], Rights = [] });
        Assert.Equal("Mine", (await clients.GetAsync(created.Id)).Name);
        Assert.Equal(before + 1, (await clients.ListAsync()).Items.Count);

        var replace = new ClientReplace { Name = "Theirs", State = ClientState.Disabled, Grants = [], Scopes = [], Rights = [] };
        var replaced = await clients.ReplaceAsync(created.Id, replace, created.Etag);
        Assert.Equal(("Theirs", ClientState.Disabled), (replaced.Name, replaced.State));
        await Assert.ThrowsAsync<AosPreconditionFailedException>(() => clients.ReplaceAsync(created.Id, replace, created.Etag));
        Assert.Equal("Theirs again", (await clients.UpdateAsync(created.Id, current => replace with { Name = current.Name + " again" })).Name);

        await clients.DeleteAsync(created.Id, (await clients.GetAsync(created.Id)).Etag);
        Assert.Null(await clients.FindAsync(created.Id));
        fake.Reset();
        Assert.Empty(fake.Calls);
    }

    [Fact]
    public void An_unknown_operation_is_told_with_the_nearest_ones()
    {
        using var fake = new AosFakeServer();
        Assert.Contains("GetVehicle", Assert.Throws<ArgumentException>(() => fake.Next("GetVehicel")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_of_no_document_is_404_and_no_missing_value()
    {
        using var fake = new AosFakeServer();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing/here");
        Assert.Equal("request.not-found", (await Assert.ThrowsAsync<AosNotFoundException>(() => fake.CreateClient().SendAsync(request))).Code);
    }

    [Fact]
    public async Task Every_operation_of_every_document_is_answered()
    {
        using var fake = new AosFakeServer();
        var client = fake.CreateClient(options => options.MaxRetries = 0);
        // What one operation deletes, another one with the same path reads.
        foreach (var id in fake.Documents.Operations.OrderBy(id => fake.Documents.Named(id)!.Method == "DELETE"))
        {
            var operation = fake.Documents.Named(id)!;
            var path = string.Join('/', operation.Segments.Select(segment => segment switch { "{vin}" => Vin, _ when segment.StartsWith('{') => Guid.NewGuid().ToString(), _ => segment }));
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
            if (operation.Method is "POST" or "PUT")
                request.Content = new StringContent(id == "StartLookupJob" ? Vin : "{}");
            try
            {
                using var response = await client.SendAsync(request);
                Assert.Equal((id, operation.Status), (id, (int)response.StatusCode));
            }
            catch (AosApiException refused) when (id is "GetJobResult" or "CancelJob" or "GetJob")
            {
                Assert.InRange(refused.Status, 400, 499);
            }
        }
    }
}
