using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Checks a value against a JSON Schema (2020-12), as far as the schemas of imports use it; a keyword that it does not know is a fault.</summary>
internal sealed class LineSchema(string path)
{
    private static readonly HashSet<string> Known =
    [
        "$schema", "title", "description", "type", "properties", "additionalProperties", "required", "items", "minItems", "maxItems", "enum", "const",
        "pattern", "format", "minimum", "maximum", "if", "else",
    ];

    private readonly JsonObject _schema = JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    /// <summary>What is wrong, each with its place; empty if nothing is.</summary>
    public List<string> Faults(JsonNode? value)
    {
        var faults = new List<string>();
        Check(value, _schema, "$", faults);
        return faults;
    }

    private static void Check(JsonNode? value, JsonObject schema, string at, List<string> faults)
    {
        faults.AddRange(schema.Select(keyword => keyword.Key).Where(keyword => !Known.Contains(keyword)).Select(keyword => $"{at}: unknown keyword {keyword}"));
        if (schema["type"] is { } type && !(type as JsonArray ?? [type.DeepClone()]).Any(one => IsOf((string)one!, value)))
        {
            faults.Add($"{at}: is no {type.ToJsonString()}");
            return;
        }

        if (schema["enum"] is { } words && !words.AsArray().Any(word => JsonNode.DeepEquals(word, value)) && value is not null)
            faults.Add($"{at}: is none of the words");
        if (schema.TryGetPropertyValue("const", out var only) && !JsonNode.DeepEquals(only, value))
            faults.Add($"{at}: is not {only}");
        if (value is JsonObject properties)
            CheckObject(properties, schema, at, faults);
        else if (value is JsonArray items)
            CheckArray(items, schema, at, faults);
        else if (value?.GetValueKind() == JsonValueKind.String)
            CheckText((string)value!, schema, at, faults);
        else if (value?.GetValueKind() == JsonValueKind.Number && ((decimal)value < ((decimal?)schema["minimum"] ?? (decimal)value) || (decimal)value > ((decimal?)schema["maximum"] ?? (decimal)value)))
            faults.Add($"{at}: is out of range");
        if (schema["if"] is { } condition && schema["else"] is { } otherwise)
        {
            var unmet = new List<string>();
            Check(value, condition.AsObject(), at, unmet);
            if (unmet.Count > 0)
                Check(value, otherwise.AsObject(), at, faults);
        }
    }

    private static void CheckObject(JsonObject value, JsonObject schema, string at, List<string> faults)
    {
        var known = schema["properties"]?.AsObject() ?? [];
        foreach (var (name, item) in value)
            if (known[name] is { } property)
                Check(item, property.AsObject(), $"{at}.{name}", faults);
            else if ((bool?)schema["additionalProperties"] == false)
                faults.Add($"{at}.{name}: is not known");
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!value.ContainsKey((string)name!))
                faults.Add($"{at}.{name}: is missing");
    }

    private static void CheckArray(JsonArray value, JsonObject schema, string at, List<string> faults)
    {
        if (value.Count < ((int?)schema["minItems"] ?? 0) || value.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
            faults.Add($"{at}: has {value.Count} entries");
        for (var index = 0; index < value.Count; index++)
            Check(value[index], schema["items"]!.AsObject(), $"{at}[{index}]", faults);
    }

    private static void CheckText(string value, JsonObject schema, string at, List<string> faults)
    {
        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant))
            faults.Add($"{at}: has not the form {pattern}");
        var right = (string?)schema["format"] switch
        {
            "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && value.Contains('T'),
            null => true,
            var other => throw new InvalidOperationException($"Unknown format {other}."),
        };
        if (!right)
            faults.Add($"{at}: is no {schema["format"]}");
    }

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.ToJsonString().All(char.IsAsciiDigit),
        _ => false,
    };
}
