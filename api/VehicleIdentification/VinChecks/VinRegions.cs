namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Regions and markets of manufacturers' codes (ISO 3780).</summary>
internal static class VinRegions
{
    /// <summary>The region of the first character; null for 0, which is not assigned.</summary>
    public static VinRegion? Of(char first) => first switch
    {
        >= 'A' and <= 'H' => VinRegion.Africa,
        >= 'J' and <= 'R' => VinRegion.Asia,
        >= 'S' and <= 'Z' => VinRegion.Europe,
        >= '1' and <= '5' => VinRegion.NorthAmerica,
        '6' or '7' => VinRegion.Oceania,
        '8' or '9' => VinRegion.SouthAmerica,
        _ => null,
    };

    /// <summary>True where the law prescribes the model year and digits at the end.</summary>
    public static bool IsNorthAmerica(char first) => first is >= '1' and <= '5';

    /// <summary>Positions 12 to 14 complete the manufacturer's code.</summary>
    public static bool IsSmallMaker(string vin) => vin[2] == '9';
}
