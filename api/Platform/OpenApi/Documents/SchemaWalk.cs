using Microsoft.OpenApi;

namespace Aos.Api.Platform.OpenApi.Documents;

/// <summary>Goes through the schemas of a document.</summary>
internal static class SchemaWalk
{
    /// <summary>A schema and everything that it holds or refers to, each once.</summary>
    public static void Visit(OpenApiDocument document, IOpenApiSchema? schema, HashSet<OpenApiSchema> visited)
    {
        if (Resolve(document, schema) is not { } concrete || !visited.Add(concrete))
            return;
        Visit(document, concrete.Items, visited);
        Visit(document, concrete.AdditionalProperties, visited);
        foreach (var part in concrete.AllOf ?? [])
            Visit(document, part, visited);
        foreach (var property in concrete.Properties?.Values ?? [])
            Visit(document, property, visited);
    }

    /// <summary>The schema itself, or the one that it refers to.</summary>
    public static OpenApiSchema? Resolve(OpenApiDocument document, IOpenApiSchema? schema) => schema switch
    {
        OpenApiSchemaReference reference => document.Components!.Schemas![reference.Reference.Id!] as OpenApiSchema,
        _ => schema as OpenApiSchema,
    };

    /// <summary>All operations of the document.</summary>
    public static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) => document.Paths.Values.SelectMany(path => path.Operations!.Values);
}
