using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Api.Platform.Http;

/// <summary>A text that is read as it came, with the blanks at its ends: a password.</summary>
internal sealed class ExactTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
