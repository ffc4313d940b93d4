namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Model years by position 10.</summary>
internal static class VinModelYears
{
    /// <summary>Codes from 1980 on; after 30 years they begin again.</summary>
    private const string Codes = "ABCDEFGHJKLMNPRSTVWXY123456789";

    private const int First = 1980;
    private const int CodePosition = 9;
    private const int CyclePosition = 6;

    private static readonly int[][] Years = [.. Enumerable.Range(0, Codes.Length).Select(place => new[] { First + place, First + Codes.Length + place })];

    /// <summary>True if position 10 says a year.</summary>
    public static bool IsCoded(string vin) => Codes.Contains(vin[CodePosition], StringComparison.Ordinal);

    /// <summary>What position 10 says.</summary>
    public static VinModelYear Of(string vin)
    {
        var place = Codes.IndexOf(vin[CodePosition], StringComparison.Ordinal);
        if (place < 0)
            return new() { Code = vin[CodePosition].ToString(), Candidates = [] };
        // In North America a digit in position 7 means 1980 to 2009 and a letter 2010 to 2039 (49 CFR 565).
        int? year = VinRegions.IsNorthAmerica(vin[0]) ? Years[place][char.IsAsciiDigit(vin[CyclePosition]) ? 0 : 1] : null;
        return new() { Code = vin[CodePosition].ToString(), Year = year, Candidates = year is { } only ? [only] : Years[place] };
    }
}
