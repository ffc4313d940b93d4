using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

/// <summary>Calls and bodies for tests of clients.</summary>
internal static class ClientCalls
{
    public const string Path = "/administration/v1/clients";

    /// <summary>The right body of a new sandbox client, changed as a test needs it.</summary>
    public static string New(Action<JsonObject>? change = null) => Changed(new JsonObject
    {
        ["tenantId"] = Somebody.Workshop.TenantId.ToString(),
        ["name"] = "Workshop planner",
        ["grants"] = new JsonArray("clientCredentials"),
        ["scopes"] = new JsonArray("vehicle.read"),
        ["rights"] = new JsonArray("apiVehicleIdentification"),
        ["ipRanges"] = new JsonArray("127.0.0.0/8", "2001:db8::/32"),
        ["secretValidDays"] = 90,
    }, change);

    /// <summary>The right body of a replacement, changed as a test needs it.</summary>
    public static string Replacement(Action<JsonObject>? change = null) => Changed(new JsonObject
    {
        ["name"] = "Renamed",
        ["state"] = "active",
        ["grants"] = new JsonArray("clientCredentials"),
        ["scopes"] = new JsonArray("vehicle.read"),
        ["rights"] = new JsonArray("apiVehicleIdentification"),
    }, change);

    /// <summary>Creates a client that must be created.</summary>
    public static async Task<JsonNode> CreateAsync(this HttpClient admin, Action<JsonObject>? change = null)
    {
        using var answer = await admin.PostJsonAsync(Path, New(change));
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>Id of a resource.</summary>
    public static string Id(this JsonNode resource) => (string)resource["id"]!;

    /// <summary>Entity tag of a resource.</summary>
    public static string Etag(this JsonNode resource) => (string)resource["etag"]!;

    /// <summary>Names of the properties in their order.</summary>
    public static IEnumerable<string> Names(this JsonNode resource) => resource.AsObject().Select(property => property.Key);

    private static string Changed(JsonObject body, Action<JsonObject>? change)
    {
        change?.Invoke(body);
        return body.ToJsonString();
    }
}
