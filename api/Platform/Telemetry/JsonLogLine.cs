using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// One line of JSON per event. The framework's own formatter cannot mask secrets, and it writes the scope value
/// <c>RequestPath</c>, which holds VINs.
/// </summary>
internal static class JsonLogLine
{
    // The encoder escapes every control character, line and paragraph separators included.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    // A line is made for every request, so each thread keeps its buffers.
    [ThreadStatic]
    private static State? t_state;

    /// <summary>The line with its line feed; valid until the thread makes the next one.</summary>
    internal static ReadOnlySpan<byte> Make<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, DateTimeOffset now)
    {
        var state = t_state ??= new();
        state.Begin();
        WriteEvent(state, entry, scopes, now);
        state.Json.Flush();
        state.Buffer.Write("\n"u8);
        var line = state.Buffer.WrittenSpan;
        return SecretMask.MayHold(line) ? Encoding.UTF8.GetBytes(SecretMask.Apply(Encoding.UTF8.GetString(line))) : line;
    }

    private static void WriteEvent<TState>(State state, in LogEntry<TState> entry, IExternalScopeProvider? scopes, DateTimeOffset now)
    {
        var json = state.Json;
        json.WriteStartObject();
        Span<char> time = stackalloc char[24];
        now.UtcDateTime.TryFormat(time, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteString("time", time[..length]);
        json.WriteString("level", LevelName(entry.LogLevel));
        json.WriteString("category", entry.Category);
        if (entry.EventId.Name is { } name)
            json.WriteString("event", name);
        json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
        if (entry.Exception is not null)
            json.WriteString("exception", entry.Exception.ToString());
        WriteValues(state, entry.State);
        scopes?.ForEachScope(static (scope, state) => WriteValues(state, scope), state);
        json.WriteEndObject();
    }

    private static void WriteValues(State state, object? source)
    {
        if (source is IReadOnlyList<KeyValuePair<string, object?>> list)
            for (var i = 0; i < list.Count; i++)
                WriteValue(state, list[i]);
        else if (source is IEnumerable<KeyValuePair<string, object?>> values)
            foreach (var value in values)
                WriteValue(state, value);
    }

    private static void WriteValue(State state, KeyValuePair<string, object?> value)
    {
        if (value.Key is "{OriginalFormat}" or "RequestPath")
            return;
        var name = Names.GetOrAdd(value.Key, JsonNamingPolicy.CamelCase.ConvertName);
        if (!state.Written.Add(name))
            return;
        state.Json.WritePropertyName(name);
        LogValue.Write(state.Json, value.Value);
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

    private sealed class State
    {
        private static readonly string[] Own = ["time", "level", "category", "event", "message", "exception"];

        public State() => Json = new(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(1024);

        public Utf8JsonWriter Json { get; }

        /// <summary>Names that stand in the line already; the first value of a name counts.</summary>
        public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

        public void Begin()
        {
            Buffer.ResetWrittenCount();
            Json.Reset(Buffer);
            Written.Clear();
            foreach (var name in Own)
                Written.Add(name);
        }
    }
}
