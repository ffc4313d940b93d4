using System.Text.Json.Nodes;
using Aos.Api.Platform.Versions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>
/// <c>deprecated</c> with <c>x-deprecated-since</c>, <c>x-sunset</c> and <c>x-replaced-by</c>, for operations that are to end and for all of a version that is;
/// the successor of the whole version is its next one.
/// </summary>
internal sealed class DeprecationFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        var (mark, product) = (facts.Find<DeprecatedAttribute>(), facts.Find<ApiProduct>());
        if ((mark?.Since ?? product?.DeprecatedAt) is not { } since)
            return;
        operation.Deprecated = true;
        operation.AddExtension("x-deprecated-since", new JsonNodeExtension(DeprecatedAttribute.TextOf(since)));
        if ((mark?.Sunset ?? product?.SunsetAt) is { } sunset)
            operation.AddExtension("x-sunset", new JsonNodeExtension(DeprecatedAttribute.TextOf(sunset)));
        if (mark?.ReplacedBy is { } successor)
            operation.AddExtension("x-replaced-by", new JsonNodeExtension(successor));
        foreach (var response in operation.Responses!.Where(response => response.Key.StartsWith('2')).Select(response => response.Value).OfType<OpenApiResponse>())
        {
            foreach (var (name, header) in ResponseHeaders.Refer(context.Document, ["Deprecation", "Sunset"]))
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = header;
        }
    }
}
