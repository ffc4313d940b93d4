using System.Globalization;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Types;

/// <summary>The models of the sample data's files, and short ways to the type finder.</summary>
internal static class SampleTypes
{
    public const string Path = "/vehicle-identification/v1/types";

    private const int YearOfTheRelease = 2026;

    /// <summary>Features that have facets.</summary>
    public static readonly string[] Features =
    [
        "brand", "productType", "series", "developmentCode", "bodyType", "modelDesignation", "engineType", "propulsion", "driveTrain", "gearbox", "steering", "market", "modelYear",
    ];

    private static readonly Lazy<IReadOnlyList<JsonNode>> Loaded = new(() =>
        [.. File.ReadLines(System.IO.Path.Combine(Harness.SampleData.Folder, "models.ndjson")).Select(line => JsonNode.Parse(line)!).OrderBy(model => (string)model["typeKey"]!, StringComparer.Ordinal)]);

    /// <summary>All models in order of their type keys.</summary>
    public static IReadOnlyList<JsonNode> All => Loaded.Value;

    /// <summary>Values of a feature of a model, found without the code under test.</summary>
    public static IReadOnlyList<string> ValuesOf(JsonNode model, string feature) => feature switch
    {
        "modelDesignation" => [(string)model["designation"]!],
        "modelYear" => Years(model),
        _ => model[feature] is { } value ? [(string)value!] : [],
    };

    /// <summary>Type keys of the items of an answer.</summary>
    public static List<string> Keys(this JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => (string)item!["typeKey"]!)];

    /// <summary>Values and counts of a facet of an answer; empty if it is not offered.</summary>
    public static Dictionary<string, (int Count, bool Selected)> Facet(this JsonNode answer, string feature) =>
        answer["facets"]!.AsArray().SingleOrDefault(facet => (string?)facet!["feature"] == feature)?["values"]!.AsArray()
            .ToDictionary(value => (string)value!["value"]!, value => ((int)value!["count"]!, (bool)value["selected"]!)) ?? [];

    /// <summary>Asks the finder.</summary>
    public static Task<JsonNode> FindAsync(this HttpClient client, string query) => client.ReadAsync($"{Path}?includeTotal=true&{query}");

    private static List<string> Years(JsonNode model)
    {
        if ((string?)model["producedFrom"] is not { } from)
            return [];
        var last = (string?)model["producedTo"] is { } to ? int.Parse(to[..4], CultureInfo.InvariantCulture) : YearOfTheRelease;
        return [.. Enumerable.Range(int.Parse(from[..4], CultureInfo.InvariantCulture), last - int.Parse(from[..4], CultureInfo.InvariantCulture) + 1).Select(year => year.ToString(CultureInfo.InvariantCulture))];
    }
}
