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
