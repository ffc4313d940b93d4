using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>A text in every language of the portal.</summary>
public abstract record ApiProductTextParts
{
    /// <summary>English.</summary>
    /// <example>Vehicle Identification</example>
    [Required, StringLength(1000)]
    public string? En { get; init; }

    /// <summary>German.</summary>
    /// <example>Fahrzeugidentifikation</example>
    [Required, StringLength(1000)]
    public string? De { get; init; }

    /// <summary>Polish.</summary>
    /// <example>Identyfikacja pojazdu</example>
    [Required, StringLength(1000)]
    public string? Pl { get; init; }

    /// <summary>The text in a language.</summary>
    internal string In(string language) => language switch { "de" => De!, "pl" => Pl!, _ => En! };
}

/// <summary>A text in every language of the portal.</summary>
public sealed record ApiProductTexts : ApiProductTextParts;

/// <summary>A text in every language of the portal, to be set.</summary>
public sealed record ApiProductTextsReplace : ApiProductTextParts;

/// <summary>What a product costs.</summary>
public abstract record ApiProductChargeParts
{
    /// <summary>What is counted.</summary>
    /// <example>call</example>
    [Required, StringLength(50)]
    public string? Unit { get; init; }

    /// <summary>Net price of one unit, 0 to 1,000,000, at most four decimals.</summary>
    /// <example>0.1</example>
    [Required, Range(0, 1_000_000)]
    public decimal? PriceNet { get; init; }

    /// <summary>Currency (ISO 4217).</summary>
    /// <example>EUR</example>
    [Required, StringLength(3), RegularExpression("^[A-Z]{3}$")]
    public string? Currency { get; init; }

    /// <summary>First day of this price (UTC).</summary>
    /// <example>2026-10-01</example>
    [Required, DataType(DataType.Date), TextFormat("date"), StringLength(10)]
    public string? ValidFrom { get; init; }
}

/// <summary>What a product costs.</summary>
public sealed record ApiProductCharge : ApiProductChargeParts;

/// <summary>What a product costs, to be set.</summary>
public sealed record ApiProductChargeReplace : ApiProductChargeParts;

/// <summary>A version of a product.</summary>
public abstract record ApiProductVersionParts
{
    /// <summary>Its segment of the path.</summary>
    /// <example>v1</example>
    [Required, StringLength(5), RegularExpression("^v[1-9][0-9]*$")]
    public string? Version { get; init; }

    /// <summary>Day on which it came out; null where it is not told.</summary>
    /// <example>2026-10-01</example>
    [DataType(DataType.Date), TextFormat("date"), StringLength(10)]
    public string? ReleasedOn { get; init; }

    /// <summary>Last day on which it is served; null while it has no end.</summary>
    /// <example>2028-12-31</example>
    [DataType(DataType.Date), TextFormat("date"), StringLength(10)]
    public string? EndsOn { get; init; }
}

/// <summary>A version of a product.</summary>
public sealed record ApiProductVersion : ApiProductVersionParts;

/// <summary>A version of a product, to be set.</summary>
public sealed record ApiProductVersionReplace : ApiProductVersionParts;
