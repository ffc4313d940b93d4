using System.Text.Json;

namespace Aos.Sdk.Generator.OpenApi;

/// <summary>The JSON of a document, and the place at which the reader is, for faults.</summary>
internal sealed class DocumentSource(string fileName, JsonElement root)
{
    public string FileName => fileName;
    public JsonElement Root => root;

    /// <summary>The operation that is read.</summary>
    public string Place { get; set; } = "document";

    public GenerationFault Fault(string what) => new(fileName, Place, what);

    /// <summary>What a local reference points to; other elements are given back.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        if (Text(element, "$ref") is not { } reference)
            return element;
        var target = root;
        foreach (var step in reference.StartsWith("#/", StringComparison.Ordinal) ? reference[2..].Split('/') : throw Fault($"the reference {reference} leaves the document"))
        {
            if (!target.TryGetProperty(step, out target))
                throw Fault($"the reference {reference} points to nothing");
        }
        return target;
    }

    /// <summary>Name of the schema that is meant by a reference, or by an <c>allOf</c> with one reference (the 3.0 form of a nullable one).</summary>
    public string? SchemaName(JsonElement schema)
    {
        const string Prefix = "#/components/schemas/";
        if (schema.TryGetProperty("allOf", out var parts))
        {
            return parts.GetArrayLength() == 1 && SchemaName(parts[0]) is { } name && !schema.TryGetProperty("properties", out _)
                ? name
                : throw Fault("allOf with more than one reference is not supported");
        }
        return Text(schema, "$ref") switch
        {
            null => null,
            { } reference when reference.StartsWith(Prefix, StringComparison.Ordinal) => reference[Prefix.Length..],
            { } reference => throw Fault($"the reference {reference} is no schema of the document"),
        };
    }

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    public static JsonElement? Child(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The text of <c>[Obsolete]</c>, or null for what is not deprecated.</summary>
    public static string? Obsolete(JsonElement element)
    {
        if (!Flag(element, "deprecated"))
            return null;
        var end = Text(element, "x-sunset") is { } sunset ? $", ends on {sunset}" : "";
        var successor = Text(element, "x-replaced-by") is { } replacement ? $"; use {replacement}" : "";
        return $"Deprecated{end}{successor}.";
    }
}
