using System.Text.Json.Nodes;
using Aos.Api.Platform.OpenApi;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>The documents as the code writes them, from an application that has no settings and never runs.</summary>
public sealed class DocumentFiles : IAsyncLifetime
{
    internal static readonly string Committed = Path.Combine(SourceTree.Root, "openapi");

    private WebApplication _app = null!;

    internal string Written { get; private set; } = null!;

    internal IReadOnlyList<OpenApiFile> All { get; private set; } = [];

    /// <summary>Documents of the products: all but that of the authorization server, which follows its RFCs.</summary>
    internal IEnumerable<OpenApiFile> Products => All.Where(file => !file.Name.StartsWith("oauth.", StringComparison.Ordinal));

    /// <summary>The endpoint behind an operation, by document and operation id.</summary>
    internal Endpoint EndpointOf(string document, string operationId) => ((IEndpointRouteBuilder)_app).DataSources
        .SelectMany(source => source.Endpoints)
        .Single(endpoint => endpoint.Metadata.GetMetadata<IRouteNameMetadata>()?.RouteName == $"{document}:{operationId}");

    public async Task InitializeAsync()
    {
        _app = ApiApplication.Create(["--environment", "Production"]);
        Written = TestDirectories.Create("openapi");
        await OpenApiWriter.WriteAsync(_app.Services, Written);
        All = [.. Directory.EnumerateFiles(Written).Order(StringComparer.Ordinal).Select(OpenApiFile.Read)];
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>One document.</summary>
internal sealed record OpenApiFile(string Name, JsonObject Root)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static OpenApiFile Read(string path) => new(Path.GetFileNameWithoutExtension(path), JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    public JsonObject Schemas => Root["components"]!["schemas"]!.AsObject();

    public IEnumerable<Operation> Operations =>
        from path in Root["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        where Methods.Contains(method.Key)
        select new Operation(this, method.Key, path.Key, method.Value!.AsObject());

    /// <summary>The node itself, or what it refers to.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        if (node["$ref"] is not { } reference)
            return node.AsObject();
        return ((string)reference!)[2..].Split('/').Aggregate((JsonNode)Root, (target, step) => target[step] ?? throw new InvalidOperationException($"{Name}: {reference} points to nothing.")).AsObject();
    }

    /// <summary>A schema and every schema that it holds or refers to.</summary>
    public void Collect(JsonNode? schema, HashSet<JsonObject> found)
    {
        if (schema is null || !found.Add(Resolve(schema)))
            return;
        var resolved = Resolve(schema);
        Collect(resolved["items"], found);
        foreach (var part in resolved["allOf"]?.AsArray() ?? [])
            Collect(part, found);
        foreach (var (_, property) in resolved["properties"]?.AsObject() ?? [])
            Collect(property, found);
    }
}

/// <summary>One operation of a document.</summary>
internal sealed record Operation(OpenApiFile File, string Method, string Path, JsonObject Node)
{
    public string Id => (string)Node["operationId"]!;

    public IEnumerable<KeyValuePair<string, JsonObject>> Responses =>
        Node["responses"]!.AsObject().Select(response => KeyValuePair.Create(response.Key, File.Resolve(response.Value!)));

    public IEnumerable<JsonObject> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(parameter => File.Resolve(parameter!));

    public override string ToString() => $"{File.Name} {Id}";
}
