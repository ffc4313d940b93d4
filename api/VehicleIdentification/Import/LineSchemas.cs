using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.VehicleIdentification.Import.Kinds;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// The JSON Schemas (2020-12) of import files, made from the records that the files are read into. What refers to other
/// lines, such as a code that must be known, no schema tells: the import checks it.
/// </summary>
internal static class LineSchemas
{
    /// <summary>Schemas by the name of their file.</summary>
    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>
    {
        ["manifest"] = () => Of(ImportJson.Default.ImportManifest, "What an import consists of: manifest.json beside its files."),
        ["brands"] = () => OfLine(ImportJson.Default.BrandLine, "A brand. Rights of callers name it by its code."),
        ["wmis"] = () => OfLine(ImportJson.Default.WmiLine, "A world manufacturer identifier (ISO 3780)."),
        ["plants"] = () => OfLine(ImportJson.Default.PlantLine, "A plant, by WMI and character 11 of the VIN."),
        ["paints"] = () => OfLine(ImportJson.Default.PaintLine, "A paint."),
        ["upholsteries"] = () => OfLine(ImportJson.Default.UpholsteryLine, "An upholstery."),
        ["options"] = () => OfLine(ImportJson.Default.OptionLine, "An option. Its code has its meaning only together with the product type."),
        ["models"] = () => OfLine(ImportJson.Default.ModelLine, "A model: what all vehicles with one type key have in common."),
        ["vehicles"] = () => OfLine(ImportJson.Default.VehicleLine, "A vehicle."),
        ["mileages"] = () => Of(ImportJson.Default.MileageLine, "A mileage that a vehicle showed. Mileages are no part of a release and are only ever raised."),
    };

    private static string OfLine(JsonTypeInfo line, string meaning) => Of(line, meaning + " One line of NDJSON, or one record of CSV.");

    private static string Of(JsonTypeInfo type, string meaning)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = type.Type.Name.Replace("Import", "", StringComparison.Ordinal).Replace("Line", "", StringComparison.Ordinal),
            ["description"] = meaning,
        };
        foreach (var (keyword, value) in ObjectOf(type, form: null).ToList())
            schema[keyword] = value!.DeepClone();
        return schema.ToJsonString(Written).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
    }

    private static JsonSerializerOptions Written { get; } = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject ObjectOf(JsonTypeInfo type, string? form)
    {
        var properties = type.Properties.Where(property => FieldOf(property) is not null).Select(property => (Json: property, Field: FieldOf(property)!)).ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Json.Name, (JsonNode?)SchemaOf(property.Json, property.Field, form)))),
            ["additionalProperties"] = false,
        };
        var needed = Names(properties.Where(property => property.Field.IsNeeded));
        if (typeof(ImportLine).IsAssignableFrom(type.Type))
        {
            schema["required"] = Names(properties.Where(property => property.Field.IsKey));
            schema["if"] = new JsonObject { ["properties"] = new JsonObject { ["gone"] = new JsonObject { ["const"] = true } }, ["required"] = new JsonArray("gone") };
            schema["else"] = new JsonObject { ["required"] = needed };
        }
        else if (needed.Count > 0)
        {
            schema["required"] = needed;
        }

        return schema;
    }

    private static JsonArray Names(IEnumerable<(JsonPropertyInfo Json, LineFieldAttribute Field)> properties) =>
        new([.. properties.Select(property => JsonValue.Create(property.Json.Name))]);

    private static LineFieldAttribute? FieldOf(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(LineFieldAttribute), inherit: true).OfType<LineFieldAttribute>().FirstOrDefault();

    private static JsonObject SchemaOf(JsonPropertyInfo property, LineFieldAttribute field, string? inherited)
    {
        var schema = ValueOf(property.PropertyType, field, field.Form ?? inherited);
        // Null is the same as absent, where a property may be absent.
        if (!field.IsKey && !field.IsNeeded)
            schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
        schema["description"] = field.Meaning;
        return schema;
    }

    private static JsonObject ValueOf(Type type, LineFieldAttribute field, string? form)
    {
        if (type == typeof(string))
            return TextOf(field, form);
        if (type == typeof(bool?))
            return new() { ["type"] = "boolean" };
        if (type == typeof(int?) || type == typeof(long?))
        {
            var number = new JsonObject { ["type"] = "integer", ["minimum"] = field.Minimum };
            if (field.Maximum > 0)
                number["maximum"] = field.Maximum;
            return number;
        }

        if (!type.IsGenericType)
            return ObjectOf(ImportJson.Default.GetTypeInfo(type)!, form);
        var entry = type.GetGenericArguments()[0];
        var list = new JsonObject
        {
            ["type"] = "array",
            ["items"] = entry == typeof(string) ? TextOf(field, form) : ObjectOf(ImportJson.Default.GetTypeInfo(entry)!, form: null),
        };
        if (field.Minimum > 0)
            list["minItems"] = field.Minimum;
        if (field.Maximum > 0)
            list["maxItems"] = field.Maximum;
        return list;
    }

    private static JsonObject TextOf(LineFieldAttribute field, string? form)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (field.Format is not null)
            text["format"] = field.Format;
        if (form is not null)
            text["pattern"] = PatternOf(form);
        if (field.Words is not null)
            text["enum"] = new JsonArray([.. WordsOf(field.Words).Select(word => JsonValue.Create(word))]);
        return text;
    }

    /// <summary>The end of the text is <c>\z</c> here and <c>$</c> in the expressions of schemas.</summary>
    private static string PatternOf(string form) =>
        ((LineForm)FieldNamed(typeof(LineForms), form)).Regex.ToString().Replace("\\z", "$", StringComparison.Ordinal);

    private static string[] WordsOf(string words) => (string[])FieldNamed(typeof(LineWords), words);

    private static object FieldNamed(Type type, string name) => type.GetField(name, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
