using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.OpenApi;

namespace Aos.Api.Tests.House;

/// <summary>The operations of a product as its served document tells them, and requests to them.</summary>
internal static class ServedOperations
{
    public static async Task<List<Operation>> OperationsAsync(this ApiHost api, string product)
    {
        using var nobody = api.AsNobody();
        return [.. new OpenApiFile(product, (await nobody.ReadAsync($"/{product}/v1/openapi.json")).AsObject()).Operations];
    }

    /// <summary>Who may do most in a product, soon after the sign-in.</summary>
    public static Task<HttpClient> MightiestAsync(this ApiHost api, string product) => product == "portal"
        ? api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write")
        : api.AsPersonAsync(SomePerson.Ada, "administration");

    /// <summary>The JSON body of an operation as its document describes it; null if it takes none.</summary>
    public static JsonObject? BodyOf(this Operation operation) => operation.Node["requestBody"]?["content"]?.AsObject()
        .FirstOrDefault(content => content.Key.EndsWith("json", StringComparison.Ordinal)).Value?.AsObject();

    /// <summary>Schema of a body.</summary>
    public static JsonObject SchemaOf(this Operation operation, JsonObject body) => operation.File.Resolve(body["schema"]!);

    /// <summary>Names of the query parameters.</summary>
    public static HashSet<string> QueryOf(this Operation operation) =>
        [.. operation.Parameters.Where(parameter => (string?)parameter["in"] == "query").Select(parameter => (string)parameter["name"]!)];

    /// <summary>Sends a request with every header that some operation asks for.</summary>
    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, Operation operation, string path, string? body) => client.SendJsonAsync(
        new HttpMethod(operation.Method.ToUpperInvariant()), path, body, operation.Method == "post" ? Guid.NewGuid().ToString() : null, operation.Method is "get" or "post" ? null : "\"v1\"",
        operation.Method == "patch" ? "application/merge-patch+json" : "application/json");

    /// <summary>The path with values in place of its parameters.</summary>
    public static string With(this string path, Func<string, string> valueOf) =>
        string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? valueOf(part[1..^1]) : part));
}
