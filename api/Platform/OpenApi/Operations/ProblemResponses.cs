using System.Globalization;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Docs;
using Aos.Api.Platform.Errors;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>
/// The problems of a document, described once per status. Each names the codes of the catalogue that have its status:
/// those of the platform and those of the document's own area.
/// </summary>
internal sealed class ProblemResponses(OperationFilterContext context, bool isTolerant)
{
    /// <summary>Origin in examples; the documents are the same wherever the API runs.</summary>
    private const string ExampleOrigin = "https://api.example.com";

    /// <summary>Areas whose operations stand in documents of other names.</summary>
    private static readonly string[] SharedAreas = ["accounts", "organisations", "publications"];
    private static readonly string[] DocumentsOfShared = ["portal", "administration"];

    private static readonly string[] PlatformAreas = ["request", "auth", "access", "limits", "paging", "precondition", "idempotency", "service", "jobs"];

    /// <summary>Name of a status, a sentence without its full stop.</summary>
    public static string Title(string status) => status switch
    {
        "400" => "Malformed request",
        "401" => "No or bad credentials",
        "402" => "Access suspended or to be paid",
        "403" => "Scope, permission or product access missing",
        "404" => "Not found",
        "406" => "JSON is ruled out by Accept",
        "409" => "Conflict with the current state",
        "410" => "Expired",
        "412" => "Changed since you read it",
        "413" => "Body too large",
        "415" => "Body in another form than JSON",
        "416" => "The range is not in the file",
        "422" => "At least one value breaks a rule",
        "428" => "If-Match missing",
        "429" => "Too many requests",
        "500" => "Fault of the service",
        "503" => "Temporarily unavailable",
        "default" => "Any other failure",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a title."),
    };

    /// <summary>Refers to the answer of a status, and describes it where the document does not know it yet.</summary>
    public IOpenApiResponse Refer(string status)
    {
        var document = context.Document;
        document.Components ??= new();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        var name = status == "default" ? "Problem" : "Problem" + status;
        if (!document.Components.Responses.ContainsKey(name))
            document.Components.Responses[name] = Describe(status);
        return new OpenApiResponseReference(name, document);
    }

    private OpenApiResponse Describe(string status)
    {
        var errors = ErrorsOf(status);
        var codes = errors.Count > 0 ? " Codes: " + string.Join(", ", errors.Select(error => $"`{error.Code}`")) + "." : "";
        var media = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository) };
        media.Example = JsonNode.Parse(ProblemExample.Json(errors.FirstOrDefault() ?? ServiceErrors.Internal, ExampleOrigin));
        return new()
        {
            Description = Title(status) + "." + codes,
            Headers = ResponseHeaders.Refer(context.Document, HeadersOf(status)),
            Content = new Dictionary<string, OpenApiMediaType> { [ProblemWriter.MediaType] = media },
        };
    }

    /// <summary>Errors with this status, those of the own area first: they make the best example.</summary>
    private List<ApiError> ErrorsOf(string status)
    {
        var area = context.DocumentName[..context.DocumentName.IndexOf('.', StringComparison.Ordinal)];
        return [.. ErrorCatalogue.ByCode.Values
            .Where(error => error.Status.ToString(CultureInfo.InvariantCulture) == status)
            .Select(error => (Error: error, Area: error.Code.Split('.')[0]))
            .Where(found => found.Area == area || PlatformAreas.Contains(found.Area) || (SharedAreas.Contains(found.Area) && DocumentsOfShared.Contains(area)))
            .OrderBy(found => found.Area == area ? 0 : SharedAreas.Contains(found.Area) ? 1 : 2).ThenBy(found => found.Error.Code, StringComparer.Ordinal)
            .Select(found => found.Error)];
    }

    private IEnumerable<string> HeadersOf(string status)
    {
        string[] ofProduct = isTolerant ? [] : ["AOS-Contract", "api-supported-versions", "RateLimit-Policy", "RateLimit"];
        string[] always = ["X-Request-Id", .. ofProduct, "AOS-Error-Code", "Content-Language", "Cache-Control"];
        return status switch
        {
            "401" or "403" => [.. always, "WWW-Authenticate"],
            "409" or "429" or "503" => [.. always, "Retry-After"],
            _ => always,
        };
    }
}
