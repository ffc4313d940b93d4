using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the client of a product and one client per noun below it.</summary>
internal static class ClientsWriter
{
    public static string Write(ApiDocument document)
    {
        var code = CodeWriter.Begin(document);
        code.Line();
        WriteProduct(code, document);
        foreach (var tag in document.Tags)
        {
            code.Line();
            WriteTag(code, document, tag);
        }
        return code.ToString();
    }

    private static void WriteProduct(CodeWriter code, ApiDocument document)
    {
        code.Doc("summary", document.Description.TrimEnd('.') + ".");
        code.Open($"public sealed partial class {document.Product}Client");
        code.Open($"internal {document.Product}Client(AosTransport transport)");
        foreach (var tag in document.Tags)
            code.Line($"{tag.Name} = new {tag.Name}Client(transport);");
        code.Close();
        foreach (var tag in document.Tags)
        {
            code.Line();
            code.Doc("summary", tag.Description);
            code.Line($"public {tag.Name}Client {tag.Name} {{ get; }}");
        }
        code.Close();
    }

    private static void WriteTag(CodeWriter code, ApiDocument document, ApiTag tag)
    {
        code.Doc("summary", tag.Description);
        code.Open($"public sealed partial class {tag.Name}Client");
        code.Line("private readonly AosTransport _transport;");
        code.Line();
        code.Line($"internal {tag.Name}Client(AosTransport transport) => _transport = transport;");
        foreach (var operation in tag.Operations)
            new OperationWriter(code, document, tag, operation).Write();
        code.Close();
    }
}
