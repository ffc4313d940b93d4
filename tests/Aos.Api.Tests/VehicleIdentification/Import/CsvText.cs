using System.Text;
using System.Text.Json;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Turns lines of NDJSON into CSV as the documentation of the form describes it.</summary>
internal static class CsvText
{
    public static string Of(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => Flatten(JsonSerializer.Deserialize<JsonElement>(line)).ToDictionary()).ToList();
        var columns = rows.SelectMany(row => row.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder(string.Join(',', columns)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(column => Quoted(row.GetValueOrDefault(column, "")))).Append("\r\n");
        return text.ToString();
    }

    private static IEnumerable<(string, string)> Flatten(JsonElement line)
    {
        foreach (var property in line.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
                foreach (var part in property.Value.EnumerateObject())
                    yield return ($"{property.Name}.{part.Name}", part.Value.ToString());
            else if (property.Value.ValueKind == JsonValueKind.Array)
                yield return (property.Name, string.Join('|', property.Value.EnumerateArray().Select(Entry)));
            else
                yield return (property.Name, property.Value.ToString());
        }
    }

    private static string Entry(JsonElement entry) => entry.ValueKind == JsonValueKind.Object
        ? string.Join(':', entry.EnumerateObject().Select(part => part.Value.ToString()))
        : entry.ToString();

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
