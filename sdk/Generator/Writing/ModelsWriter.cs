using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the records of a document.</summary>
internal static class ModelsWriter
{
    public static string Write(ApiDocument document)
    {
        var code = CodeWriter.Begin(document, "System.Collections.ObjectModel", "System.Text.Json", "System.Text.Json.Serialization");
        var conversions = Conversions.Of(document);
        foreach (var model in document.Models)
        {
            if (model.IsPatch)
                PatchWriter.Write(code, document, model);
            else
                Write(code, model, [.. conversions.Where(conversion => conversion.From == model)]);
        }
        return code.ToString();
    }

    private static void Write(CodeWriter code, ApiModel model, IReadOnlyList<Conversion> conversions)
    {
        code.Line();
        code.Doc("summary", model.Description);
        code.Open($"public sealed partial record {model.Name}");
        foreach (var property in model.Properties)
        {
            if (property != model.Properties[0])
                code.Line();
            code.Doc("summary", property.Description);
            code.Obsolete(property.Obsolete);
            code.Line($"[JsonPropertyName({CodeWriter.Literal(property.WireName)})]");
            code.Line(model.IsRequestOnly ? RequestProperty(property) : ResponseProperty(property));
        }
        if (!model.IsRequestOnly)
        {
            if (model.Properties.Count > 0)
                code.Line();
            code.Line("/// <summary>Members that a newer API answers with and this SDK does not know; null if there are none.</summary>");
            code.Line("[JsonExtensionData]");
            code.Line("public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }");
        }
        foreach (var conversion in conversions)
            Write(code, conversion);
        code.Close();
    }

    private static void Write(CodeWriter code, Conversion conversion)
    {
        code.Line();
        code.Line("/// <summary>What a replacement may name, with the present values: <c>current with { … }</c> replaces only what is written there.</summary>");
        code.Line("/// <param name=\"current\">The present values.</param>");
        code.Line($"public static implicit operator {conversion.To.Name}({conversion.From.Name} current) => new()");
        code.Open();
        foreach (var (name, value) in conversion.Values)
            code.Line($"{name} = {value},");
        code.Close("};");
    }

    private static string RequestProperty(ApiProperty property) => property is { IsRequired: true, IsNullable: false }
        ? $"public required {property.Type.Name} {property.Name} {{ get; init; }}"
        : $"public {property.Type.Name}? {property.Name} {{ get; init; }}";

    // Never "required": an older API may leave a member out. An initialiser would be lost, because reading sets every
    // init property, absent ones to null; so the getter knows the value for "absent".
    private static string ResponseProperty(ApiProperty property)
    {
        var (type, name) = (property.Type.Name, property.Name);
        // An absent list says the same as an empty one.
        var mayBeNull = property.Type.Kind is not (TypeKind.List or TypeKind.Map) && (property.IsNullable || !property.IsRequired);
        if (mayBeNull)
            return $"public {type}? {name} {{ get; init; }}";
        return property.Type.Kind switch
        {
            TypeKind.Text => $"public {type} {name} {{ get => field ?? \"\"; init; }}",
            TypeKind.List or TypeKind.Bytes => $"public {type} {name} {{ get => field ?? []; init; }}",
            TypeKind.Map => $"public {type} {name} {{ get => field ?? {type["I".Length..]}.Empty; init; }}",
            TypeKind.Model => $"public {type} {name} {{ get => field ?? new(); init; }}",
            _ => $"public {type} {name} {{ get; init; }}",
        };
    }
}
