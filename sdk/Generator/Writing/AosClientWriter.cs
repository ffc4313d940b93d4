using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Writes the part of <c>AosClient</c> that has a property per product.</summary>
internal static class AosClientWriter
{
    public static string Write(IReadOnlyList<ApiDocument> documents)
    {
        var code = new CodeWriter();
        code.Header(documents.Select(document => $"openapi/{document.FileName}, SHA-256 {document.Hash}"), [], "Aos.Sdk");
        code.Line();
        code.Open("public sealed partial class AosClient");
        foreach (var document in documents)
        {
            if (document != documents[0])
                code.Line();
            var type = $"{document.Product}.{document.Product}Client";
            code.Doc("summary", document.Description.TrimEnd('.') + ".");
            code.Line($"public global::Aos.Sdk.{type} {document.Product} => field ??= new(Transport);");
        }
        code.Close();
        return code.ToString();
    }
}
