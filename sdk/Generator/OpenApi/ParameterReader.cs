using System.Text.Json;
using static Aos.Sdk.Generator.OpenApi.DocumentSource;

namespace Aos.Sdk.Generator.OpenApi;

/// <summary>Reads the parameters of an operation in the order of the method: path, required query, optional query.</summary>
internal sealed class ParameterReader(DocumentSource source, SchemaReader schemas)
{
    // Set by AosRequestOptions or by the SDK itself, so they are no parameters of a method.
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Idempotency-Key", "Accept-Language", "X-Request-Id", "If-Modified-Since", "traceparent", "Accept-Encoding", "Accept",
        "Range", "If-Range", "Content-Encoding", "Content-Type",
    };

    public (IReadOnlyList<ApiParameter> Parameters, bool HasETag, bool HasIfNoneMatch) Read(string path, JsonElement pathItem, JsonElement operation)
    {
        var (hasETag, hasIfNoneMatch) = (false, false);
        var parameters = new List<ApiParameter>();
        foreach (var parameter in All(pathItem, operation))
        {
            var name = Text(parameter, "name") ?? throw source.Fault("a parameter has no name");
            switch (Text(parameter, "in"))
            {
                case "path" or "query":
                    parameters.Add(ReadOne(name, parameter, [.. parameters.Select(other => other.Name.TrimStart('@'))]));
                    break;
                case "header" when string.Equals(name, "If-Match", StringComparison.OrdinalIgnoreCase):
                    hasETag = true;
                    break;
                case "header" when string.Equals(name, "If-None-Match", StringComparison.OrdinalIgnoreCase):
                    hasIfNoneMatch = true;
                    break;
                case "header" when OwnHeaders.Contains(name):
                    break;
                case var place:
                    throw source.Fault($"the {place} parameter {name} is not supported");
            }
        }
        CheckPath(path, parameters);
        if (parameters.GroupBy(parameter => parameter.Name).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            throw source.Fault($"two parameters would be named {doubled.Key}");
        return ([.. parameters.OrderBy(Rank)], hasETag, hasIfNoneMatch);
    }

    private IEnumerable<JsonElement> All(JsonElement pathItem, JsonElement operation) =>
        new[] { Child(pathItem, "parameters"), Child(operation, "parameters") }
            .Where(list => list is { ValueKind: JsonValueKind.Array })
            .SelectMany(list => list!.Value.EnumerateArray())
            .Select(source.Resolve);

    private ApiParameter ReadOne(string name, JsonElement parameter, IReadOnlyCollection<string> taken)
    {
        var schema = Child(parameter, "schema") ?? throw source.Fault($"the parameter {name} has no schema");
        var type = schemas.TypeOf(schema, $"the parameter {name}", Usage.Request);
        var inPath = Text(parameter, "in") == "path";
        var form = type.Kind switch
        {
            TypeKind.Text or TypeKind.Value => inPath ? ParameterForm.Path : ParameterForm.Query,
            TypeKind.List when !inPath && type.Item!.Kind is TypeKind.Text or TypeKind.Value =>
                parameter.TryGetProperty("explode", out var explode) && explode.ValueKind is JsonValueKind.False ? ParameterForm.QueryJoined : ParameterForm.QueryEach,
            _ => throw source.Fault($"the parameter {name} must be one value or, in the query, a list of values"),
        };
        if (Text(parameter, "style") is { } style && style != (inPath ? "simple" : "form"))
            throw source.Fault($"the style {style} of the parameter {name} is not supported");
        return new ApiParameter(
            name, Naming.Parameter(name, taken), form, type, inPath || Flag(parameter, "required"),
            Text(parameter, "description") ?? Text(schema, "description") ?? $"The value of {name}.");
    }

    private void CheckPath(string path, List<ApiParameter> parameters)
    {
        var inPath = path.Split('/').Where(segment => segment.StartsWith('{') && segment.EndsWith('}')).Select(segment => segment[1..^1]).ToHashSet();
        if (path.Count(character => character == '{') != inPath.Count)
            throw source.Fault("a path parameter must be a whole segment");
        if (!inPath.SetEquals(parameters.Where(parameter => parameter.Form is ParameterForm.Path).Select(parameter => parameter.WireName)))
            throw source.Fault("the path and its parameters do not fit together");
    }

    private static int Rank(ApiParameter parameter) => parameter.Form is ParameterForm.Path ? 0 : parameter.IsRequired ? 1 : 2;
}
