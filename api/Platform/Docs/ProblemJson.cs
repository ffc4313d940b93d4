using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Docs;

/// <summary>The error codes for programs.</summary>
internal static class ProblemJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One code with everything its page tells.</summary>
    internal static string Of(ApiError error, string origin) => Text(json =>
    {
        json.WriteStartObject();
        WriteFacts(json, error, origin);
        json.WriteString("cause", error.Cause);
        json.WriteString("cure", error.Cure);
        if (error.Action is { } action)
            json.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(action.ToString()));
        json.WriteString("since", error.Since);
        json.WritePropertyName("example");
        json.WriteRawValue(ProblemExample.Json(error, origin));
        json.WriteEndObject();
    });

    /// <summary>All codes with status and title.</summary>
    internal static string List(string origin) => Text(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var (title, errors) in ErrorCatalogue.Groups)
            foreach (var error in errors)
            {
                json.WriteStartObject();
                WriteFacts(json, error, origin);
                json.WriteString("group", title);
                json.WriteEndObject();
            }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteFacts(Utf8JsonWriter json, ApiError error, string origin)
    {
        json.WriteString("code", error.Code);
        json.WriteString("type", $"{origin}{ProblemPages.Path}/{error.Code}");
        json.WriteNumber("status", error.Status);
        json.WriteStartObject("title");
        json.WriteString("en", error.Title.En);
        json.WriteString("de", error.Title.De);
        json.WriteEndObject();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Options))
            write(json);
        return Encoding.UTF8.GetString(body.ToArray()) + "\n";
    }
}
