using System.Globalization;
using Aos.Sdk.VehicleIdentification;

namespace FleetDecode;

/// <summary>What is counted over the rows. Only the findings are kept, not the vehicles.</summary>
internal sealed class Fleet(string name)
{
    private readonly Dictionary<string, SortedDictionary<string, int>> _counts = [];

    public string Name => name;
    public int Rows { get; private set; }
    public int Found { get; private set; }
    public string? Release { get; private set; }
    public List<Finding> Findings { get; } = [];

    public IReadOnlyDictionary<string, int> Brands => Counts("brand");
    public IReadOnlyDictionary<string, int> Series => Counts("series");
    public IReadOnlyDictionary<string, int> Years => Counts("year");
    public IReadOnlyDictionary<string, int> Propulsions => Counts("propulsion");
    public IReadOnlyDictionary<string, int> Kinds => Counts("finding");

    public void Add(VehicleLookup row)
    {
        Rows++;
        if (row.Vehicle is { } vehicle)
        {
            Found++;
            Release = vehicle.Release;
            Count("brand", vehicle.BrandName);
            Count("series", vehicle.Series);
            Count("year", vehicle.ProducedOn.Year.ToString(CultureInfo.InvariantCulture));
            Count("propulsion", vehicle.Propulsion?.Value ?? "not known");
        }
        foreach (var text in TextsOf(row))
            Findings.Add(new Finding(Rows, row.Input, row.Reference, text, LikelyOf(row.Check)));
        if (row.Vehicle is null)
            Count("finding", row.Check is { Findings: [var first, ..] } ? Words(first.Code.Value) : "unknown vehicle");
        else if (row.Vehicle.CheckDigit == CheckDigit.Wrong)
            Count("finding", "wrong check digit");
    }

    /// <summary>What is wrong with a row, in sentences.</summary>
    public static IEnumerable<string> TextsOf(VehicleLookup row)
    {
        if (row.Vehicle is null)
            return row.Check is { Findings.Count: > 0 } check ? check.Findings.Select(finding => finding.Text) : [row.Problem?.Detail ?? $"Status {row.Status}."];
        return row.Vehicle.CheckDigit == CheckDigit.Wrong ? ["The check digit does not fit the VIN, and the vehicle exists."] : [];
    }

    // Jobs look for no candidates; what a rule suggests is known without a search.
    private static string? LikelyOf(VinCheck? check) => check?.Candidates.Select(candidate => candidate.Vin)
        .Concat(check.Findings.Select(finding => finding.Suggestion).OfType<string>()).FirstOrDefault();

    private IReadOnlyDictionary<string, int> Counts(string what) => _counts.TryGetValue(what, out var counts) ? counts : new Dictionary<string, int>();

    private void Count(string what, string value)
    {
        if (!_counts.TryGetValue(what, out var counts))
            _counts[what] = counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        counts[value] = counts.GetValueOrDefault(value) + 1;
    }

    // checkDigitWrong becomes "check digit wrong".
    private static string Words(string code) => string.Concat(code.Select(letter => char.IsAsciiLetterUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>One thing to look at.</summary>
internal sealed record Finding(int Row, string Input, string? Reference, string Text, string? Candidate);
