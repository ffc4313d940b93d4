using System.Globalization;
using System.Text.Json;
using static Aos.Sdk.Generator.OpenApi.DocumentSource;

namespace Aos.Sdk.Generator.OpenApi;

/// <summary>Reads one operation; what cannot become a method is a fault.</summary>
internal sealed class OperationReader(DocumentSource source, SchemaReader schemas)
{
    private const string OptionalAccess = "x-optional-access";

    private const string MergePatch = "application/merge-patch+json";

    private static readonly HashSet<string> FileTypes =
        ["text/csv", "text/html", "text/plain", "text/markdown", "application/x-ndjson", "application/octet-stream", "application/gzip", "application/pdf", "application/zip"];

    private readonly ParameterReader _parameters = new(source, schemas);

    public (string Tag, ApiOperation Operation) Read(string path, JsonElement pathItem, string method, JsonElement operation)
    {
        var id = Text(operation, "operationId") ?? throw source.Fault("has no operationId");
        source.Place = id;
        if (!Naming.IsTypeName(id))
            throw source.Fault("the operationId must be verb and noun in Pascal case");
        var tag = ReadTag(operation);
        var httpMethod = method switch
        {
            "get" => "Get",
            "post" => "Post",
            "put" => "Put",
            "delete" => "Delete",
            "patch" => "Patch",
            _ => throw source.Fault($"{method.ToUpperInvariant()} is not supported yet"),
        };
        var (parameters, hasETag, hasIfNoneMatch) = _parameters.Read(path, pathItem, operation);
        var body = ReadBody(operation, httpMethod);
        var result = ReadResult(operation);
        var (verb, rest) = Naming.Method(Text(operation, "x-sdk-name") ?? id, tag);
        return (tag, new ApiOperation
        {
            Id = id,
            Verb = verb,
            Rest = rest,
            HttpMethod = httpMethod,
            Path = ServerPath() + path,
            Summary = Text(operation, "summary") ?? id,
            Description = Text(operation, "description") ?? "",
            Parameters = parameters,
            Body = body,
            IsAnonymous = IsAnonymous(operation) && !operation.TryGetProperty(OptionalAccess, out _),
            IsTokenOptional = IsAnonymous(operation) && operation.TryGetProperty(OptionalAccess, out _),
            HasETag = hasETag,
            HasIfNoneMatch = hasIfNoneMatch,
            Result = result.Type,
            IsFile = result.IsFile,
            JobItem = result.JobItem,
            ResultDescription = result.Description,
            PageItem = parameters.Any(parameter => parameter.WireName == "cursor") && result.Type is { } type ? schemas.PageItem(type) : null,
            Failures = ReadFailures(operation),
            Obsolete = Obsolete(operation),
        });
    }

    private static bool IsAnonymous(JsonElement operation) =>
        Flag(operation, "x-anonymous") || (Child(operation, "security") is { ValueKind: JsonValueKind.Array } needs && needs.GetArrayLength() == 0);

    private string ReadTag(JsonElement operation)
    {
        var tags = Child(operation, "tags") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(tag => tag.GetString()!).ToList() : [];
        return tags is [var tag] && Naming.IsTypeName(tag) ? tag : throw source.Fault("must have exactly one tag of one Pascal word");
    }

    // Swashbuckle writes full paths; a document with a server that has a path of its own is joined with it.
    private string ServerPath()
    {
        if (Child(source.Root, "servers") is not { ValueKind: JsonValueKind.Array } servers || servers.GetArrayLength() == 0)
            return "";
        var url = Text(servers[0], "url") ?? "";
        var path = Uri.TryCreate(url, UriKind.Absolute, out var address) && !url.StartsWith('/') ? address.AbsolutePath : url;
        return path.TrimEnd('/');
    }

