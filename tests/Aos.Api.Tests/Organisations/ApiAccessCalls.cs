using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations;

/// <summary>Calls and bodies for tests of API access.</summary>
internal static class ApiAccessCalls
{
    public const string Applications = "/portal/v1/api-applications", Reviews = "/administration/v1/api-applications", Subscriptions = "/portal/v1/api-subscriptions", Clients = "/portal/v1/api-clients";
    public const string Product = "vehicle-identification", Right = "apiVehicleIdentification", Plans = "/administration/v1/plans", Vehicles = "/vehicle-identification/v1/vehicles?limit=1";

    public static readonly Guid North = SomePerson.John.TenantId, South = SomePerson.Rita.TenantId;

    /// <summary>A right application, changed as a test needs it.</summary>
    public static string Application(Action<JsonObject>? change = null) => Changed(new JsonObject
    {
        ["productCodes"] = new JsonArray(Product),
        ["purpose"] = "Service reminders for our customers.\nAnd nothing else.",
        ["softwareDescription"] = "A planner for appointments.",
        ["expectedCalls"] = 20_000,
        ["countries"] = new JsonArray("DE", "PL"),
        ["technicalContact"] = new JsonObject { ["name"] = "Claire Smith", ["email"] = "it@example.com", ["phone"] = "0049 89 3820" },
        ["acceptedConditions"] = new JsonArray(new JsonObject { ["productCode"] = Product, ["version"] = 1 }),
    }, change);

    /// <summary>A right approval, changed as a test needs it.</summary>
    public static string Approval(Action<JsonObject>? change = null) => Changed(new JsonObject
    {
        ["plans"] = new JsonArray(new JsonObject { ["productCode"] = Product, ["planCode"] = "standard" }),
        ["brandPermissions"] = new JsonArray("brandBmw"),
    }, change);

    /// <summary>A right client of the sandbox, changed as a test needs it.</summary>
    public static string Client(Action<JsonObject>? change = null) => Changed(new JsonObject
    {
        ["name"] = "Planner",
        ["environment"] = "sandbox",
        ["grants"] = new JsonArray("clientCredentials"),
        ["productCodes"] = new JsonArray(Product),
        ["scopes"] = new JsonArray("vehicle.read"),
        ["ownerContact"] = "it@example.com",
    }, change);

    /// <summary>A right replacement of a client, changed as a test needs it.</summary>
    public static string Replacement(Action<JsonObject>? change = null) => Changed(new JsonObject
    {
        ["name"] = "Renamed",
        ["state"] = "active",
        ["grants"] = new JsonArray("clientCredentials"),
        ["productCodes"] = new JsonArray(Product),
        ["scopes"] = new JsonArray("vehicle.read"),
        ["ownerContact"] = "new@example.com",
        ["ownerLanguage"] = "de",
        ["dailyCap"] = 10,
    }, change);

    /// <summary>Sends an act that must succeed with 201.</summary>
    public static async Task<JsonNode> CreatedAsync(this HttpClient client, string path, string body = "{}")
    {
        using var answer = await client.PostJsonAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }

    /// <summary>Sends an act that must be refused.</summary>
    public static async Task<JsonNode> RefusedAsync(this HttpClient client, string path, string body, int status, string code)
    {
        using var answer = await client.PostJsonAsync(path, body);
        return await answer.ProblemAsync(status, code);
    }

    /// <summary>Sends a body of which one field must be wrong.</summary>
    public static async Task FieldRefusedAsync(this HttpClient client, string path, string body, string pointer, string code)
    {
        var problem = await client.RefusedAsync(path, body, 422, "request.fields-invalid");
        Assert.Contains((pointer, code), problem["errors"]!.AsArray().Select(error => ((string?)error!["pointer"], (string?)error["code"])));
    }

    /// <summary>Codes or ids in a list.</summary>
    public static IEnumerable<string> Values(this JsonNode page, string name) => page["items"]!.AsArray().Select(item => (string)item![name]!);

    /// <summary>Id of a resource.</summary>
    public static string IdOf(this JsonNode node) => (string)node["id"]!;

    /// <summary>Entity tag of a resource.</summary>
    public static string TagOf(this JsonNode node) => (string)node["etag"]!;

    /// <summary>A text of a resource.</summary>
    public static string? Text(this JsonNode node, string name) => (string?)node[name];

    /// <summary>A machine's answer at the product.</summary>
    public static async Task<(HttpStatusCode Status, string? Code)> CallAsync(this ApiHost api, string token)
    {
        using var answer = await api.With(token).GetAsync(Vehicles);
        return (answer.StatusCode, answer.Header("AOS-Error-Code"));
    }

    private static string Changed(JsonObject body, Action<JsonObject>? change)
    {
        change?.Invoke(body);
        return body.ToJsonString();
    }
}

/// <summary>A host on which no organisation has access to a product yet; its sandboxes have.</summary>
public sealed class WithoutAccess : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        await Api.SqlAsync("""
            delete from identity.tenant_rights r using identity.tenants t where t.id = r.tenant_id and t.kind = 'organisation' and (r.code = 'apiVehicleIdentification' or r.code like 'brand%')
            """);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();
}
