using System.Globalization;

namespace Aos.Api.Platform.Http;

/// <summary>Reading of instants that come as text, so that an impossible one is a field error and no framework message.</summary>
public static class Instant
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The instant of an RFC 3339 text in UTC; null if the text is none or names no zone.</summary>
    public static DateTimeOffset? Parse(string text) =>
        (text.EndsWith('Z') || text.Length > 6 && text[^6] is '+' or '-')
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToUniversalTime()
            : null;
}
