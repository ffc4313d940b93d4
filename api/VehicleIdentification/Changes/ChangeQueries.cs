using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Lists;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>Query parameters of a list that has no filters.</summary>
public record WalkQuery
{
    /// <summary>Most items of a page, 1 to 200; 50 if absent.</summary>
    /// <example>50</example>
    [Range(1, 200)]
    public int? Limit { get; init; }

    /// <summary>`nextCursor` of the page before; absent for the first page.</summary>
    /// <example>AbCdEfGh</example>
    [StringLength(2000)]
    public string? Cursor { get; init; }

    /// <summary>Items to read for this page.</summary>
    internal int Take => Limit ?? PageQuery.DefaultLimit;
}

/// <summary>Query parameters of the changes since a release.</summary>
public sealed record ChangeQuery : WalkQuery
{
    /// <summary>Release that your copy has: its name or its number.</summary>
    /// <example>2026-10</example>
    [Required, StringLength(200)]
    public string? Since { get; init; }
}
