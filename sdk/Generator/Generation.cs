using Aos.Sdk.Generator.OpenApi;
using Aos.Sdk.Generator.Writing;

namespace Aos.Sdk.Generator;

/// <summary>One run: all documents of a folder become files by name.</summary>
internal static class Generation
{
    // Its answers follow the OAuth RFCs; the SDK's token code is written by hand.
    private const string OAuthProduct = "Oauth";

    public static IReadOnlyDictionary<string, string> Run(string documentFolder)
    {
        if (!Directory.Exists(documentFolder))
            throw new GenerationFault(documentFolder, "folder", "does not exist");
        var documents = Directory.EnumerateFiles(documentFolder, "*.json")
            .Order(StringComparer.Ordinal)
            .Where(file => DocumentReader.ProductOf(file) != OAuthProduct)
            .Select(DocumentReader.Read)
            .ToList();
        if (documents.GroupBy(document => document.Product).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            throw new GenerationFault(doubled.Last().FileName, $"product {doubled.Key}", "has a second document, and more than one version per product is not supported");

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["AosClient.g.cs"] = AosClientWriter.Write(documents),
        };
        foreach (var document in documents)
        {
            files[$"{document.Product}.Enums.g.cs"] = EnumsWriter.Write(document);
            files[$"{document.Product}.Models.g.cs"] = ModelsWriter.Write(document);
            files[$"{document.Product}.Clients.g.cs"] = ClientsWriter.Write(document);
            files[$"{document.Product}.Json.g.cs"] = JsonWriter.Write(document);
        }
        return files;
    }
}
