using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.VinChecks;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Many VINs in one request.</summary>
public sealed record VehicleLookupRequest
{
    /// <summary>VINs as people write them: lower case, blanks and hyphens are accepted. What is no VIN, an empty text too, is an item with a problem and does not refuse the request; null and texts over 200 characters do.</summary>
    /// <example>["WBAUV71070A193748"]</example>
    [Required(AllowEmptyStrings = true), MinLength(1), MaxLength(1000), StringLength(200)]
    public IReadOnlyList<string>? Vins { get; init; }

    /// <summary>How much of each vehicle: <c>full</c> (the default) or <c>summary</c>.</summary>
    /// <example>summary</example>
    [EnumText<VehicleView>]
    public string? View { get; init; }

    /// <summary>Also look for vehicles whose VIN is almost what was sent, for the first hundred texts without a vehicle.</summary>
    /// <example>false</example>
    public bool? Candidates { get; init; }

    /// <summary>Also check the VINs whose vehicle was found; texts without a vehicle are always checked.</summary>
    /// <example>false</example>
    public bool? Checks { get; init; }

    internal VehicleView Wanted => EnumTextAttribute<VehicleView>.Parse(View) ?? VehicleView.Full;
}

/// <summary>What was found, in the order of the request.</summary>
public sealed record VehicleLookupBatch
{
    /// <summary>Data release that all items show; null if nothing has been loaded yet.</summary>
    /// <example>2026-10</example>
    [StringLength(100)]
    public string? Release { get; init; }

    /// <summary>Items with a vehicle: the units that the request costs.</summary>
    /// <example>1</example>
    [Range(0, 1000)]
    public required int ValueCount { get; init; }

    /// <summary>One item for each VIN of the request, in its order.</summary>
    [MaxLength(1000)]
    public required IReadOnlyList<VehicleLookup> Items { get; init; }
}

/// <summary>One VIN that was looked up: its vehicle, or why there is none.</summary>
public sealed record VehicleLookup
{
    /// <summary>The text as it was sent, at most 200 characters of it.</summary>
    /// <example>wba uv71 070a 193748</example>
    [StringLength(200)]
    public required string Input { get; init; }

    /// <summary>Your own reference of the row, as it was uploaded; only in results of jobs.</summary>
    /// <example>order-4711</example>
    [StringLength(200)]
    public string? Reference { get; init; }

    /// <summary>The VIN: upper case, without blanks and hyphens; null if the text is none.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public string? Vin { get; init; }

    /// <summary>Status that a request for this VIN alone would have had: 200, 404 for an unknown vehicle, 422 for what is no VIN; others may come.</summary>
    /// <example>200</example>
    [Range(200, 599)]
    public required int Status { get; init; }

    /// <summary>The vehicle, when the status is 200.</summary>
    public Vehicle? Vehicle { get; init; }

    /// <summary>Why there is none, when the status is not 200.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What can be said about the text: its parts, findings and, if asked for, vehicles that may be meant. Always there without a vehicle, else only if asked for.</summary>
    public VinCheck? Check { get; init; }
}
