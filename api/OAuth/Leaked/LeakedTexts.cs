using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.OAuth.Leaked;

/// <summary>
/// Finds what has the form of our secrets and tokens in any text. Links of mails are left alone: they work once, and ending one would shut out only the person
/// whom it was sent to.
/// </summary>
internal static class LeakedTexts
{
    /// <summary>Most that one report can end.</summary>
    public const int Most = 250;

    private const string Stem = "aos";

    private static readonly string[] Kinds =
        [OpaqueToken.ClientSecret, OpaqueToken.Access, OpaqueToken.Refresh, OpaqueToken.AuthorizationCode, OpaqueToken.DeviceCode, OpaqueToken.Session];

    /// <summary>The first different ones. What stands before and behind does not count, as it may be the end of an escape such as <c>%0A</c> or <c>\n</c>.</summary>
    public static IReadOnlySet<string> Find(string text)
    {
        // The one character of them that a form may escape.
        var left = text.Replace("%5F", "_", StringComparison.OrdinalIgnoreCase).AsSpan();
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (int at; found.Count < Most && (at = left.IndexOf(Stem)) >= 0;)
        {
            left = left[at..];
            if (IsOurs(left))
                found.Add(left[..OpaqueToken.Length].ToString());
            left = left[Stem.Length..];
        }

        return found;
    }

    private static bool IsOurs(ReadOnlySpan<char> text)
    {
        if (text.Length < OpaqueToken.Length)
            return false;
        foreach (var kind in Kinds)
            if (OpaqueToken.IsWellFormed(text[..OpaqueToken.Length], kind))
                return true;
        return false;
    }
}
