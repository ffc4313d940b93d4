using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>
/// Writes options of vehicles. The codebook holds each option once for all vehicles, so its text is made once and then
/// copied: options are most of a whole record. Retrofits have a day of their own and are written each time.
/// </summary>
internal sealed class VehicleOptionConverter : JsonConverter<VehicleOption>
{
    private readonly ConditionalWeakTable<VehicleOption, byte[]> _texts = [];

    public override VehicleOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Options of vehicles stand in answers only.");

    public override void Write(Utf8JsonWriter writer, VehicleOption value, JsonSerializerOptions options)
    {
        if (value.Origin == OptionOrigin.Retrofit)
            WriteMembers(writer, value);
        else
            writer.WriteRawValue(_texts.TryGetValue(value, out var text) ? text : Remember(value, options), skipInputValidation: true);
    }

    private byte[] Remember(VehicleOption option, JsonSerializerOptions options)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = options.Encoder }))
            WriteMembers(writer, option);
        return _texts.GetValue(option, _ => bytes.ToArray());
    }

    private static void WriteMembers(Utf8JsonWriter writer, VehicleOption option)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, option.Code);
        writer.WriteString("longCode"u8, option.LongCode);
        writer.WriteString("kind"u8, JsonNamingPolicy.CamelCase.ConvertName(option.Kind.ToString()));
        writer.WriteString("origin"u8, JsonNamingPolicy.CamelCase.ConvertName(option.Origin.ToString()));
        if (option.FittedOn is { } day)
            writer.WriteString("fittedOn"u8, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("shortText"u8, option.ShortText);
        writer.WriteString("longText"u8, option.LongText);
        writer.WriteString("category"u8, option.Category);
        writer.WriteEndObject();
    }
}
