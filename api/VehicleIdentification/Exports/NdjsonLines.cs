using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>Values one a line, as answers write them.</summary>
internal static class NdjsonLines
{
    /// <summary>The bytes of some values.</summary>
    public static ReadOnlyMemory<byte> Write<T>(IEnumerable<T> values, JsonSerializerOptions json)
    {
        var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T));
        var bytes = new ArrayBufferWriter<byte>(64 * 1024);
        using var writer = new Utf8JsonWriter(bytes, new() { Encoder = json.Encoder, SkipValidation = true });
        foreach (var value in values)
        {
            JsonSerializer.Serialize(writer, value, type);
            writer.Flush();
            bytes.Write("\n"u8);
            writer.Reset();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>The text of an enum value in JSON, where it has one of its own.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
