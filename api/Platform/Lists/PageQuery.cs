using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Lists;

/// <summary>The query parameters of every list.</summary>
public abstract record PageQuery
{
    /// <summary>Items a page when the caller names no number.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most items of a page, 1 to 200; 50 if absent.</summary>
    /// <example>50</example>
    [Range(1, 200)]
    public int? Limit { get; init; }

    /// <summary>`nextCursor` of the page before; absent for the first page.</summary>
    /// <example>AbCdEfGh</example>
    [StringLength(2000)]
    public string? Cursor { get; init; }

    /// <summary>Add the number of items in the whole list, exact up to 10,000.</summary>
    /// <example>true</example>
    public bool? IncludeTotal { get; init; }

    /// <summary>A total above this is given as this, with a flag.</summary>
    internal const int TotalCap = 10_000;

    /// <summary>Items to read for this page.</summary>
    internal int Take => Limit ?? DefaultLimit;
}

/// <summary>Links between pages.</summary>
internal static class PageLinks
{
    /// <summary>Adds <c>Link: rel="next"</c> for a page that is not the last.</summary>
    public static void Set(HttpContext context, PublicOrigin origin, string? nextCursor)
    {
        if (nextCursor is null)
            return;
        var others = context.Request.Query.Where(pair => pair.Key != "cursor").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var query = QueryString.Create([.. others, KeyValuePair.Create<string, string?>("cursor", nextCursor)]);
        context.Response.Headers.Append("Link", string.Create(CultureInfo.InvariantCulture, $"<{origin.Absolute(context.Request.Path + query)}>; rel=\"next\""));
    }
}
