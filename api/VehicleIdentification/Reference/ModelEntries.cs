using System.ComponentModel.DataAnnotations;
using Aos.Api.VehicleIdentification.Types;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>A series of a brand. Its code, brand and product type together are the key.</summary>
public sealed record SeriesEntry
{
    /// <summary>Code of the series.</summary>
    /// <example>E91</example>
    [StringLength(200)]
    public required string Code { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Development (chassis) codes of its types, in order; null if it is gone.</summary>
    /// <example>["E91"]</example>
    [MaxLength(1000), StringLength(4)]
    public IReadOnlyList<string>? DevelopmentCodes { get; init; }

    /// <summary>Number of types that have it; null if it is gone.</summary>
    /// <example>3</example>
    [Range(1, 1_000_000)]
    public int? TypeCount { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>A development (chassis) code of a brand. Its code, brand and product type together are the key.</summary>
public sealed record DevelopmentCodeEntry
{
    /// <summary>Development code.</summary>
    /// <example>E91</example>
    [StringLength(4)]
    public required string Code { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Series of its types, in order; null if it is gone.</summary>
    /// <example>["E91"]</example>
    [MaxLength(1000), StringLength(200)]
    public IReadOnlyList<string>? Series { get; init; }

    /// <summary>Number of types that have it; null if it is gone.</summary>
    /// <example>3</example>
    [Range(1, 1_000_000)]
    public int? TypeCount { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>An engine type of a brand. Its code, brand and product type together are the key.</summary>
public sealed record EngineEntry
{
    /// <summary>Engine type.</summary>
    /// <example>N54</example>
    [StringLength(200)]
    public required string Code { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>What it drives with, in order; empty where it is not known, null if it is gone.</summary>
    /// <example>["petrol"]</example>
    [MaxLength(10)]
    public IReadOnlyList<Propulsion>? Propulsions { get; init; }

    /// <summary>Number of types that have it; null if it is gone.</summary>
    /// <example>3</example>
    [Range(1, 1_000_000)]
    public int? TypeCount { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>A model: what all vehicles with one type key have in common.</summary>
public sealed record ModelEntry
{
    /// <summary>Type key, four characters: the key.</summary>
    /// <example>UV81</example>
    [StringLength(4, MinimumLength = 4), RegularExpression(VehicleForms.TypeKey)]
    public required string TypeKey { get; init; }

    /// <summary>Lead model; null if it is gone.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public string? LeadModel { get; init; }

    /// <summary>Model; null if it is gone.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public string? Model { get; init; }

    /// <summary>Model designation (sales name); null if it is gone.</summary>
    /// <example>335i</example>
    [StringLength(200)]
    public string? ModelDesignation { get; init; }

    /// <summary>Code of the brand; null if it is gone.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public string? Brand { get; init; }

    /// <summary>Car or motorcycle; null if it is gone.</summary>
    /// <example>car</example>
    public ProductType? ProductType { get; init; }

    /// <summary>Series; null if it is gone.</summary>
    /// <example>E91</example>
    [StringLength(200)]
    public string? Series { get; init; }

    /// <summary>Development (chassis) code.</summary>
    /// <example>E91</example>
    [StringLength(4)]
    public string? DevelopmentCode { get; init; }

    /// <summary>Body.</summary>
    /// <example>estate</example>
    public BodyType? BodyType { get; init; }

    /// <summary>Engine type; null if it is gone.</summary>
    /// <example>N54</example>
    [StringLength(200)]
    public string? EngineType { get; init; }

    /// <summary>What drives it.</summary>
    /// <example>petrol</example>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Driven wheels, or kind of final drive of a motorcycle.</summary>
    /// <example>rear</example>
    public DriveTrain? DriveTrain { get; init; }

    /// <summary>Gearbox.</summary>
    /// <example>automatic</example>
    public Gearbox? Gearbox { get; init; }

    /// <summary>Side of the steering wheel.</summary>
    /// <example>left</example>
    public Steering? Steering { get; init; }

    /// <summary>Market that it was made for.</summary>
    /// <example>ECE</example>
    [StringLength(5)]
    public string? Market { get; init; }

    /// <summary>First month of production (YYYY-MM).</summary>
    /// <example>2006-09</example>
    [StringLength(7), RegularExpression(TypeForms.Month)]
    public string? FirstProductionMonth { get; init; }

    /// <summary>Last month of production (YYYY-MM); null while it is produced, or if it is not known.</summary>
    /// <example>2010-05</example>
    [StringLength(7), RegularExpression(TypeForms.Month)]
    public string? LastProductionMonth { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}
