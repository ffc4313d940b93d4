using System.Text.Json.Nodes;
using Aos.Api.Platform.OpenApi.Schemas;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Documents;

/// <summary>
/// Gives every request and success answer an example: the one given for its type, or one put together from the examples
/// of its properties.
/// </summary>
internal sealed class ExamplesFilter(Examples given) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var operation in SchemaWalk.Operations(swaggerDoc))
        {
            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
                media.Example ??= Build(swaggerDoc, media.Schema!, isCreated: false);
            foreach (var (status, response) in operation.Responses!.Where(pair => pair.Value is OpenApiResponse))
                foreach (var media in response.Content?.Values ?? [])
                    media.Example ??= Build(swaggerDoc, media.Schema!, isCreated: status == "201");
        }

        foreach (var schema in swaggerDoc.Components!.Schemas!.Values.SelectMany(schema => schema.Properties?.Values ?? []).OfType<OpenApiSchema>())
            schema.Extensions?.Remove(TextFormFilter.OnlyOnCreate);
    }

    private JsonNode? Build(OpenApiDocument document, IOpenApiSchema schema, bool isCreated)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name } && given.Of(name) is { } example)
            return example;
        var concrete = SchemaWalk.Resolve(document, schema)!;
#pragma warning disable CS0618 // OpenAPI 3.0 has this form and no other.
        if (concrete.Example is { } own)
            return own.DeepClone();
#pragma warning restore CS0618
        if (concrete.Enum is [var first, ..])
            return first.DeepClone();
        if (concrete.AllOf is [var only])
            return Build(document, only, isCreated: false);
        if (concrete.Items is { } item)
            return new JsonArray(Build(document, item, isCreated: false));
        return concrete.Properties is { Count: > 0 } ? BuildObject(document, concrete, isCreated) : null;
    }

    private JsonObject BuildObject(OpenApiDocument document, OpenApiSchema schema, bool isCreated)
    {
        var example = new JsonObject();
        foreach (var (name, property) in schema.Properties!)
            if (isCreated || (property as OpenApiSchema)?.Extensions?.ContainsKey(TextFormFilter.OnlyOnCreate) != true)
                if (Build(document, property, isCreated: false) is { } value)
                    example[name] = value;
        return example;
    }
}
