using System.ComponentModel.DataAnnotations;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>What can be said about a text that should be a VIN: its parts, what is wrong with it, and which vehicles it may mean.</summary>
public sealed record VinCheck
{
    /// <summary>The text as it was sent, at most 200 characters of it; control characters are shown as �.</summary>
    /// <example>wbauv71O70A193748</example>
    [StringLength(VinText.MaxLength)]
    public required string Input { get; init; }

    /// <summary>The VIN: upper case, without blanks and hyphens; null if the text is none.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public string? Vin { get; init; }

    /// <summary>True if the text is a VIN by its form: 17 characters, digits and letters without I, O and Q.</summary>
    /// <example>true</example>
    public required bool IsWellFormed { get; init; }

    /// <summary>True if there is a vehicle with this VIN among the data that you may see; null if the text is no VIN.</summary>
    /// <example>true</example>
    public bool? IsKnown { get; init; }

    /// <summary>The parts of the VIN; null if the text is no VIN.</summary>
    public VinStructure? Structure { get; init; }

    /// <summary>What is wrong or worth knowing, one entry for each rule, in the order of the rules. Programs go by <c>code</c>.</summary>
    [MaxLength(50)]
    public required IReadOnlyList<VinFinding> Findings { get; init; }

    /// <summary>Vehicles that exist and that the text may mean, the likeliest first; empty if the VIN is known.</summary>
    [MaxLength(VinCandidates.Most)]
    public required IReadOnlyList<VinCandidate> Candidates { get; init; }
}

/// <summary>What one rule found.</summary>
public sealed record VinFinding
{
    /// <summary>The rule.</summary>
    /// <example>model-year-not-coded</example>
    public required VinFindingCode Code { get; init; }

    /// <summary>How much it matters in the market that the VIN is made for.</summary>
    /// <example>hint</example>
    public required VinFindingSeverity Severity { get; init; }

    /// <summary>Positions of the characters that it is about, counted from 1 in the text without blanks and hyphens; the first 50 of them. Empty if it is about the whole text.</summary>
    /// <example>[10]</example>
    [MaxLength(VinText.MostPositions), Range(1, VinText.MaxLength)]
    public required IReadOnlyList<int> Positions { get; init; }

    /// <summary>The finding in a sentence, in the language of the answer.</summary>
    /// <example>Position 10 (0) is no model year; the production date counts.</example>
    [StringLength(500)]
    public required string Text { get; init; }

    /// <summary>The text with what was found put right, where that is certain enough to ask the user; never used by itself.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(VinText.MaxLength)]
    public string? Suggestion { get; init; }
}

/// <summary>A vehicle that exists and whose VIN is almost the text.</summary>
public sealed record VinCandidate
{
    /// <summary>Its VIN.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>How the text differs from it.</summary>
    /// <example>oneCharacter</example>
    public required VinCandidateKind Kind { get; init; }

    /// <summary>Positions of its VIN at which it differs from the text, counted from 1.</summary>
    /// <example>[7]</example>
    [MaxLength(17), Range(1, 17)]
    public required IReadOnlyList<int> Positions { get; init; }

    /// <summary>Model designation of the vehicle.</summary>
    /// <example>335i</example>
    [StringLength(200)]
    public required string ModelDesignation { get; init; }
}
