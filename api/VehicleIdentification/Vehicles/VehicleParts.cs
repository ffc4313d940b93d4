using System.ComponentModel.DataAnnotations;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Options and retrofits of a vehicle.</summary>
public sealed record VehicleOptionList
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>Options from the order and retrofits, in order of their codes; all of them, there are no pages.</summary>
    [MaxLength(1000)]
    public required IReadOnlyList<VehicleOption> Items { get; init; }

    /// <summary>Data release that the options come from.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string Release { get; init; }

    /// <summary>When that release, or a newer mileage, took effect; never the time of the call.</summary>
    /// <example>2026-10-01T00:00:00.000Z</example>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Integration levels of a vehicle.</summary>
public sealed record VehicleIntegrationLevels
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>Integration levels of the control units; a level that is not known is null.</summary>
    public required IntegrationLevels IntegrationLevels { get; init; }

    /// <summary>Data release that the levels come from.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string Release { get; init; }

    /// <summary>When that release, or a newer mileage, took effect; never the time of the call.</summary>
    /// <example>2026-10-01T00:00:00.000Z</example>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Newest central mileage of a vehicle.</summary>
public sealed record VehicleMileage
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>Newest mileage known centrally, in kilometres; it never falls. Null if none is known.</summary>
    /// <example>129226</example>
    [Range(0, 9_999_999)]
    public int? CentralMileageKm { get; init; }

    /// <summary>When the vehicle showed that mileage.</summary>
    /// <example>2017-08-14T09:30:00.000Z</example>
    public DateTimeOffset? CentralMileageReadAt { get; init; }

    /// <summary>When the data release, or a newer mileage, took effect; never the time of the call.</summary>
    /// <example>2026-10-01T00:00:00.000Z</example>
    public required DateTimeOffset AsOf { get; init; }
}
