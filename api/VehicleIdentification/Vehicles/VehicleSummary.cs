namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>What a list tells about a vehicle, enough to choose the right one; the rest is in its whole record.</summary>
public sealed record VehicleSummary
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    public required string Vin { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    public required string Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    public required ProductType ProductType { get; init; }

    /// <summary>Type key, four characters.</summary>
    /// <example>UV81</example>
    public required string TypeKey { get; init; }

    /// <summary>Model.</summary>
    /// <example>UV81</example>
    public required string Model { get; init; }

    /// <summary>Model designation (sales name).</summary>
    /// <example>335i</example>
    public required string ModelDesignation { get; init; }

    /// <summary>Series.</summary>
    /// <example>E91</example>
    public required string Series { get; init; }

    /// <summary>Engine type.</summary>
    /// <example>N54</example>
    public required string EngineType { get; init; }

    /// <summary>Paint.</summary>
    public required CodedName Paint { get; init; }

    /// <summary>Day of production.</summary>
    /// <example>2008-09-22</example>
    public required DateOnly ProducedOn { get; init; }

    /// <summary>Day of first registration.</summary>
    /// <example>2008-10-14</example>
    public DateOnly? FirstRegisteredOn { get; init; }

    /// <summary>Newest mileage known centrally, in kilometres; the same value as in the whole record.</summary>
    /// <example>129226</example>
    public int? CentralMileageKm { get; init; }
}
