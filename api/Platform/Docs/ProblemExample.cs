using System.Globalization;
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

    /// <summary>The body as indented JSON.</summary>
    internal static string Json(ApiError error, string origin)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Pretty))
            Write(json, error, origin);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>Writes the body as one JSON object.</summary>
    internal static void Write(Utf8JsonWriter json, ApiError error, string origin)
    {
        json.WriteStartObject();
        json.WriteString("type", $"{origin}{ProblemPages.Path}/{error.Code}");
        json.WriteString("title", error.Title.En);
        json.WriteNumber("status", error.Status);
        json.WriteString("detail", string.Format(CultureInfo.InvariantCulture, error.Detail.En, [.. error.Example]));
        json.WriteString("instance", InstanceOf(error.Code));
        json.WriteString("code", error.Code);
        json.WriteString("requestId", RequestId);
        if (error.Action is { } action)
        {
            json.WriteStartObject("resolution");
            json.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(action.ToString()));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string InstanceOf(string code) => code[..code.IndexOf('.')] switch
    {
        "clients" or "administration" or "precondition" or "idempotency" => "/administration/v1/clients",
        "paging" => "/vehicle-identification/v1/vehicles",
        _ => "/vehicle-identification/v1/vehicles/WBAUV71070A193748",
    };
}
