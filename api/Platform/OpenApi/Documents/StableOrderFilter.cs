using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Documents;

/// <summary>Sorts what has no order of its own, so that a document changes only where the contract does.</summary>
internal sealed class StableOrderFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var components = swaggerDoc.Components!;
        components.Schemas = Sorted(components.Schemas);
        components.Responses = Sorted(components.Responses);
        components.Parameters = Sorted(components.Parameters);
        components.Headers = Sorted(components.Headers);
        foreach (var operation in SchemaWalk.Operations(swaggerDoc))
        {
            var sorted = new OpenApiResponses();
            foreach (var (status, response) in operation.Responses!.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                sorted[status] = response;
            operation.Responses = sorted;
        }
    }

    private static Dictionary<string, T>? Sorted<T>(IDictionary<string, T>? items) =>
        items?.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value);
}
