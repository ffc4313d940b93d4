using System.Text.Json.Nodes;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>A vehicle as it stands in the files of the sample data: what answers are compared with.</summary>
internal sealed record SampleVehicle(string Vin, JsonNode Line, JsonNode Model, int? MileageKm)
{
    private static readonly Lazy<IReadOnlyList<SampleVehicle>> Loaded = new(Load);

    /// <summary>All of them in order of their VINs.</summary>
    public static IReadOnlyList<SampleVehicle> All => Loaded.Value;

    public string ProducedOn => (string)Line["producedOn"]!;

    public string Brand => (string)Model["brand"]!;

    public bool IsMotorcycle => (string?)Model["productType"] == "motorcycle";

    /// <summary>VINs of those that fit, in their order.</summary>
    public static List<string> Vins(Func<SampleVehicle, bool> fits) => [.. All.Where(fits).Select(vehicle => vehicle.Vin)];

    private static List<SampleVehicle> Load()
    {
        var models = Lines("models").ToDictionary(line => (string)line["typeKey"]!);
        var mileages = Lines("mileages").GroupBy(line => (string)line["vin"]!).ToDictionary(group => group.Key, group => group.Max(line => (int)line["mileageKm"]!));
        return [.. Lines("vehicles")
            .Select(line => new SampleVehicle((string)line["vin"]!, line, models[(string)line["typeKey"]!], mileages.TryGetValue((string)line["vin"]!, out var km) ? km : null))
            .OrderBy(vehicle => vehicle.Vin, StringComparer.Ordinal)];
    }

    private static IEnumerable<JsonNode> Lines(string kind) =>
        File.ReadLines(Path.Combine(Harness.SampleData.Folder, kind + ".ndjson")).Select(line => JsonNode.Parse(line)!);
}
