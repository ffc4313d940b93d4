using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>Reads and writes an <see cref="IAosExtensible{TSelf}"/> as text, also as key of a dictionary. A null is the empty value.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class AosExtensibleConverter<T> : JsonConverter<T> where T : struct, IAosExtensible<T>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => T.Of(reader.GetString()!),
        _ => throw new JsonException($"A {typeof(T).Name} must be text."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
}
