using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>Headers of answers, described once per document.</summary>
internal static class ResponseHeaders
{
    private const string Printable = @"^[ -~]*$";

    private static readonly Dictionary<string, Func<OpenApiHeader>> All = new(StringComparer.Ordinal)
    {
        ["X-Request-Id"] = () => Text("Id of the request: yours, or one of ours. Name it when you ask for help.", @"^[A-Za-z0-9._-]{1,64}$", 64, "0197c9a46b1e7c3a9d524f0e8a7b6c5d"),
        ["AOS-Contract"] = () => Text("Version of the contract that answered, as `info.version` of its document.", @"^\d+\.\d+\.\d+$", 20, "1.0.0"),
        ["api-supported-versions"] = () => Text("Versions of the product that are served.", @"^\d+(, \d+)*$", 100, "1"),
        ["RateLimit-Policy"] = () => Text("Limits that the operation touches: name, `q` calls or units in `w` seconds. On every authenticated answer.", Printable, 500, "\"second\";q=20;w=1, \"day\";q=50000;w=86400"),
        ["RateLimit"] = () => Text("What is left of them: name, `r` calls or units for `t` seconds. On every authenticated answer.", Printable, 500, "\"second\";r=19;t=1, \"day\";r=49999;t=3600"),
        ["ETag"] = () => Text("Entity tag of the answer; for `If-None-Match` and `If-Match`.", """^"[!#-~]*"$""", 200, "\"v1\""),
        ["Last-Modified"] = () => Text("When the data took effect.", Printable, 40, "Thu, 01 Oct 2026 00:00:00 GMT"),
        ["Cache-Control"] = () => Text("How long the answer may be kept.", Printable, 200, "private, max-age=60"),
        ["Content-Language"] = () => Text("Language of the texts for people.", "^[a-z]{2}$", 2, "en"),
        ["Link"] = () => Text("Address of the next page, `rel=\"next\"`; absent on the last.", Printable, 8000, "<https://api.example.com/vehicle-identification/v1/vehicles?cursor=AbCdEfGh>; rel=\"next\""),
        ["Location"] = () => Text("Path of the new resource.", "^/[!-~]*$", 2000, "/administration/v1/clients/0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d"),
        ["Idempotency-Replayed"] = () => Text("`true` when this is the stored answer to an earlier request with the same key.", "^true$", 4, "true"),
        ["AOS-Error-Code"] = () => Text("`code` of the problem.", @"^[a-z-]+\.[a-z-]+$", 100, "request.parameter-invalid"),
        ["WWW-Authenticate"] = () => Text("What is wrong with the credentials (RFC 6750, RFC 7617).", Printable, 500, "Bearer error=\"invalid_token\""),
        ["Deprecation"] = () => Text("Since when callers should move on: `@` and seconds since 1970 (RFC 9745).", @"^@\d+$", 20, "@1793491200"),
        ["Sunset"] = () => Text("From when the operation may be gone (RFC 8594).", Printable, 40, "Fri, 31 Dec 2027 00:00:00 GMT"),
        ["Accept-Ranges"] = () => Text("`bytes`: a part of the file can be asked for with `Range`.", "^bytes$", 5, "bytes"),
        ["Repr-Digest"] = () => Text("SHA-256 of the whole file (RFC 9530).", "^sha-256=:[A-Za-z0-9+/=]+:$", 60, "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"),
        ["Content-Disposition"] = () => Text("Name under which to save the file.", Printable, 300, "attachment; filename=\"vehicle-lookup-0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d.ndjson\""),
        ["Retry-After"] = () => new OpenApiHeader
        {
            Description = "Seconds to wait before the same request is sent again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = "86400" },
            Example = JsonValue.Create(1),
        },
    };

    /// <summary>References to headers, by name; each is described where the document does not know it yet.</summary>
    public static Dictionary<string, IOpenApiHeader> Refer(OpenApiDocument document, IEnumerable<string> names)
    {
        document.Components ??= new();
        var described = document.Components.Headers ??= new Dictionary<string, IOpenApiHeader>();
        var headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            described.TryAdd(name, All[name]());
            headers[name] = new OpenApiHeaderReference(name, document);
        }

        return headers;
    }

    private static OpenApiHeader Text(string description, string pattern, int maxLength, string example) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern, MaxLength = maxLength },
        Example = JsonValue.Create(example),
    };
}
