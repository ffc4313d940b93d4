using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Filters of the list of vehicles. Several values of one filter mean any of them; different filters must all fit.</summary>
public sealed record VehicleQuery : PageQuery
{
    /// <summary>Last seven characters of the VIN; lower case, blanks and hyphens are accepted. It need not be unique.</summary>
    /// <example>A193748</example>
    [StringLength(20)]
    public string? ShortVin { get; init; }

    /// <summary>Brand codes.</summary>
    /// <example>["bmw"]</example>
    [MaxLength(20), StringLength(40)]
    public string[]? Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    [EnumText<ProductType>]
    public string? ProductType { get; init; }

    /// <summary>Series.</summary>
    /// <example>["E91"]</example>
    [MaxLength(20), StringLength(20)]
    public string[]? Series { get; init; }

    /// <summary>Development codes.</summary>
    /// <example>["E91"]</example>
    [MaxLength(20), StringLength(20)]
    public string[]? DevelopmentCode { get; init; }

    /// <summary>Type keys.</summary>
    /// <example>["UV81"]</example>
    [MaxLength(20), StringLength(20)]
    public string[]? TypeKey { get; init; }

    /// <summary>Model designations, as in the vehicle's record.</summary>
    /// <example>["335i"]</example>
    [MaxLength(20), StringLength(60)]
    public string[]? ModelDesignation { get; init; }

    /// <summary>Engine types.</summary>
    /// <example>["N54"]</example>
    [MaxLength(20), StringLength(40)]
    public string[]? EngineType { get; init; }

    /// <summary>Bodies.</summary>
    /// <example>["estate"]</example>
    [MaxLength(10), EnumText<BodyType>]
    public string[]? BodyType { get; init; }

    /// <summary>What drives the vehicle.</summary>
    /// <example>["petrol"]</example>
    [MaxLength(10), EnumText<Propulsion>]
    public string[]? Propulsion { get; init; }

    /// <summary>Produced on this day or later (YYYY-MM-DD).</summary>
    /// <example>2008-01-01</example>
    [DataType(DataType.Date), StringLength(10)]
    public string? ProducedFrom { get; init; }

    /// <summary>Produced before this day (YYYY-MM-DD).</summary>
    /// <example>2009-01-01</example>
    [DataType(DataType.Date), StringLength(10)]
    public string? ProducedTo { get; init; }

    /// <summary>How much of each vehicle: `summary` (the default) or `full`.</summary>
    /// <example>summary</example>
    [EnumText<VehicleView>]
    public string? View { get; init; }

    /// <summary>Order: <c>vin</c> (the default), <c>-vin</c>, <c>producedOn</c> or <c>-producedOn</c>.</summary>
    /// <example>vin</example>
    [AllowedValues("vin", "-vin", "producedOn", "-producedOn")]
    public string? Sort { get; init; }

    /// <summary>How much of each vehicle is read.</summary>
    internal VehicleView Wanted => EnumTextAttribute<VehicleView>.Parse(View) ?? VehicleView.Summary;
}

/// <summary>How much of one vehicle is wanted.</summary>
public sealed record VehicleViewQuery
{
    /// <summary>How much of the vehicle: `full` (the default) or `summary`.</summary>
    /// <example>full</example>
    [EnumText<VehicleView>]
    public string? View { get; init; }

    /// <summary>How much of the vehicle is read.</summary>
    internal VehicleView Wanted => EnumTextAttribute<VehicleView>.Parse(View) ?? VehicleView.Full;
}
