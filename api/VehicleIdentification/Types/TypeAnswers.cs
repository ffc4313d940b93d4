using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Http;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>
/// JSON of the finder's answers. What never changes within a release, whole types and the names of values, was written
/// when the index was made; an answer copies it. Serializing it anew took ten times as long as the search.
/// </summary>
internal static class TypeAnswers
{
    private static readonly Lazy<JsonSerializerOptions> Plain = new(() => JsonForms.Output([TypesJson.Default], []));

    /// <summary>The whole JSON of a type.</summary>
    public static byte[] Write(VehicleType type) => JsonSerializer.SerializeToUtf8Bytes(type, Plain.Value.GetTypeInfo(typeof(VehicleType)));

    /// <summary>The JSON of a facet value up to its count.</summary>
    public static byte[] Head(string value, string? name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("value", value);
        if (name is not null)
            json.WriteString("name", name);
        json.WritePropertyName("count");
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    internal sealed class TypeConverter : JsonConverter<VehicleType>
    {
        public override VehicleType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Answers are not read.");

        public override void Write(Utf8JsonWriter writer, VehicleType value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json ?? TypeAnswers.Write(value), skipInputValidation: true);
    }

    internal sealed class ValueConverter : JsonConverter<TypeFacetValue>
    {
        /// <summary>Room for the largest count and what follows it.</summary>
        private const int Room = 32;

        public override TypeFacetValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Answers are not read.");

        public override void Write(Utf8JsonWriter writer, TypeFacetValue value, JsonSerializerOptions options)
        {
            var head = value.Head ?? TypeAnswers.Head(value.Value, value.Name);
            Span<byte> text = head.Length <= 480 ? stackalloc byte[head.Length + Room] : new byte[head.Length + Room];
            head.CopyTo(text);
            Utf8Formatter.TryFormat(value.Count, text[head.Length..], out var digits);
            var end = value.Selected ? ",\"selected\":true}"u8 : ",\"selected\":false}"u8;
            end.CopyTo(text[(head.Length + digits)..]);
            writer.WriteRawValue(text[..(head.Length + digits + end.Length)], skipInputValidation: true);
        }
    }
}
