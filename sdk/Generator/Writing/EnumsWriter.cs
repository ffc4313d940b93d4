using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the extensible values of a document.</summary>
internal static class EnumsWriter
{
    public static string Write(ApiDocument document)
    {
        var code = CodeWriter.Begin(document, "System.Text.Json.Serialization");
        foreach (var values in document.Enums)
            Write(code, values);
        return code.ToString();
    }

    private static void Write(CodeWriter code, ApiEnum values)
    {
        code.Line();
        code.Doc("summary", values.Description);
        code.Line("/// <remarks>A newer API may answer with values that this SDK does not know; they survive, and <see cref=\"IsKnown\"/> tells.</remarks>");
        code.Line($"[JsonConverter(typeof(AosExtensibleConverter<{values.Name}>))]");
        code.Open($"public readonly record struct {values.Name} : IAosExtensible<{values.Name}>");
        code.Line("private readonly string? _value;");
        code.Line();
        code.Line("/// <summary>A value with this text, known or not.</summary>");
        code.Line("/// <param name=\"value\">The text in JSON.</param>");
        code.Line($"public {values.Name}(string value) => _value = string.IsNullOrEmpty(value) ? null : value;");
        foreach (var value in values.Values)
        {
            code.Line();
            code.Doc("summary", value.Description);
            code.Line($"public static {values.Name} {value.Name} {{ get; }} = new({CodeWriter.Literal(value.Text)});");
        }
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public string Value => _value ?? \"\";");
        code.Line();
        code.Line("/// <inheritdoc/>");
        var known = values.Values.Count == 0 ? "false" : "Value is " + string.Join(" or ", values.Values.Select(value => CodeWriter.Literal(value.Text)));
        code.Line($"public bool IsKnown => {known};");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public static {values.Name} Of(string value) => new(value);");
        code.Line();
        code.Line("/// <summary>The text in JSON.</summary>");
        code.Line("public override string ToString() => Value;");
        code.Close();
    }
}
