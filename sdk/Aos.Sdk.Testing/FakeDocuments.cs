using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>The operations of the API's documents, with their examples.</summary>
internal sealed class FakeDocuments
{
    private static readonly Lazy<FakeDocuments> Loaded = new(() => new FakeDocuments());

    private readonly List<FakeOperation> _operations = [];

    private FakeDocuments()
    {
        var assembly = typeof(FakeDocuments).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("openapi/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            Read(JsonNode.Parse(stream)!);
        }
    }

    public static FakeDocuments Load() => Loaded.Value;

    public IEnumerable<string> Operations => _operations.Select(operation => operation.Id);

    public bool Has(string operation) => _operations.Exists(known => known.Id == operation);

    public FakeOperation? Named(string operation) => _operations.Find(known => known.Id == operation);

    public IEnumerable<string> Nearest(string operation) => _operations.Select(known => known.Id)
        .OrderByDescending(id => id.Zip(operation).TakeWhile(pair => char.ToUpperInvariant(pair.First) == char.ToUpperInvariant(pair.Second)).Count())
        .Take(3);

    /// <summary>The operation of a path; paths with fewer parameters come first, as in the API.</summary>
    public FakeOperation? Find(string method, string path, out IReadOnlyDictionary<string, string> values)
    {
        var segments = path.Split('/');
        foreach (var operation in _operations.Where(operation => operation.Method == method && operation.Segments.Length == segments.Length))
        {
            if (operation.Match(segments) is { } found)
            {
                values = found;
                return operation;
            }
        }
        values = new Dictionary<string, string>();
        return null;
    }

    private void Read(JsonNode document)
    {
        var contract = document["info"]?["version"]?.GetValue<string>() ?? "1.0.0";
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(member => member.Value is JsonObject value && value.ContainsKey("operationId")))
                _operations.Add(FakeOperation.Read(document, contract, method.ToUpperInvariant(), path, operation!.AsObject()));
        }
        _operations.Sort((one, other) => one.Parameters - other.Parameters);
    }
}

/// <summary>One operation.</summary>
internal sealed record FakeOperation(string Id, string Contract, string Method, string[] Segments, int Status, string? MediaType, JsonNode? Example)
{
    private readonly Dictionary<int, JsonObject> _problems = [];

    public int Parameters => Segments.Count(IsParameter);

    public string? LastParameter => Segments.LastOrDefault(IsParameter)?.Trim('{', '}');

    public bool EndsInParameter => IsParameter(Segments[^1]);

    /// <summary>What is left of the example when nothing is known that may be unknown; only for operations of one vehicle.</summary>
    public JsonNode? Bare { get; init; }

    /// <summary>The document's example of a problem with this status.</summary>
    public JsonObject? Problem(int status) => _problems.TryGetValue(status, out var problem) ? problem.DeepClone().AsObject() : null;

    public Dictionary<string, string>? Match(string[] segments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsParameter(Segments[i]) && segments[i].Length > 0)
                values[Segments[i].Trim('{', '}')] = Uri.UnescapeDataString(segments[i]);
            else if (Segments[i] != segments[i])
                return null;
        }
        return values;
    }

    public static FakeOperation Read(JsonNode document, string contract, string method, string path, JsonObject operation)
    {
        var responses = operation["responses"]!.AsObject();
        var success = responses.First(response => response.Key.StartsWith('2'));
        var content = Resolve(document, success.Value!)["content"]?.AsObject().FirstOrDefault();
        var read = new FakeOperation(
            operation["operationId"]!.GetValue<string>(), contract, method, path.Split('/'), int.Parse(success.Key, System.Globalization.CultureInfo.InvariantCulture),
            content?.Key, content?.Value is { } media ? ExampleOf(media) : null)
        {
            Bare = path.Contains("{vin}", StringComparison.Ordinal) && content?.Value is { } form && ExampleOf(form) is { } whole ? BareOf(document, form["schema"], whole) : null,
        };
        foreach (var (status, response) in responses)
        {
            if (int.TryParse(status, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 400 && Resolve(document, response!)["content"]?["application/problem+json"] is { } problem && ExampleOf(problem) is JsonObject example)
                read._problems[number] = example;
        }
        return read;
    }

    private static JsonNode? ExampleOf(JsonNode media) => media["example"] ?? media["examples"]?.AsObject().FirstOrDefault().Value?["value"];

    private static JsonNode Resolve(JsonNode document, JsonNode node) =>
        node["$ref"]?.GetValue<string>() is { } reference
            ? reference[2..].Split('/').Aggregate(document, (target, step) => target[step]!)
            : node;

    // As in the API, lists are empty, objects without a required property too, and all else that is not required is absent.
    private static JsonNode BareOf(JsonNode document, JsonNode? schema, JsonNode example)
    {
        if (example is JsonArray)
            return new JsonArray();
        if (example is not JsonObject whole || schema is null)
            return example.DeepClone();
        var form = Resolve(document, schema["allOf"]?[0] ?? schema);
        var required = RequiredOf(form);
        var bare = new JsonObject();
        foreach (var (name, value) in whole)
        {
            var inner = form["properties"]?[name];
            if (value is not null && (required.Contains(name) || value is JsonArray || (value is JsonObject && inner is not null && RequiredOf(Resolve(document, inner["allOf"]?[0] ?? inner)).Count == 0)))
                bare[name] = BareOf(document, inner, value);
        }
        return bare;
    }

    private static HashSet<string> RequiredOf(JsonNode schema) =>
        [.. schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []];

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
