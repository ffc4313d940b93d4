using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>What a release changed in the record of one vehicle.</summary>
public sealed record VehicleChange
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>What happened to the record.</summary>
    /// <example>changed</example>
    public required VehicleChangeKind Kind { get; init; }

    /// <summary>Name of the release that changed it.</summary>
    /// <example>2026-11</example>
    [StringLength(200)]
    public required string Release { get; init; }

    /// <summary>Number of that release.</summary>
    /// <example>2</example>
    [Range(1, int.MaxValue)]
    public required int ReleaseNumber { get; init; }

    /// <summary>When that release took effect.</summary>
    /// <example>2026-11-01T04:00:00.000Z</example>
    public required DateTimeOffset TookEffectAt { get; init; }

    /// <summary>Fields with another value than before; empty unless <c>kind</c> is <c>changed</c>. Mileages are no part of a release and are not here.</summary>
    [MaxLength(1000)]
    public required IReadOnlyList<FieldChange> Fields { get; init; }

    /// <summary>Codes of options that came in, from the order or as retrofits.</summary>
    /// <example>["6FL"]</example>
    [MaxLength(1000), StringLength(3), RegularExpression(VehicleForms.OptionCode)]
    public required IReadOnlyList<string> OptionsAdded { get; init; }

    /// <summary>Codes of options that fell away.</summary>
    /// <example>["249"]</example>
    [MaxLength(1000), StringLength(3), RegularExpression(VehicleForms.OptionCode)]
    public required IReadOnlyList<string> OptionsRemoved { get; init; }
}

/// <summary>One field of a vehicle before and after.</summary>
public sealed record FieldChange
{
    /// <summary>Path of the property in the vehicle's record; for an option its code stands in it, such as <c>options.609.fittedOn</c>.</summary>
    /// <example>integrationLevels.current</example>
    [StringLength(100), RegularExpression("^[A-Za-z0-9.]+$")]
    public required string Field { get; init; }

    /// <summary>Value before, as text; null if it was unknown. Of paint and upholstery it is the code.</summary>
    /// <example>E89X-08-09-520</example>
    [StringLength(200)]
    public string? Before { get; init; }

    /// <summary>Value since, as text; null if it is unknown.</summary>
    /// <example>E89X-17-07-510</example>
    [StringLength(200)]
    public string? After { get; init; }
}

/// <summary>What a release did to the record of a vehicle.</summary>
public enum VehicleChangeKind
{
    /// <summary>The vehicle is new, or is of a brand that you see from now on.</summary>
    Added,

    /// <summary>At least one field or option is another.</summary>
    Changed,

    /// <summary>The vehicle is gone, or is of a brand that you do not see: delete your copy.</summary>
    Removed,

    /// <summary>A vehicle that was gone is there again.</summary>
    Restored,
}

/// <summary>A page of the changes since a release.</summary>
public sealed record ChangePage
{
    /// <summary>Changes in the order in which they were made: release by release, within one by VIN. A page may have fewer than <c>limit</c>, even none.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<VehicleChange> Items { get; init; }

    /// <summary>Send it as <c>cursor</c> to get the next page; null at the end. Opaque, valid 24 hours.</summary>
    /// <example>AbCdEfGh</example>
    [StringLength(2000), RegularExpression("^[A-Za-z0-9_-]+$")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextCursor { get; init; }

    /// <summary>Release that your copy has when you have taken over all pages: the same on every page. Send it as <c>since</c> the next time.</summary>
    /// <example>2026-11</example>
    [StringLength(200)]
    public required string Release { get; init; }

    /// <summary>Number of that release.</summary>
    /// <example>2</example>
    [Range(1, int.MaxValue)]
    public required int ReleaseNumber { get; init; }
}
