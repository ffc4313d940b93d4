using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the body of a PATCH: a change that knows what was set, and the properties that it may name.</summary>
internal static class PatchWriter
{
    public static void Write(CodeWriter code, ApiDocument document, ApiModel model)
    {
        code.Line();
        code.Doc("summary", model.Description);
        code.Line("/// <remarks>Only what is set or cleared is sent; everything else stays as it is.</remarks>");
        code.Line($"public sealed partial class {model.Name} : AosPatch<{model.Name}, {model.FieldsName}>;");
        code.Line();
        code.Line($"/// <summary>The properties that a <see cref=\"{model.Name}\"/> may set or clear.</summary>");
        code.Open($"public sealed partial class {model.FieldsName}");
        foreach (var property in model.Properties)
        {
            if (property != model.Properties[0])
                code.Line();
            var type = property.IsNullable ? "AosClearableField" : "AosPatchField";
            code.Doc("summary", property.Description);
            code.Obsolete(property.Obsolete);
            code.Line($"public {type}<{property.Type.Name}> {property.Name} {{ get; }} = new({CodeWriter.Literal(property.WireName)}, {document.Product}Json.Default);");
        }
        code.Close();
    }
}
