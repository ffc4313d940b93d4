using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>Headers that requests may carry, described once per document.</summary>
internal static class RequestHeaders
{
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IfMatch = "If-Match";
    public const string IfNoneMatch = "If-None-Match";
    public const string AcceptLanguage = "Accept-Language";
    public const string RequestId = "X-Request-Id";

    /// <summary>Refers to the header, and describes it where the document does not know it yet.</summary>
    public static IOpenApiParameter Refer(OpenApiDocument document, string name)
    {
        document.Components ??= new();
        document.Components.Parameters ??= new Dictionary<string, IOpenApiParameter>();
        document.Components.Parameters.TryAdd(name, Describe(name));
        return new OpenApiParameterReference(name, document);
    }

    private static OpenApiParameter Describe(string name) => name switch
    {
        IdempotencyKey => Header(name, required: true, @"^[!-~]{1,255}$", 255, "0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d",
            "Key of your choice, new for each act (a UUID is good). A repeat with the same key and the same body within 48 hours does not act again: it gets the stored answer with `Idempotency-Replayed: true`."),
        IfMatch => Header(name, required: true, """^"[!#-~]+"$""", 200, "\"v1\"",
            "`ETag` of the state that you change. If the resource has changed since, the answer is 412."),
        IfNoneMatch => Header(name, required: false, @"^[ -~]*$", 2000, "\"v1\"",
            "`ETag` of the answer that you have. If it is still right, the answer is 304 without a body, which costs no quota."),
        AcceptLanguage => Header(name, required: false, @"^[ -~]*$", 200, "en",
            "Language of texts for people: `en` (the default) or `de`, with weights (RFC 9110). Regional tags fall back to their language; never 406."),
        RequestId => Header(name, required: false, @"^[A-Za-z0-9._-]{1,64}$", 64, "order-4711",
            "Your own id for this request; it comes back and stands in our logs. One of another form is replaced by ours."),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static OpenApiParameter Header(string name, bool required, string pattern, int maxLength, string example, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern, MaxLength = maxLength },
        Example = JsonValue.Create(example),
    };
}
