using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Docs;

/// <summary>An answer with this error, as a caller would see it.</summary>
internal static class ProblemExample
{
    /// <summary>The request id of every example.</summary>
    internal const string RequestId = "0193f3a2b4c87d1e9a5f60718293a4b5";

    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Errors about fields name them; their codes are the platform's own.
    private static readonly Dictionary<string, FieldError> Fields = new()
    {
        ["request.body-unreadable"] = new() { Pointer = "/displayName", Code = "unknown", Detail = "The operation does not know this property." },
        ["request.fields-invalid"] = new() { Pointer = "/name", Code = "required", Detail = "The name is missing." },
        ["request.parameter-invalid"] = new() { Parameter = "limit", Code = "value-not-permitted", Detail = "The value must be between 1 and 200." },
        ["request.header-invalid"] = new() { Header = "If-Match", Code = "format-invalid", Detail = "Send the ETag with its quotes." },
    };

    /// <summary>The body as indented JSON.</summary>
    internal static string Json(ApiError error, string origin)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Pretty))
            Write(json, error, origin);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>Writes the body as one JSON object.</summary>
    internal static void Write(Utf8JsonWriter json, ApiError error, string origin)
    {
        json.WriteStartObject();
        json.WriteString("type", $"{origin}{ProblemPages.Path}/{error.Code}");
        json.WriteString("title", error.Title.En);
        json.WriteNumber("status", error.Status);
        json.WriteString("detail", string.Format(CultureInfo.InvariantCulture, error.Detail.En, [.. error.Example]));
        json.WriteString("instance", InstanceOf(error));
        json.WriteString("code", error.Code);
        json.WriteString("requestId", RequestId);
        if (Fields.TryGetValue(error.Code, out var field))
            WriteField(json, field);
        if (error.Action is { } action)
        {
            json.WriteStartObject("resolution");
            json.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(action.ToString()));
            json.WriteString("text", ResolutionTexts.Of(action).En);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldError field)
    {
        json.WriteStartArray("errors");
        json.WriteStartObject();
        var (place, name) = field.Pointer is not null ? ("pointer", field.Pointer) : field.Parameter is not null ? ("parameter", field.Parameter) : ("header", field.Header);
        json.WriteString(place, name);
        json.WriteString("code", field.Code);
        json.WriteString("detail", field.Detail);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string InstanceOf(ApiError error) => error.Code.Split('.')[0] switch
    {
        "vehicle-identification" or "auth" or "access" or "limits" or "service" => "/vehicle-identification/v1/vehicles/WBAUV71070A193748",
        "paging" => "/vehicle-identification/v1/vehicles",
        _ when error.Code == "request.parameter-invalid" => "/vehicle-identification/v1/vehicles",
        _ when error.Status is 405 or 406 or 404 => "/vehicle-identification/v1/vehicles/WBAUV71070A193748",
        _ => "/administration/v1/clients",
    };
}
