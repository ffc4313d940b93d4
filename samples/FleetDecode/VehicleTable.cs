using System.Globalization;
using System.Text;
using Aos.Sdk.VehicleIdentification;

namespace FleetDecode;

/// <summary>The table of vehicles, row by row, so that a fleet of any size fits.</summary>
internal sealed class VehicleTable : IAsyncDisposable
{
    private static readonly string[] Columns = ["input", "reference", "status", "vin", "brand", "model", "series", "body", "propulsion", "produced", "check digit", "findings"];

    private readonly StreamWriter _file;

    public VehicleTable(string path)
    {
        _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _file.WriteLine(string.Join(',', Columns));
    }

    public Task WriteAsync(VehicleLookup row)
    {
        var vehicle = row.Vehicle;
        string?[] cells =
        [
            row.Input, row.Reference, row.Status.ToString(CultureInfo.InvariantCulture), row.Vin, vehicle?.BrandName, vehicle?.ModelDesignation, vehicle?.Series,
            vehicle?.BodyType?.Value, vehicle?.Propulsion?.Value, vehicle?.ProducedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), vehicle?.CheckDigit.Value,
            string.Join("; ", Fleet.TextsOf(row)),
        ];
        return _file.WriteLineAsync(string.Join(',', cells.Select(Cell)));
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    // A cell that begins like a formula gets an apostrophe: what others wrote into a fleet list must not be calculated.
    private static string Cell(string? text)
    {
        var safe = text is { Length: > 0 } && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
