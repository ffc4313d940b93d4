using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Http;

/// <summary>The language of an answer: the best of <c>Accept-Language</c>, English where none fits.</summary>
public static class RequestLanguage
{
    /// <summary>Languages of the API, the fallback first.</summary>
    public static readonly IReadOnlyList<string> Supported = ["en", "de"];

    /// <summary>ISO 639-1 code of the language for this request. A regional tag falls back to its language (<c>de-AT</c> to <c>de</c>).</summary>
    public static string Of(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        if (header.Count == 0)
            return Supported[0];
        // The common forms of generated clients and of curl users, without parsing.
        if (header.Count == 1 && header[0] is "de" or "en")
            return header[0]!;
        return StringWithQualityHeaderValue.TryParseList(header, out var wanted) ? Best(wanted) : Supported[0];
    }

    /// <summary>Languages that the caller reads, the best first and English last: for texts that may exist in more languages than the API speaks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="own">Language tag of the signed-in person, for a request without <c>Accept-Language</c>.</param>
    public static string[] Wanted(HttpRequest request, string? own = null)
    {
        var wanted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var header)
            ? header.Where(value => value.Quality is not 0).OrderByDescending(value => value.Quality ?? 1).Select(value => value.Value.Value ?? "")
            : own is null ? [] : [own];
        return [.. wanted.Select(tag => tag.Split('-')[0].ToLowerInvariant()).Where(tag => tag is { Length: 2 }).Append(Supported[0]).Distinct(StringComparer.Ordinal)];
    }

    private static string Best(IList<StringWithQualityHeaderValue> wanted)
    {
        var best = Supported[0];
        var weight = 0d;
        foreach (var value in wanted)
        {
            var language = value.Value.Value is "*" ? Supported[0] : value.Value.Value?.Split('-')[0].ToLower(CultureInfo.InvariantCulture);
            if (language is not null && Supported.Contains(language) && (value.Quality ?? 1) > weight)
                (best, weight) = (language, value.Quality ?? 1);
        }

        return best;
    }
}
