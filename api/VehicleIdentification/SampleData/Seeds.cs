using System.Globalization;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>A model of the sample data, and what its vehicles are made from.</summary>
internal sealed record ModelSeed(
    string TypeKey, string LeadModel, string Designation, string Brand, string ProductType, string Series, string? DevelopmentCode,
    string BodyType, string EngineType, string Propulsion, string DriveTrain, string Gearbox, string Steering, string Market,
    DateOnly ProducedFrom, DateOnly ProducedTo, string Wmi, string[] Plants, string? LevelGroup, string KeySystem);

/// <summary>
/// An option of the sample data. A vehicle has at most one option of a group; without a group it excludes none. It is
/// fitted to the propulsions it names, or to all if it names none.
/// </summary>
internal sealed record OptionSeed(
    string Code, string ProductType, string Kind, string Category, string? Group, string[] Propulsions,
    string ShortEn, string ShortDe, string LongEn, string LongDe);

/// <summary>A world manufacturer identifier.</summary>
internal sealed record WmiSeed(string Code, string Manufacturer, string? Brand, string? ProductType, string Country, string Region);

/// <summary>A plant, by WMI and character 11 of the VIN.</summary>
internal sealed record PlantSeed(string Wmi, string Code, string En, string De, string Country);

/// <summary>A country that vehicles of a market go to, with the codes that this brings.</summary>
internal sealed record CountrySeed(string Market, string Steering, string Country, string[] Codes);

/// <summary>A code with its name in two languages; paints also have their colour on a screen.</summary>
internal sealed record NamedSeed(string Code, string En, string De, string? Hex);

/// <summary>The tables that the sample data are made from: tab-separated files in this folder, part of the program.</summary>
internal static class Seeds
{
    public static IReadOnlyList<(string Code, string Name, string VehicleKind)> Brands { get; } = Read("brands", row => (row[0], row[1], row[2]));

    /// <summary>Only what public sources bear out; what they leave open is unknown here, too.</summary>
    public static IReadOnlyList<WmiSeed> Wmis { get; } = Read("wmis", row => new WmiSeed(row[0], row[1], Known(row[2]), Known(row[3]), row[4], row[5]));

    public static IReadOnlyList<PlantSeed> Plants { get; } = Read("plants", row => new PlantSeed(row[0], row[1], row[2], row[3], row[4]));

    public static IReadOnlyList<NamedSeed> Paints { get; } = Read("paints", row => new NamedSeed(row[0], row[1], row[2], Known(row[3])));

    public static IReadOnlyList<NamedSeed> Upholsteries { get; } = Read("upholsteries", row => new NamedSeed(row[0], row[1], row[2], null));

    public static IReadOnlyList<OptionSeed> Options { get; } = Read("options", row => new OptionSeed(
        row[0], row[1], row[2], row[3], Known(row[4]), List(row[5]), row[6], row[7], row[8], row[9]));

    public static IReadOnlyList<ModelSeed> Models { get; } = Read("models", row => new ModelSeed(
        row[0], row[1], row[2], row[3], row[4], row[5], Known(row[6]), row[7], row[8], row[9], row[10], row[11], row[12], row[13],
        Date(row[14]), Date(row[15]), row[16], List(row[17]), Known(row[18]), row[19]));

    public static IReadOnlyList<CountrySeed> Countries { get; } = Read("countries", row => new CountrySeed(
        row[0], row[1], row[2], [.. row[3..].Where(code => code.Length > 0)]));

    private static List<T> Read<T>(string name, Func<string[], T> make)
    {
        using var stream = typeof(Seeds).Assembly.GetManifestResourceStream($"sample-{name}.tsv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the headings
        var rows = new List<T>();
        while (reader.ReadLine() is { } line)
            rows.Add(make(line.Split('\t')));
        return rows;
    }

    private static string? Known(string text) => text.Length == 0 ? null : text;

    private static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
