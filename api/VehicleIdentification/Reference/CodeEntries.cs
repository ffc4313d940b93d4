using System.ComponentModel.DataAnnotations;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>A brand.</summary>
public sealed record BrandEntry
{
    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Code { get; init; }

    /// <summary>Name of the brand; null if it is gone.</summary>
    /// <example>BMW</example>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>A special, country or package equipment. A code means different things on cars and on motorcycles: both together are the key.</summary>
public sealed record OptionEntry
{
    /// <summary>Code, three characters.</summary>
    /// <example>609</example>
    [StringLength(3, MinimumLength = 3), RegularExpression(VehicleForms.OptionCode)]
    public required string Code { get; init; }

    /// <summary>On what kind of vehicle the code has this meaning.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Long form: letter of the kind, code, and A; null if it is gone.</summary>
    /// <example>S609A</example>
    [StringLength(5, MinimumLength = 5), RegularExpression(VehicleForms.LongOptionCode)]
    public string? LongCode { get; init; }

    /// <summary>Kind of equipment; null if it is gone.</summary>
    /// <example>special</example>
    public OptionKind? Kind { get; init; }

    /// <summary>Code of the category; null if it is gone.</summary>
    /// <example>communication</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public string? Category { get; init; }

    /// <summary>Short text in the language of the answer; null if it is gone.</summary>
    /// <example>Navigation system Professional</example>
    [StringLength(4000)]
    public string? ShortText { get; init; }

    /// <summary>Long text in the language of the answer; null if it is gone.</summary>
    /// <example>Navigation system Professional with hard disk and colour screen</example>
    [StringLength(4000)]
    public string? LongText { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>A paint.</summary>
public sealed record PaintEntry
{
    /// <summary>Code, three characters.</summary>
    /// <example>475</example>
    [StringLength(20), RegularExpression(VehicleForms.Number)]
    public required string Code { get; init; }

    /// <summary>Name in the language of the answer; null if it is gone.</summary>
    /// <example>black-sapphire metallic</example>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Colour on screens, as red, green and blue; null where it is not known.</summary>
    /// <example>#15171C</example>
    [StringLength(7, MinimumLength = 7), RegularExpression("^#[0-9A-F]{6}$")]
    public string? Hex { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}

/// <summary>An upholstery.</summary>
public sealed record UpholsteryEntry
{
    /// <summary>Code, four characters.</summary>
    /// <example>EBAT</example>
    [StringLength(20), RegularExpression(VehicleForms.Number)]
    public required string Code { get; init; }

    /// <summary>Name in the language of the answer; null if it is gone.</summary>
    /// <example>Cloth "Vertex/anthrazit"</example>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>True for an entry that is no longer there; only lists with `changedSince` hold such.</summary>
    /// <example>false</example>
    public required bool Gone { get; init; }

    /// <summary>Name of the release in which the entry came, changed last, or went.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string ChangedIn { get; init; }
}
