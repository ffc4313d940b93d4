using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Parses a line of NDJSON and tells in plain words what is wrong with it.</summary>
internal static class StrictLine
{
    /// <summary>The object of a line; null, with the fault reported, if it is none.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> json, LineCheck check) where T : class
    {
        if (bytes.StartsWith("\uFEFF"u8))
            check.Fault(null, "begins with a byte order mark; write UTF-8 without one");
        else if (!Utf8.IsValid(bytes))
            check.Fault(null, $"is not UTF-8 (byte {FirstInvalid(bytes) + 1})");
        else if (bytes.Trim(" \t\r"u8).IsEmpty)
            check.Fault(null, "is empty");
        else
            return Deserialize(bytes, json, check);
        return null;
    }

    private static T? Deserialize<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> json, LineCheck check) where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize(bytes, json) is { } line)
                return line;
            check.Fault(null, "is no JSON object");
        }
        catch (JsonException wrong)
        {
            var field = wrong.Path is null or "$" ? null : wrong.Path[1..].TrimStart('.');
            check.Fault(field, ReasonOf(wrong, field));
        }

        return null;
    }

    /// <summary>The serializer tells unknown, doubled and wrongly typed properties apart only by its sentences.</summary>
    private static string ReasonOf(JsonException wrong, string? field) =>
        wrong.InnerException is JsonException ? $"is no valid JSON at byte {wrong.BytePositionInLine + 1}"
        : wrong.Message.StartsWith("Duplicate property", StringComparison.Ordinal) ? "is there twice"
        : wrong.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) ? "is not a known property"
        : field is null ? "is no JSON object"
        : "has a value of the wrong type";

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var valid = 0;
        while (valid < bytes.Length && Rune.DecodeFromUtf8(bytes[valid..], out _, out var length) == OperationStatus.Done)
            valid += length;
        return valid;
    }
}
