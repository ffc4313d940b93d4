namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The two data sets, which share every table and no row.</summary>
internal static class DataSetNames
{
    public const short Production = 1;
    public const short Sandbox = 2;

    /// <summary>The number of a data set; null if there is none of that name.</summary>
    public static short? NumberOf(string? name) => name switch
    {
        "production" => Production,
        "sandbox" => Sandbox,
        _ => null,
    };

    public static string NameOf(short number) => number == Production ? "production" : "sandbox";
}
