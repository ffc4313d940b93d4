using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>
/// Finds every difference between two OpenAPI documents and says what it means for a caller. What it does not know it
/// takes for breaking, so that nothing slips through.
/// </summary>
internal sealed class DocumentComparer
{
    private readonly ChangeList _changes = new();
    private readonly SchemaComparer _schemas;
    private readonly JsonObject _former;
    private readonly JsonObject _current;

    private DocumentComparer(JsonObject former, JsonObject current)
    {
        (_former, _current) = (former, current);
        _schemas = new(_changes, former, current);
    }

    /// <summary>All differences, in order of the operations.</summary>
    public static IReadOnlyList<ContractChange> Compare(JsonObject former, JsonObject current)
    {
        var comparer = new DocumentComparer(former, current);
        comparer.CompareOperations();
        comparer.CompareFrame();
        return comparer._changes.All;
    }

    private void CompareOperations()
    {
        var (former, current) = (Operations(_former), Operations(_current));
        foreach (var (key, operation) in former)
        {
            if (!current.TryGetValue(key, out var now))
                _changes.Add(operation.IsPreview ? ChangeKind.Neutral : ChangeKind.Removal, operation.Id, $"The operation {key} is gone.");
            else
                CompareOne(operation, now);
        }

        foreach (var (key, operation) in current.Where(pair => !former.ContainsKey(pair.Key)))
            _changes.Add(ChangeKind.Addition, operation.Id, $"New operation {key}: {operation.Summary}.");
    }

    /// <summary>A preview may change in any way until it is stable.</summary>
    private void CompareOne(ApiOperation former, ApiOperation current)
    {
        var before = _changes.Count;
        new OperationComparer(_changes, _schemas, _former, _current).Compare(former, current);
        if (former.IsPreview)
            _changes.Soften(before);
    }

    private void CompareFrame()
    {
        CompareSchemes();
        foreach (var name in (string[])["info", "servers", "tags", "externalDocs"])
            if (!JsonNode.DeepEquals(_former[name], _current[name]))
                _changes.Add(ChangeKind.Neutral, name, $"{name} reads differently.");
    }

    private void CompareSchemes()
    {
        var (former, current) = (Schemes(_former), Schemes(_current));
        foreach (var (name, scheme) in former)
        {
            if (current[name] is not { } now)
                _changes.Add(ChangeKind.Removal, name, $"The way to authenticate {name} is gone.");
            else if (!JsonNode.DeepEquals(Words.Without(scheme), Words.Without(now)))
                CompareScheme(name, scheme!, now);
        }

        foreach (var (name, _) in current.Where(scheme => former[scheme.Key] is null))
            _changes.Add(ChangeKind.Addition, name, $"New way to authenticate: {name}.");
    }

    /// <summary>Scopes come and go with the operations that need them; whatever else differs breaks callers.</summary>
    private void CompareScheme(string name, JsonNode former, JsonNode current)
    {
        static JsonNode? WithoutScopes(JsonNode scheme)
        {
            var copy = Words.Without(scheme)!;
            foreach (var (_, flow) in copy["flows"]?.AsObject() ?? [])
                flow!.AsObject().Remove("scopes");
            return copy;
        }

        var same = JsonNode.DeepEquals(WithoutScopes(former), WithoutScopes(current));
        _changes.Add(same ? ChangeKind.Neutral : ChangeKind.Removal, name, same ? $"Other scopes are listed at {name}." : $"{name} works differently.");
    }

    private static JsonObject Schemes(JsonObject document) => document["components"]?["securitySchemes"]?.AsObject() ?? [];

    private static Dictionary<string, ApiOperation> Operations(JsonObject document)
    {
        var operations = new Dictionary<string, ApiOperation>(StringComparer.Ordinal);
        foreach (var (path, item) in document["paths"]?.AsObject() ?? [])
            foreach (var (method, operation) in item!.AsObject())
                operations[$"{method.ToUpperInvariant()} {path}"] = new(operation!.AsObject());
        return operations;
    }
}

/// <summary>An operation as its document has it.</summary>
internal sealed record ApiOperation(JsonObject Node)
{
    public string Id => (string?)Node["operationId"] ?? "";

    public string Summary => (string?)Node["summary"] ?? "";

    public bool IsPreview => (bool?)Node["x-preview"] == true;
}
