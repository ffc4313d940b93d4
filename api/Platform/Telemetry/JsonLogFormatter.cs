using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// One line of JSON per event. The framework's own formatter cannot mask secrets, and it writes the scope value
/// <c>RequestPath</c>, which holds VINs.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>Name under which the console logger finds it.</summary>
    internal const string FormatterName = "aos-json";

    // The encoder escapes every control character, line and paragraph separators included.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A line is made for every request, so each thread keeps its buffers.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_json;

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        var json = t_json ??= new Utf8JsonWriter(buffer, Options);
        json.Reset(buffer);
        WriteEvent(json, entry, scopes);
        json.Flush();
        output.WriteLine(SecretMask.Apply(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }

    private void WriteEvent<TState>(Utf8JsonWriter json, in LogEntry<TState> entry, IExternalScopeProvider? scopes)
    {
        json.WriteStartObject();
        json.WriteString("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("level", LevelName(entry.LogLevel));
        json.WriteString("category", entry.Category);
        if (entry.EventId.Name is { } name)
            json.WriteString("event", name);
        json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
        if (entry.Exception is not null)
            json.WriteString("exception", entry.Exception.ToString());
        var written = new HashSet<string>(StringComparer.Ordinal) { "time", "level", "category", "event", "message", "exception" };
        WriteValues(json, entry.State, written);
        scopes?.ForEachScope((scope, state) => WriteValues(state.json, scope, state.written), (json, written));
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, object? source, HashSet<string> written)
    {
        if (source is not IEnumerable<KeyValuePair<string, object?>> values)
            return;
        foreach (var (key, value) in values)
        {
            if (key is "{OriginalFormat}" or "RequestPath" || JsonNamingPolicy.CamelCase.ConvertName(key) is var name && !written.Add(name))
                continue;
            json.WritePropertyName(name);
            LogValue.Write(json, value);
        }
    }

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
