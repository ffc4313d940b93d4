using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>Validates a value against a schema, as far as our documents use OpenAPI 3.0; a keyword that it does not know is a fault.</summary>
internal sealed class SchemaCheck(OpenApiFile file)
{
    private static readonly HashSet<string> Known =
    [
        "type", "format", "nullable", "allOf", "properties", "required", "additionalProperties", "items", "maxItems", "minItems", "enum",
        "minLength", "maxLength", "pattern", "minimum", "maximum", "description", "example", "readOnly", "x-extensible-enum", "x-enum-descriptions",
    ];

    /// <summary>What is wrong, each with its place; empty if nothing is.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value, JsonNode schema)
    {
        var faults = new List<string>();
        Check(value, file.Resolve(schema), "", faults);
        return faults;
    }

    private void Check(JsonNode? value, JsonObject schema, string at, List<string> faults)
    {
        faults.AddRange(schema.Select(keyword => keyword.Key).Where(keyword => !Known.Contains(keyword)).Select(keyword => $"{at}: unknown keyword {keyword}"));
        if (value is null)
        {
            if ((bool?)schema["nullable"] != true)
                faults.Add($"{at}: is null");
            return;
        }

        foreach (var part in schema["allOf"]?.AsArray() ?? [])
            Check(value, file.Resolve(part!), at, faults);
        if (schema["enum"] is { } values && !values.AsArray().Any(known => JsonNode.DeepEquals(known, value)))
            faults.Add($"{at}: {value} is none of the values");
        switch ((string?)schema["type"])
        {
            case "object":
                CheckObject(value, schema, at, faults);
                break;
            case "array":
                CheckArray(value, schema, at, faults);
                break;
            case "string":
                CheckText(value, schema, at, faults);
                break;
            case "integer" or "number":
                if (value.GetValueKind() is not JsonValueKind.Number || (decimal)value is var number
                    && (number < ((decimal?)schema["minimum"] ?? number) || number > ((decimal?)schema["maximum"] ?? number)))
                    faults.Add($"{at}: {value} is no number within the limits");
                break;
            case "boolean":
                if (value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
                    faults.Add($"{at}: {value} is no boolean");
                break;
            case null when schema["allOf"] is not null:
                break;
            case var other:
                faults.Add($"{at}: unknown type {other}");
                break;
        }
    }

    private void CheckObject(JsonNode value, JsonObject schema, string at, List<string> faults)
    {
        if (value is not JsonObject members)
        {
            faults.Add($"{at}: is no object");
            return;
        }

        var properties = schema["properties"]!.AsObject();
        faults.AddRange((schema["required"]?.AsArray() ?? []).Where(name => !members.ContainsKey((string)name!)).Select(name => $"{at}/{name}: is missing"));
        foreach (var (name, member) in members)
        {
            // Examples show what is told, also where answers may gain properties.
            if (properties[name] is { } property)
                Check(member, file.Resolve(property), $"{at}/{name}", faults);
            else
                faults.Add($"{at}/{name}: is unknown");
        }
    }

    private void CheckArray(JsonNode value, JsonObject schema, string at, List<string> faults)
    {
        if (value is not JsonArray items || items.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
        {
            faults.Add($"{at}: is no list within the limits");
            return;
        }

        for (var i = 0; i < items.Count; i++)
            Check(items[i], file.Resolve(schema["items"]!), $"{at}/{i}", faults);
    }

    private static void CheckText(JsonNode value, JsonObject schema, string at, List<string> faults)
    {
        if (value.GetValueKind() is not JsonValueKind.String)
        {
            faults.Add($"{at}: {value} is no text");
            return;
        }

        var text = (string)value!;
        if (text.Length < ((int?)schema["minLength"] ?? 0) || text.Length > ((int?)schema["maxLength"] ?? int.MaxValue))
            faults.Add($"{at}: {text} has {text.Length} characters");
        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)))
            faults.Add($"{at}: {text} does not fit {pattern}");
        var fits = (string?)schema["format"] switch
        {
            "binary" => true, // the text of a file
            null => true,
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.EndsWith('Z'),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "email" => System.Net.Mail.MailAddress.TryCreate(text, out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => false,
        };
        if (!fits)
            faults.Add($"{at}: {text} is no {schema["format"]}");
    }
}
