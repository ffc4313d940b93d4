using System.Text.Json;
using static Aos.Sdk.Generator.OpenApi.DocumentSource;

namespace Aos.Sdk.Generator.OpenApi;

/// <summary>Reads a schema of known texts.</summary>
internal static class EnumReader
{
    public static ApiEnum Read(DocumentSource source, string name, JsonElement schema, JsonElement values)
    {
        if (Text(schema, "type") != "string" || values.EnumerateArray().Any(value => value.ValueKind is not JsonValueKind.String))
            throw source.Fault($"the enum {name} must be of type string, without null");
        var names = new MemberNames(source, name, ["Value", "IsKnown", "Of"]);
        return new ApiEnum(
            name,
            Text(schema, "description") ?? name,
            [.. values.EnumerateArray().Select(value => value.GetString()!).Select((text, index) =>
                new ApiEnumValue(text, names.Take(text, MemberName(text)), Description(schema, text, index)))]);
    }

    // Sort orders come as "-createdAt".
    private static string MemberName(string text) =>
        text.StartsWith('-') && text.Length > 1 ? Naming.Pascal(text[1..]) + "Descending" : Naming.Pascal(text);

    // A list in the order of the values, or an object by them.
    private static string Description(JsonElement schema, string text, int index) => Child(schema, "x-enum-descriptions") switch
    {
        { ValueKind: JsonValueKind.Array } texts when index < texts.GetArrayLength() => texts[index].GetString()!,
        { ValueKind: JsonValueKind.Object } texts when Text(texts, text) is { } description => description,
        _ => $"The value “{text}”.",
    };
}
