using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the serializer context of a document, so that nothing is found out by reflection at run time.</summary>
internal static class JsonWriter
{
    /// <summary>The context's property for a type; with a suffix, because a model may be named like a member of the context.</summary>
    public static string TypeInfo(ApiDocument document, ApiType type) => $"{document.Product}Json.Default.{type.Name}TypeInfo";

    public static string Write(ApiDocument document)
    {
        var code = CodeWriter.Begin(document, "System.Text.Json.Serialization");
        code.Line();
        code.Line("[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]");
        foreach (var name in document.Models.Where(model => !model.IsPatch).Select(model => model.Name).Concat(document.Enums.Select(values => values.Name)).Concat(CoreResults(document)))
            code.Line($"[JsonSerializable(typeof({name}), TypeInfoPropertyName = \"{name}TypeInfo\")]");
        foreach (var name in PatchedTypes(document))
            code.Line($"[JsonSerializable(typeof({name}))]");
        code.Line($"internal sealed partial class {document.Product}Json : JsonSerializerContext;");
        return code.ToString();
    }

    // The values that a change may set, beside models and enums, which are there already.
    private static IEnumerable<string> PatchedTypes(ApiDocument document) => document.Models.Where(model => model.IsPatch)
        .SelectMany(model => model.Properties)
        .Select(property => property.Type)
        .Where(type => type.Kind is not TypeKind.Model && document.Enums.All(values => values.Name != type.Name))
        .Select(type => type.Name)
        .Distinct()
        .Order(StringComparer.Ordinal);

    // A body or answer may itself be a type that the SDK has by hand.
    private static IEnumerable<string> CoreResults(ApiDocument document) => document.Tags
        .SelectMany(tag => tag.Operations)
        .SelectMany(operation => new[] { operation.Body?.Type, operation.Result, operation.JobItem })
        .Where(type => type is not null && document.Models.All(model => model.Name != type.Name))
        .Select(type => type!.Name)
        .Distinct()
        .Order(StringComparer.Ordinal);
}
