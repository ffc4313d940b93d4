using System.Globalization;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>Places in lists that are ordered by time, and ids in paths.</summary>
internal static class ApiLists
{
    /// <summary>The place after which a page begins; null for the first page.</summary>
    public static (DateTime At, Guid Id)? After(string?[]? position) =>
        position is [{ } at, { } id] ? (DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), Guid.Parse(id)) : null;

    /// <summary>The place of an item, for a cursor.</summary>
    public static string[] Position(DateTime at, Guid id) => [at.ToString("O", CultureInfo.InvariantCulture), id.ToString()];

    /// <summary>The id in a path; what is no UUID names nothing.</summary>
    public static Guid IdOf(string text, ApiError notFound) => Guid.TryParseExact(text, "D", out var id) ? id : throw notFound.With();
}
