namespace Aos.Sdk;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
/// <param name="Items">The items; may be fewer than asked for, also before the end.</param>
/// <param name="NextCursor">Cursor of the next page; null at the end.</param>
public sealed record AosPage<T>(IReadOnlyList<T> Items, string? NextCursor);
