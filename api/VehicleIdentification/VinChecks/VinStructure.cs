using System.ComponentModel.DataAnnotations;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>The parts of a VIN (ISO 3779), each with what the data know about it.</summary>
public sealed record VinStructure
{
    /// <summary>World manufacturer identifier, positions 1 to 3.</summary>
    /// <example>WBA</example>
    [StringLength(3, MinimumLength = 3), RegularExpression(VinForms.Wmi)]
    public required string Wmi { get; init; }

    /// <summary>Positions 12 to 14, which complete the manufacturer's code of a maker of few vehicles; null for all others.</summary>
    /// <example>123</example>
    [StringLength(3, MinimumLength = 3), RegularExpression(VinForms.Wmi)]
    public string? WmiExtension { get; init; }

    /// <summary>Name of the manufacturer, if the data know it.</summary>
    /// <example>BMW AG</example>
    [StringLength(200)]
    public string? Manufacturer { get; init; }

    /// <summary>Region of the manufacturer's code.</summary>
    /// <example>europe</example>
    public VinRegion? Region { get; init; }

    /// <summary>Country of the manufacturer's code (ISO 3166-1 alpha-2), if the data know it.</summary>
    /// <example>DE</example>
    [StringLength(2, MinimumLength = 2), RegularExpression(VehicleForms.Country)]
    public string? Country { get; init; }

    /// <summary>Vehicle descriptor section, positions 4 to 9.</summary>
    /// <example>UV7107</example>
    [StringLength(6, MinimumLength = 6), RegularExpression(VinForms.Section)]
    public required string Vds { get; init; }

    /// <summary>Vehicle indicator section, positions 10 to 17.</summary>
    /// <example>0A193748</example>
    [StringLength(8, MinimumLength = 8), RegularExpression(VinForms.Section)]
    public required string Vis { get; init; }

    /// <summary>Check digit, position 9.</summary>
    public required VinCheckDigit CheckDigit { get; init; }

    /// <summary>Model year, position 10.</summary>
    public required VinModelYear ModelYear { get; init; }

    /// <summary>Plant, position 11.</summary>
    public required VinPlant Plant { get; init; }

    /// <summary>Serial number, positions 12 to 17; 15 to 17 for a maker of few vehicles.</summary>
    /// <example>193748</example>
    [StringLength(6, MinimumLength = 3), RegularExpression(VinForms.Section)]
    public required string SerialNumber { get; init; }
}

/// <summary>The check digit of a VIN.</summary>
public sealed record VinCheckDigit
{
    /// <summary>What stands in position 9.</summary>
    /// <example>7</example>
    [StringLength(1, MinimumLength = 1), RegularExpression(VinForms.Section)]
    public required string Actual { get; init; }

    /// <summary>What the other characters demand: a digit, or X for ten.</summary>
    /// <example>7</example>
    [StringLength(1, MinimumLength = 1), RegularExpression("^[0-9X]$")]
    public required string Expected { get; init; }

    /// <summary>What that means in the market of the VIN.</summary>
    /// <example>right</example>
    public required CheckDigit Verdict { get; init; }
}

/// <summary>The model year of a VIN.</summary>
public sealed record VinModelYear
{
    /// <summary>What stands in position 10.</summary>
    /// <example>R</example>
    [StringLength(1, MinimumLength = 1), RegularExpression(VinForms.Section)]
    public required string Code { get; init; }

    /// <summary>The year, where it is certain: on VINs of North America position 7 tells which cycle of 30 years.</summary>
    /// <example>2024</example>
    [Range(1980, 2039)]
    public int? Year { get; init; }

    /// <summary>Years that the code stands for; empty if it is no code of a year.</summary>
    /// <example>[1994,2024]</example>
    [MaxLength(2), Range(1980, 2039)]
    public required IReadOnlyList<int> Candidates { get; init; }
}

/// <summary>The plant of a VIN.</summary>
public sealed record VinPlant
{
    /// <summary>What stands in position 11.</summary>
    /// <example>A</example>
    [StringLength(1, MinimumLength = 1), RegularExpression(VinForms.Section)]
    public required string Code { get; init; }

    /// <summary>Name of the plant in the language of the answer, if the data know it. Where the letter has meant several plants in the course of time, the production date decides, and a VIN does not tell it.</summary>
    /// <example>Munich</example>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Country of the plant (ISO 3166-1 alpha-2), if the data know it.</summary>
    /// <example>DE</example>
    [StringLength(2, MinimumLength = 2), RegularExpression(VehicleForms.Country)]
    public string? Country { get; init; }
}

/// <summary>Forms of the parts of a VIN.</summary>
internal static class VinForms
{
    /// <summary>A manufacturer's code.</summary>
    public const string Wmi = "^[0-9A-HJ-NPR-Z]{3}$";

    /// <summary>Any characters of a VIN.</summary>
    public const string Section = "^[0-9A-HJ-NPR-Z]+$";
}
