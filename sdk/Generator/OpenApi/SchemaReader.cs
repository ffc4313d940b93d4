using System.Text.Json;
using static Aos.Sdk.Generator.OpenApi.DocumentSource;

namespace Aos.Sdk.Generator.OpenApi;

[Flags]
internal enum Usage
{
    Request = 1,
    Response = 2,
    Patch = 4,
}

/// <summary>Reads schemas, from the operations on: what no operation uses does not become a type.</summary>
internal sealed class SchemaReader(DocumentSource source)
{
    /// <summary>Schemas that all documents share; the SDK has them by hand.</summary>
    private static readonly HashSet<string> CoreModels = ["Problem", "FieldError", "Resolution", "Money", "Job", "JobResult"];

    private static readonly HashSet<string> CoreValues = ["JobStatus", "JobKind", "ResolutionAction"];

    /// <summary>Names that would hide a type which the generated code uses.</summary>
    private static readonly HashSet<string> ReservedNames =
    [
        "Task", "CancellationToken", "HttpMethod", "String", "Object", "DateOnly", "DateTimeOffset", "Guid", "JsonElement", "JsonConverter",
        "JsonPropertyName", "IReadOnlyList", "IReadOnlyDictionary", "IDictionary", "ReadOnlyDictionary", "Obsolete", "JsonSerializerContext",
        "CoreJson", "WireText", "JobProgress", "IAosPatch",
    ];

    private readonly SortedDictionary<string, ApiModel> _models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ApiEnum> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Usage> _usages = new(StringComparer.Ordinal);

    public IReadOnlyList<ApiModel> Models =>
        [.. _models.Values.Select(model => model with { IsRequestOnly = !_usages[model.Name].HasFlag(Usage.Response), IsPatch = _usages[model.Name] == Usage.Patch })];

    public IReadOnlyList<ApiEnum> Enums => [.. _enums.Values];

    /// <summary>Type of the items, if the model is a page (<c>items</c> and <c>nextCursor</c>).</summary>
    public ApiType? PageItem(ApiType type) =>
        _models.TryGetValue(type.Name, out var model) && model.Properties.Any(property => property is { WireName: "nextCursor", Type.Kind: TypeKind.Text })
            ? model.Properties.FirstOrDefault(property => property is { WireName: "items", Type.Kind: TypeKind.List })?.Type.Item
            : null;

    public ApiType TypeOf(JsonElement schema, string what, Usage usage)
    {
        foreach (var unsupported in (string[])["oneOf", "anyOf", "not", "discriminator"])
        {
            if (schema.TryGetProperty(unsupported, out _))
                throw source.Fault($"{what} has {unsupported}, which is not supported");
        }
        if (source.SchemaName(schema) is { } name)
            return Named(name, usage);
        if (schema.TryGetProperty("enum", out _))
            throw source.Fault($"{what} is an inline enum; make it a named schema");
        var (type, format) = (Text(schema, "type"), Text(schema, "format"));
        return (type, format) switch
        {
            ("string", null or "email" or "uri" or "uri-reference" or "password" or "regex" or "multiline") => new("string", TypeKind.Text),
            ("string", "uuid") => new("Guid", TypeKind.Value),
            ("string", "date") => new("DateOnly", TypeKind.Value),
            ("string", "date-time") => new("DateTimeOffset", TypeKind.Value),
            ("string", "byte") => new("byte[]", TypeKind.Bytes),
            ("integer", "int32") => new("int", TypeKind.Value),
            ("integer", "int64") => new("long", TypeKind.Value),
            ("number", "decimal") => new("decimal", TypeKind.Value),
            ("boolean", null) => new("bool", TypeKind.Value),
            ("array", null) => List(schema, what, usage),
            ("object", null) => Map(schema, what, usage),
            (null, _) => throw source.Fault($"{what} has no type"),
            _ => throw source.Fault($"{what} has the type {type} with the format {format ?? "(none)"}, which is not supported"),
        };
    }

    private ApiType List(JsonElement schema, string what, Usage usage)
    {
        var items = Child(schema, "items") ?? throw source.Fault($"{what} is a list without items");
        var item = TypeOf(items, $"an item of {what}", usage);
        return new ApiType($"IReadOnlyList<{item.Name}{NullMark(items)}>", TypeKind.List, item);
    }

    private ApiType Map(JsonElement schema, string what, Usage usage)
    {
        if (schema.TryGetProperty("properties", out _))
            throw source.Fault($"{what} is an inline object; make it a named schema");
        if (Child(schema, "additionalProperties") is not { ValueKind: JsonValueKind.Object } values)
            throw source.Fault($"{what} is an object without properties");
        var value = TypeOf(values, $"a value of {what}", usage);
        var key = Text(schema, "x-dictionaryKey") is { } keyName ? Named(keyName[(keyName.LastIndexOf('/') + 1)..], usage).Name : "string";
        return new ApiType($"IReadOnlyDictionary<{key}, {value.Name}{NullMark(values)}>", TypeKind.Map, value);
    }

    private static string NullMark(JsonElement schema) => Flag(schema, "nullable") ? "?" : "";

    /// <summary>The type of a named schema.</summary>
    public ApiType Named(string name, Usage usage)
    {
        if (CoreModels.Contains(name))
            return new ApiType(name, TypeKind.Model);
        if (CoreValues.Contains(name))
            return new ApiType(name, TypeKind.Value);
        if (!Naming.IsTypeName(name) || ReservedNames.Contains(name) || name.StartsWith("Aos", StringComparison.Ordinal))
            throw source.Fault($"the schema {name} cannot be the name of a type; use a Pascal word that the SDK does not use itself");
        if (Child(source.Root, "components") is not { } components || Child(components, "schemas") is not { } all || Child(all, name) is not { } schema)
            throw source.Fault($"the schema {name} does not exist");
        if (schema.TryGetProperty("enum", out var values))
        {
            if (!_enums.ContainsKey(name))
                _enums[name] = EnumReader.Read(source, name, schema, values);
            return new ApiType(name, TypeKind.Value);
        }
        if (!schema.TryGetProperty("properties", out var properties))
            return TypeOf(schema, $"the schema {name}", usage);
        ReadModel(name, schema, properties, usage);
        return new ApiType(name, TypeKind.Model);
    }

    private void ReadModel(string name, JsonElement schema, JsonElement properties, Usage usage)
    {
        var known = _usages.GetValueOrDefault(name);
        if (known.HasFlag(usage))
            return;
        _usages[name] = known | usage;
        if ((known | usage).HasFlag(Usage.Patch) && (known | usage) != Usage.Patch)
            throw source.Fault($"the schema {name} is the body of a PATCH and something else; use two schemas");
        // What is set as a whole is a value like any other.
        var inner = usage == Usage.Patch ? Usage.Request : usage;
        var required = Child(schema, "required") is { } list ? list.EnumerateArray().Select(entry => entry.GetString()).ToHashSet() : [];
        var names = new MemberNames(source, name, ["AdditionalProperties", "EqualityContract", "PrintMembers", "Clone", "Deconstruct"]);
        var read = properties.EnumerateObject().Select(property => new ApiProperty(
            property.Name,
            names.Take(property.Name, Naming.Pascal(property.Name)),
            TypeOf(property.Value, $"{name}.{property.Name}", inner),
            required.Contains(property.Name),
            Flag(property.Value, "nullable"),
            Text(property.Value, "description") ?? $"The value of {property.Name}.",
            Obsolete(property.Value))).ToList();
        _models[name] = new ApiModel(name, Text(schema, "description") ?? name, false, read);
    }
}
