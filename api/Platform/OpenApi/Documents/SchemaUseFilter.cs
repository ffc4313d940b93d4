using Aos.Api.Platform.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Documents;

/// <summary>
/// What follows from where a schema is used: requests are closed (an unknown property is refused), answers are open
/// (later versions of the contract add properties and values). Texts without a form get the one that all texts have.
/// </summary>
internal sealed class SchemaUseFilter : IDocumentFilter
{
    private const string FormMediaType = "application/x-www-form-urlencoded";

    // Requests refuse control characters; answers may hold line ends in long texts.
    private const string RequestText = @"^[^\u0000-\u001F\u007F]*$";
    private const string AnswerText = @"^[^\u0000-\u0009\u000B-\u001F\u007F]*$";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var answers = Answers(swaggerDoc);
        var requests = Requests(swaggerDoc);
        foreach (var (name, schema) in swaggerDoc.Components!.Schemas!)
            if (schema is OpenApiSchema { Properties.Count: > 0 } both && answers.Contains(both) && requests.Contains(both))
                throw new InvalidOperationException($"{context.DocumentName}: {name} is both request and answer; requests are closed and answers are open, so they need a type each.");

        foreach (var schema in answers)
        {
            schema.AdditionalPropertiesAllowed = true;
            if (schema.Enum is { Count: > 0 })
                schema.AddExtension("x-extensible-enum", new JsonNodeExtension(true));
        }

        foreach (var schema in requests)
            SetLimits(schema, RequestText);
        foreach (var schema in answers)
            SetLimits(schema, AnswerText);
        OpenForms(swaggerDoc);
    }

    private static HashSet<OpenApiSchema> Answers(OpenApiDocument document)
    {
        var found = new HashSet<OpenApiSchema>();
        var shared = document.Components!.Responses?.Values ?? [];
        foreach (var media in SchemaWalk.Operations(document).SelectMany(operation => operation.Responses!.Values).OfType<OpenApiResponse>()
            .Concat(shared.OfType<OpenApiResponse>()).SelectMany(response => response.Content?.Values ?? []))
            SchemaWalk.Visit(document, media.Schema, found);
        return found;
    }

    private static HashSet<OpenApiSchema> Requests(OpenApiDocument document)
    {
        var found = new HashSet<OpenApiSchema>();
        foreach (var operation in SchemaWalk.Operations(document))
        {
            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
                SchemaWalk.Visit(document, media.Schema, found);
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                SchemaWalk.Visit(document, parameter.Schema, found);
        }

        return found;
    }

    /// <summary>Forms follow their RFCs: unknown parameters are ignored.</summary>
    private static void OpenForms(OpenApiDocument document)
    {
        foreach (var body in SchemaWalk.Operations(document).Select(operation => operation.RequestBody?.Content))
            if (body?.TryGetValue(FormMediaType, out var form) == true)
                SchemaWalk.Resolve(document, form.Schema)!.AdditionalPropertiesAllowed = true;
    }

    private static void SetLimits(OpenApiSchema schema, string text)
    {
        if (schema.Enum is { Count: > 0 } || schema.Type is not { } type)
            return;
        if (type.HasFlag(JsonSchemaType.Array))
            schema.MaxItems ??= FieldRules.DefaultMaxItems;
        if (!type.HasFlag(JsonSchemaType.String))
            return;
        schema.MaxLength ??= FieldRules.DefaultMaxLength;
        if (schema.Format is null)
            schema.Pattern ??= text;
    }
}
