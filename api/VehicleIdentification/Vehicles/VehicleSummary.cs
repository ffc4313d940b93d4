using System.ComponentModel.DataAnnotations;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>What a list tells about a vehicle, enough to choose the right one; the rest is in its whole record.</summary>
public sealed record VehicleSummary
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Type key, four characters.</summary>
    /// <example>UV81</example>
    [StringLength(4, MinimumLength = 4), RegularExpression(VehicleForms.TypeKey)]
    public required string TypeKey { get; init; }

    /// <summary>Model.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public required string Model { get; init; }

    /// <summary>Model designation (sales name).</summary>
    /// <example>335i</example>
    [StringLength(200)]
    public required string ModelDesignation { get; init; }

    /// <summary>Series.</summary>
    /// <example>E91</example>
    [StringLength(200)]
    public required string Series { get; init; }

    /// <summary>Engine type.</summary>
    /// <example>N54</example>
    [StringLength(200)]
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
    [Range(0, 9_999_999)]
    public int? CentralMileageKm { get; init; }
}
