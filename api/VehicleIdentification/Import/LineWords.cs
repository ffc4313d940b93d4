namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The words that properties of import files may have.</summary>
internal static class LineWords
{
    public static readonly string[] ProductTypes = Import.ProductTypes.All;
    public static readonly string[] OptionKinds = ["special", "country", "package"];
    public static readonly string[] BodyTypes = ["saloon", "estate", "suv", "coupe", "convertible", "roadster", "hatchback", "motorcycle"];
    public static readonly string[] Propulsions = ["petrol", "diesel", "hybrid", "electric"];
    public static readonly string[] DriveTrains = ["front", "rear", "all", "chain", "shaft"];
    public static readonly string[] Gearboxes = ["manual", "automatic", "doubleClutch", "automatedManual", "continuouslyVariable", "singleSpeed"];
    public static readonly string[] Steerings = ["left", "right", "none"];
    public static readonly string[] Regions = ["africa", "asia", "europe", "northAmerica", "oceania", "southAmerica"];
    public static readonly string[] DataSets = ["production", "sandbox"];
    public static readonly string[] Scopes = ["full", "changed"];
    public static readonly string[] Kinds = [.. ImportFile.Kinds];
}
