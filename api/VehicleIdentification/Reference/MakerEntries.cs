using System.ComponentModel.DataAnnotations;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>A world manufacturer identifier: how VINs of a manufacturer begin (ISO 3780).</summary>
public sealed record WmiEntry
{
    /// <summary>Three characters; six for a small maker: the third is then 9, and the last three stand in positions 12 to 14 of its VINs.</summary>
    /// <example>WBA</example>
    [StringLength(6, MinimumLength = 3), RegularExpression("^[0-9A-HJ-NPR-Z]{3}([0-9A-HJ-NPR-Z]{3})?$")]
    public required string Code { get; init; }

    /// <summary>Name of the manufacturer; null if it is gone.</summary>
    /// <example>BMW AG</example>
    [StringLength(200)]
    public string? Manufacturer { get; init; }

    /// <summary>Code of the brand; null where it stands for several brands, or is not known.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public string? Brand { get; init; }

    /// <summary>Car or motorcycle; null where it stands for both, or is not known.</summary>
    /// <example>car</example>
    public ProductType? ProductType { get; init; }

    /// <summary>Country of the manufacturer (ISO 3166-1 alpha-2); null if it is gone.</summary>
    /// <example>DE</example>
    [StringLength(2, MinimumLength = 2), RegularExpression(VehicleForms.Country)]
    public string? Country { get; init; }

    /// <summary>Part of the world: `africa`, `asia`, `europe`, `northAmerica`, `oceania` or `southAmerica`; null if it is gone.</summary>
    /// <example>europe</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public string? Region { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>A plant: where vehicles with a WMI and a character in position 11 of the VIN were made. Characters are used again: the days of production part such plants.</summary>
public sealed record PlantEntry
{
    /// <summary>Key of the plant in this list: WMI, character, and the first day where there is one.</summary>
    /// <example>WBA-A</example>
    [StringLength(40)]
    public required string Id { get; init; }

    /// <summary>World manufacturer identifier; null if it is gone.</summary>
    /// <example>WBA</example>
    [StringLength(6, MinimumLength = 3)]
    public string? Wmi { get; init; }

    /// <summary>Character in position 11 of the VIN; null if it is gone.</summary>
    /// <example>A</example>
    [StringLength(1, MinimumLength = 1)]
    public string? Code { get; init; }

    /// <summary>Name of the plant in the language of the answer; null if it is gone.</summary>
    /// <example>Munich</example>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Country of the plant (ISO 3166-1 alpha-2); null if it is gone.</summary>
    /// <example>DE</example>
    [StringLength(2, MinimumLength = 2), RegularExpression(VehicleForms.Country)]
    public string? Country { get; init; }

    /// <summary>First day of production on which the character means this plant; null without a limit.</summary>
    /// <example>2004-01-01</example>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of production on which the character means this plant; null without a limit.</summary>
    /// <example>2012-12-31</example>
    public DateOnly? ValidTo { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}
