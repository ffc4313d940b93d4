using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>One page of the types that fit, and the choices that are left.</summary>
public sealed record VehicleTypePage
{
    /// <summary>Types that fit, in order of their type keys.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<VehicleType> Items { get; init; }

    /// <summary>Send it as `cursor` to get the next page; null at the end. Opaque, valid 24 hours.</summary>
    /// <example>AbCdEfGh</example>
    [StringLength(2000), RegularExpression("^[A-Za-z0-9_-]+$")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextCursor { get; init; }

    /// <summary>Number of types that fit, at most 10,000; only when asked for by `includeTotal=true`.</summary>
    /// <example>3</example>
    [Range(0, 10_000)]
    public int? Total { get; init; }

    /// <summary>True when more types fit than `total` says.</summary>
    /// <example>false</example>
    public bool? TotalIsCapped { get; init; }

    /// <summary>What can be chosen next, feature by feature. A value that would find nothing is not offered, nor is a feature without values.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<TypeFacet> Facets { get; init; }

    /// <summary>Features in which the types that fit still differ: a choice among their values makes the list shorter.</summary>
    /// <example>["modelYear"]</example>
    [MaxLength(20)]
    public required IReadOnlyList<TypeFeature> DifferingFeatures { get; init; }

    /// <summary>What the words of `q` were taken for, in their order.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<UnderstoodWords> Understood { get; init; }

    /// <summary>Words of `q` that were not understood; they leave the search as it is. Fillers such as "with" are in neither list.</summary>
    /// <example>["nice"]</example>
    [MaxLength(100), StringLength(200)]
    public required IReadOnlyList<string> NotUnderstood { get; init; }

    /// <summary>Data release that the types come from; all pages show the same one. Null if no data are loaded.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public string? Release { get; init; }
}

/// <summary>A feature with the values that can be chosen for it.</summary>
public sealed record TypeFacet
{
    /// <summary>The feature; its name is that of the query parameter.</summary>
    /// <example>bodyType</example>
    public required TypeFeature Feature { get; init; }

    /// <summary>The values that find something.</summary>
    [MaxLength(10_000)]
    public required IReadOnlyList<TypeFacetValue> Values { get; init; }
}

/// <summary>A value that can be chosen, and how many types it finds.</summary>
public sealed record TypeFacetValue
{
    /// <summary>The value; send it as the query parameter of its feature.</summary>
    /// <example>estate</example>
    [StringLength(200)]
    public required string Value { get; init; }

    /// <summary>Its name in the language of the answer, where it has one.</summary>
    /// <example>Estate</example>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Number of types that the same search finds with this value alone chosen for its feature and everything else as it is; 1 or more.</summary>
    /// <example>3</example>
    [Range(1, 1_000_000)]
    public required int Count { get; init; }

    /// <summary>True if it is chosen now, by its parameter or by `q`.</summary>
    /// <example>false</example>
    public required bool Selected { get; init; }

    /// <summary>JSON of value and name, if it was written before.</summary>
    internal byte[]? Head { get; init; }
}

/// <summary>Words of the free text, and what they were taken for.</summary>
public sealed record UnderstoodWords
{
    /// <summary>The words as they were written.</summary>
    /// <example>touring</example>
    [StringLength(200)]
    public required string Text { get; init; }

    /// <summary>The feature that they speak of.</summary>
    /// <example>bodyType</example>
    public required TypeFeature Feature { get; init; }

    /// <summary>The values that they stand for; any of them fits.</summary>
    /// <example>["estate"]</example>
    [MaxLength(10_000), StringLength(200)]
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>False if the feature's own query parameter is set, which then decides alone.</summary>
    /// <example>true</example>
    public required bool Applied { get; init; }
}
