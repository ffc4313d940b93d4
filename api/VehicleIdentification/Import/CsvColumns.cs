using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsvHelper;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// How the columns of a header become the properties of a line. A column is named as the property, a property of an
/// object inside as <c>name.en</c>. An empty cell is an absent property. The entries of a list stand in one cell with
/// <c>|</c> between them, the properties of an entry that is an object with <c>:</c> between them.
/// </summary>
internal sealed class CsvColumns
{
    public const byte ListSeparator = (byte)'|';
    public const byte PartSeparator = (byte)':';

    private readonly List<Property> _properties = [];

    public CsvColumns(JsonTypeInfo line, IReadOnlyList<string> headers)
    {
        for (var column = 0; column < headers.Count && Fault is null; column++)
            Fault = Add(line, headers[column], column);
    }

    /// <summary>What is wrong with the header; null if nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Writes the record that the reader is on as one JSON object.</summary>
    public void Write(Utf8JsonWriter writer, CsvReader record)
    {
        writer.WriteStartObject();
        foreach (var property in _properties)
        {
            if (property.Parts is { } parts)
                WriteParts(writer, record, property, parts);
            else if (record.GetSpan(property.Column) is { Length: > 0 } cell)
                WriteValue(writer, property, cell);
        }

        writer.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter writer, CsvReader record, Property property, List<Property> parts)
    {
        var begun = false;
        foreach (var part in parts)
        {
            if (record.GetSpan(part.Column) is not { Length: > 0 } cell)
                continue;
            if (!begun)
                writer.WriteStartObject(property.Name);
            begun = true;
            WriteValue(writer, part, cell);
        }

        if (begun)
            writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, Property property, ReadOnlySpan<byte> cell)
    {
        writer.WritePropertyName(property.Name);
        switch (property.Form)
        {
            case CellForm.Text:
                writer.WriteStringValue(cell);
                break;
            case CellForm.Plain:
                // What is neither a whole number nor true or false stays a text: the check of the line tells it.
                if (cell is [(byte)'t', ..] or [(byte)'f', ..] ? cell.SequenceEqual("true"u8) || cell.SequenceEqual("false"u8) : IsNumber(cell))
                    writer.WriteRawValue(cell, skipInputValidation: true);
                else
                    writer.WriteStringValue(cell);
                break;
            default:
                WriteList(writer, property, cell);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, Property property, ReadOnlySpan<byte> cell)
    {
        writer.WriteStartArray();
        foreach (var range in cell.Split(ListSeparator))
        {
            if (property.Form == CellForm.Texts)
                writer.WriteStringValue(cell[range]);
            else
                WriteEntry(writer, property.EntryParts, cell[range]);
        }

        writer.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter writer, JsonEncodedText[] parts, ReadOnlySpan<byte> entry)
    {
        writer.WriteStartObject();
        var place = 0;
        foreach (var range in entry.Split(PartSeparator))
        {
            // One part too many stays with the last: no form allows it.
            if (place == parts.Length)
                break;
            var isLast = place == parts.Length - 1;
            var value = isLast ? entry[range.Start..] : entry[range];
            if (value.Length > 0)
                writer.WriteString(parts[place], value);
            place++;
        }

        writer.WriteEndObject();
    }

    private static bool IsNumber(ReadOnlySpan<byte> cell) =>
        Utf8Parser.TryParse(cell, out long _, out var length) && length == cell.Length && (cell.Length == 1 || cell[0] is >= (byte)'1' and <= (byte)'9');

    private string? Add(JsonTypeInfo line, string header, int column)
    {
        var names = header.Split('.');
        var found = line.Properties.FirstOrDefault(property => property.Name == names[0]);
        if (names.Length > 2 || found is null)
            return $"names {header}, which is not a known property";
        var known = _properties.FirstOrDefault(property => property.Key == names[0]);
        if (names.Length == 2)
            return AddPart(known, found, names[1], header, column);
        if (known is not null)
            return $"names {header} twice";
        if (FormOf(found) is not { } form)
            return $"names {header}, whose parts are columns of their own, such as {header}.{PartsOf(found.PropertyType)[0].Name}";
        _properties.Add(new(names[0], column, form) { EntryParts = form == CellForm.Objects ? [.. PartsOf(EntryOf(found)).Select(part => JsonEncodedText.Encode(part.Name))] : [] });
        return null;
    }

    private string? AddPart(Property? known, JsonPropertyInfo whole, string name, string header, int column)
    {
        if (FormOf(whole) is not null || PartsOf(whole.PropertyType).FirstOrDefault(part => part.Name == name) is not { } found)
            return $"names {header}, which is not a known property";
        if (known is null)
            _properties.Add(known = new(whole.Name, column, CellForm.Text) { Parts = [] });
        if (known.Parts!.Exists(part => part.Key == name))
            return $"names {header} twice";
        known.Parts.Add(new(name, column, FormOf(found)!.Value));
        return null;
    }

    /// <summary>The form of a cell; null for an object, whose properties have columns of their own.</summary>
    private static CellForm? FormOf(JsonPropertyInfo property) =>
        property.PropertyType == typeof(string) ? CellForm.Text
        : property.PropertyType == typeof(int?) || property.PropertyType == typeof(bool?) ? CellForm.Plain
        : !property.PropertyType.IsGenericType ? null
        : EntryOf(property) == typeof(string) ? CellForm.Texts
        : CellForm.Objects;

    private static Type EntryOf(JsonPropertyInfo list) => list.PropertyType.GetGenericArguments()[0];

    private static IList<JsonPropertyInfo> PartsOf(Type type) => ImportJson.Default.GetTypeInfo(type)!.Properties;

    private enum CellForm
    {
        Text,
        Plain,
        Texts,
        Objects,
    }

    private sealed record Property(string Key, int Column, CellForm Form)
    {
        public JsonEncodedText Name { get; } = JsonEncodedText.Encode(Key);

        /// <summary>Properties of an object; null for every other form.</summary>
        public List<Property>? Parts { get; init; }

        /// <summary>Names of the properties of a list's entries, in order.</summary>
        public JsonEncodedText[] EntryParts { get; init; } = [];
    }
}
