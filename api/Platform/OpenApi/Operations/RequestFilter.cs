using Aos.Api.Platform.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>The request: its body is required, and its headers are the shared ones.</summary>
internal sealed class RequestFilter : IOperationFilter
{
    private const string JsonType = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        if (facts.Find<RequestFormAttribute>() is { } form)
            operation.RequestBody = Form(context, form.Type);
        if (facts.Find<StreamedBodyAttribute>() is { } file)
            operation.RequestBody = new OpenApiRequestBody { Description = file.MayBeCoded ? "The file; `Content-Encoding: gzip` is accepted." : "The file.", Content = FileBodies.Describe(file.MediaTypes, file.MaxBytes) };
        if (operation.RequestBody is OpenApiRequestBody body)
            Complete(body, context);

        var parameters = (operation.Parameters ?? []).Where(parameter => parameter.In != ParameterLocation.Header).ToList();
        foreach (var parameter in parameters.OfType<OpenApiParameter>())
            Simplify(parameter);
        parameters.AddRange(HeadersOf(facts).Select(name => RequestHeaders.Refer(context.Document, name)));
        operation.Parameters = parameters.Count > 0 ? parameters : null;
    }

    private static OpenApiRequestBody Form(OperationFilterContext context, Type type) => new()
    {
        Description = "The form.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/x-www-form-urlencoded"] = new() { Schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository) },
        },
    };

    private static void Complete(OpenApiRequestBody body, OperationFilterContext context)
    {
        body.Required = true;
        if (body.Content is { } content && content.TryGetValue(JsonType, out var json))
            body.Content = new Dictionary<string, OpenApiMediaType> { [context.ApiDescription.HttpMethod == HttpMethods.Patch ? MergePatch.MediaType : JsonType] = new() { Schema = PlainReference(json.Schema) } };
        var parameter = context.ApiDescription.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source.Id == "Body");
        if (string.IsNullOrEmpty(body.Description) && parameter is not null)
            body.Description = "The values.";
    }

    /// <summary>The parameter itself has description and example, so that its schema needs none.</summary>
    private static void Simplify(OpenApiParameter parameter)
    {
        if (parameter.Schema is not OpenApiSchema schema)
            return;
#pragma warning disable CS0618 // OpenAPI 3.0 has this form and no other.
        schema.Example = null;
#pragma warning restore CS0618
        parameter.Schema = PlainReference(schema);
    }

    /// <summary>What is described elsewhere is a plain reference.</summary>
    private static IOpenApiSchema? PlainReference(IOpenApiSchema? schema) => schema is OpenApiSchema { AllOf: [var only], Properties: null or { Count: 0 } } ? only : schema;

    private static IEnumerable<string> HeadersOf(OperationFacts facts)
    {
        if (facts.IsTolerant)
            yield break;
        if (facts.IsIdempotent)
            yield return RequestHeaders.IdempotencyKey;
        if (facts.ChangesVersion)
            yield return RequestHeaders.IfMatch;
        if (facts.IsGet)
            yield return RequestHeaders.IfNoneMatch;
        yield return RequestHeaders.AcceptLanguage;
        yield return RequestHeaders.RequestId;
    }
}
