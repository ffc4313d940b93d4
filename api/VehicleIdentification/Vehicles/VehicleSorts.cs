using System.Globalization;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Orders of the list of vehicles; the only place from which sort text enters a statement.</summary>
internal static class VehicleSorts
{
    /// <summary>ORDER BY of an order, and the condition for what comes after a vehicle.</summary>
    public static (string Order, string Position) Of(string? sort) => sort switch
    {
        "-vin" => ("v.vin desc", "v.vin < @afterVin"),
        "producedOn" => ("v.produced_on, v.vin", "(v.produced_on, v.vin) > (@afterProducedOn, @afterVin)"),
        "-producedOn" => ("v.produced_on desc, v.vin desc", "(v.produced_on, v.vin) < (@afterProducedOn, @afterVin)"),
        _ => ("v.vin", "v.vin > @afterVin"),
    };

    /// <summary>Release and sort values of a vehicle, as they stand in a cursor.</summary>
    public static string[] Position(int release, VehicleRow row) =>
        [release.ToString(CultureInfo.InvariantCulture), row.Vin, row.ProducedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
}
