using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.Platform.Docs;

/// <summary>An answer with this error, as a caller sees it.</summary>
internal static class ProblemExample
{
    private const string RequestId = "0193f3a2b4c87d1e9a5f60718293a4b5";

    private static readonly JsonSerializerOptions Indented =
        new(PlatformJson.Default.Options) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Errors about fields name them.
    private static readonly Dictionary<string, FieldError> Fields = new()
    {
        ["request.body-unreadable"] = new() { Pointer = "/displayName", Code = FieldCodes.Unknown, Detail = "The operation does not know this property." },
        ["request.fields-invalid"] = new() { Pointer = "/name", Code = FieldCodes.Required, Detail = "The name is missing." },
        ["request.parameter-invalid"] = new() { Parameter = "limit", Code = FieldCodes.ValueNotPermitted, Detail = "The value must be between 1 and 200." },
        ["request.header-invalid"] = new() { Header = "If-Match", Code = FieldCodes.FormatInvalid, Detail = "Send the ETag with its quotes." },
    };

    /// <summary>The headers that belong to the problem, one a line.</summary>
    internal static string Headers(ApiError error)
    {
        var headers = $"""
            Content-Type: {ProblemWriter.MediaType}
            Content-Language: en
            AOS-Error-Code: {error.Code}
            X-Request-Id: {RequestId}
            """;
        return error.Status switch
        {
            StatusCodes.Status401Unauthorized => headers + "\nWWW-Authenticate: Bearer",
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => headers + "\nRetry-After: 1",
            _ => headers,
        };
    }

    /// <summary>The body as indented JSON.</summary>
    internal static string Json(ApiError error, string origin) => JsonSerializer.Serialize(Of(error, origin), Indented);

    private static Problem Of(ApiError error, string origin) => new()
    {
        Type = $"{origin}{ProblemPages.Path}/{error.Code}",
        Title = error.Title.En,
        Status = error.Status,
        Detail = string.Format(CultureInfo.InvariantCulture, error.Detail.En, [.. error.Example]),
        Instance = InstanceOf(error),
        Code = error.Code,
        RequestId = RequestId,
        Errors = Fields.TryGetValue(error.Code, out var field) ? [field] : null,
        ViolatedPolicies = error.Code == "limits.rate-limit-exceeded" ? ["second"] : null,
        Resolution = error.Action is { } action ? new Resolution
        {
            Action = action,
            Text = ResolutionTexts.Of(error, error.ResolutionPath is not null).En,
            Url = error.ResolutionPath is { } path ? origin + path : null,
            Scope = error.NamesScope ? error.Example[0] : null,
        }
        : null,
    };

    private static string InstanceOf(ApiError error) => error.Code.Split('.')[0] switch
    {
        "vehicle-identification" or "auth" or "access" or "limits" or "service" => "/vehicle-identification/v1/vehicles/WBAUV71070A193748",
        "paging" => "/vehicle-identification/v1/vehicles",
        _ when error.Code == "request.parameter-invalid" => "/vehicle-identification/v1/vehicles",
        _ when error.Status is 404 or 405 or 406 => "/vehicle-identification/v1/vehicles/WBAUV71070A193748",
        _ => "/administration/v1/clients",
    };
}
