using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Lists;

/// <summary>One page of a list. The end of the list is a null <c>nextCursor</c>; a page may hold fewer items than asked for.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
public sealed record Page<T>
{
    /// <summary>The items, in the order of the list.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Send it as <c>cursor</c> to get the next page; null at the end. Opaque, valid 24 hours.</summary>
    /// <example>AbCdEfGh</example>
    [StringLength(2000), RegularExpression("^[A-Za-z0-9_-]+$")]
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public string? NextCursor { get; init; }

    /// <summary>Number of items in the whole list, at most 10,000; only when asked for by <c>includeTotal=true</c>.</summary>
    /// <example>2000</example>
    [Range(0, 10_000)]
    public int? Total { get; init; }

    /// <summary>True when the list is longer than <c>total</c> says.</summary>
    /// <example>false</example>
    public bool? TotalIsCapped { get; init; }
}

/// <summary>Cuts pages from what a store read.</summary>
internal static class Page
{
    /// <summary>A page from one item more than it holds: the surplus only tells that there is a next page.</summary>
    /// <param name="found">At most <paramref name="take"/> + 1 items.</param>
    /// <param name="take">Items of the page.</param>
    /// <param name="cursorAfter">The cursor after an item.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> found, int take, Func<T, string> cursorAfter) => found.Count <= take
        ? new() { Items = found }
        : new() { Items = [.. found.Take(take)], NextCursor = cursorAfter(found[take - 1]) };

    /// <summary>The page with the length of its whole list.</summary>
    /// <param name="page">The page.</param>
    /// <param name="counted">What was counted, one above <see cref="PageQuery.TotalCap"/> at most.</param>
    public static Page<T> WithTotal<T>(this Page<T> page, int counted) =>
        page with { Total = Math.Min(counted, PageQuery.TotalCap), TotalIsCapped = counted > PageQuery.TotalCap };
}