    private ApiBody? ReadBody(JsonElement operation, string httpMethod)
    {
        if (Child(operation, "requestBody") is not { } reference)
            return httpMethod == "Patch" ? throw source.Fault("a PATCH without a body is not supported") : null;
        var body = source.Resolve(reference);
        if (!Flag(body, "required"))
            throw source.Fault("an optional request body is not supported; mark it required");
        var description = Text(body, "description") ?? "The values.";
        var types = MediaTypes(body);
        if (types.Count > 0 && types.All(IsFileType))
            return new ApiBody(null, description);
        if (httpMethod == "Patch")
        {
            var change = types is [MergePatch] ? body.GetProperty("content").GetProperty(MergePatch).GetProperty("schema") : throw source.Fault($"the body of a PATCH must be {MergePatch} alone");
            return new ApiBody(NamedModel(change, "the request body", Usage.Patch), description);
        }
        var schema = JsonSchema(body, "the request body") ?? throw source.Fault("the request body has no content");
        return new ApiBody(NamedModel(schema, "the request body", Usage.Request), description);
    }

    private Answer ReadResult(JsonElement operation)
    {
        var successes = operation.GetProperty("responses").EnumerateObject().Where(response => response.Name.StartsWith('2')).ToList();
        // 206 is the part of a file that a client asked for.
        if (successes.Count == 2 && successes[0].Name == "200" && successes[1].Name == "206")
            successes.RemoveAt(1);
        if (successes is not [var success])
            throw source.Fault($"must have exactly one 2xx response, and has {successes.Count}");
        var response = source.Resolve(success.Value);
        var description = Text(response, "description") ?? "";
        var what = $"the answer {success.Name}";
        switch (success.Name)
        {
            case "204":
                return new(null, description);
            case "200" when MediaTypes(response) is { Count: > 0 } types && types.All(IsFileType):
                return new(null, description, IsFile: true);
            case "200" or "201":
                var schema = JsonSchema(response, what) ?? throw source.Fault($"{what} has no content; use 204");
                return new(NamedModel(schema, what, Usage.Response), description);
            case "202":
                var accepted = JsonSchema(response, what) ?? throw source.Fault($"{what} has no content");
                var model = NamedModel(accepted, what, Usage.Response);
                return model.Name == "Job" ? new(null, description, JobItem: JobItem(operation)) : new(model, description);
            default:
                throw source.Fault($"the status {success.Name} is not supported");
        }
    }

    private ApiType JobItem(JsonElement operation) =>
        Text(operation, "x-result-item") is { } name
            ? schemas.Named(name, Usage.Response)
            : throw source.Fault("starts a job, and does not say with x-result-item what the rows of its result are");

    private static List<string> MediaTypes(JsonElement holder) =>
        Child(holder, "content") is { } content ? [.. content.EnumerateObject().Select(type => type.Name)] : [];

    private static bool IsFileType(string type) =>
        FileTypes.Contains(type) || type.StartsWith("image/", StringComparison.Ordinal);

    private JsonElement? JsonSchema(JsonElement holder, string what)
    {
        if (Child(holder, "content") is not { } content || !content.EnumerateObject().Any())
            return null;
        if (content.EnumerateObject().Select(type => type.Name).FirstOrDefault(type => type != "application/json") is { } other)
            throw source.Fault($"{what} in {other} is not supported yet");
        return content.GetProperty("application/json").GetProperty("schema");
    }

    private ApiType NamedModel(JsonElement schema, string what, Usage usage) =>
        source.SchemaName(schema) is not null && schemas.TypeOf(schema, what, usage) is { Kind: TypeKind.Model } type
            ? type
            : throw source.Fault($"{what} must be a named object schema");

    private Dictionary<int, string> ReadFailures(JsonElement operation)
    {
        var failures = new Dictionary<int, string>();
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            if (int.TryParse(response.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 400)
                failures[status] = Text(source.Resolve(response.Value), "description") ?? "";
            else if (response.Name.Contains('X', StringComparison.OrdinalIgnoreCase))
                throw source.Fault($"the status range {response.Name} is not supported");
        }
        return failures;
    }

    private sealed record Answer(ApiType? Type, string Description, bool IsFile = false, ApiType? JobItem = null);
}
