using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Lists;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>One page of a reference list. The end of the list is a null `nextCursor`; a page may hold fewer items than asked for.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
public sealed record ReferencePage<T>
{
    /// <summary>The entries, in order of their keys.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Send it as `cursor` to get the next page; null at the end. Opaque, valid 24 hours.</summary>
    /// <example>AbCdEfGh</example>
    [StringLength(2000), RegularExpression("^[A-Za-z0-9_-]+$")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextCursor { get; init; }

    /// <summary>Number of entries in the whole list, at most 10,000; only when asked for by `includeTotal=true`.</summary>
    /// <example>32</example>
    [Range(0, 10_000)]
    public int? Total { get; init; }

    /// <summary>True when the list is longer than `total` says.</summary>
    /// <example>false</example>
    public bool? TotalIsCapped { get; init; }

    /// <summary>Data release of the list; all pages show the same one. Send it as `changedSince` later to get only what has changed. Null if no data are loaded.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public string? Release { get; init; }
}

/// <summary>What is wanted of a reference list.</summary>
public sealed record ReferenceQuery : PageQuery
{
    /// <summary>Words that all occur in the codes or names of an entry, in English or German; case and accents do not count.</summary>
    /// <example>6</example>
    [StringLength(200)]
    public string? Q { get; init; }

    /// <summary>Name or number of a release: only entries that came, changed or went after it, those that went with `gone` = true.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public string? ChangedSince { get; init; }
}
