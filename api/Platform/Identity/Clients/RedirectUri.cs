using System.Buffers;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Which redirect URIs can be registered. Requests are compared with them byte for byte, so nothing is normalised here.</summary>
internal static class RedirectUri
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("*#\\\"<>^`{|}");

    /// <summary>What is wrong with it; null if nothing is.</summary>
    /// <param name="text">The URI.</param>
    /// <param name="isNative">The client is an app on a device, which may have a scheme of its own.</param>
    public static string? Fault(string text, bool isNative)
    {
        if (text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.AsSpan().ContainsAny(Refused))
            return "The address may hold no wildcard, fragment, blank, backslash or characters outside ASCII.";
        // A path alone counts as absolute where paths begin with a slash.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return "The address must be absolute.";
        return text[..colon] switch
        {
            "https" => text.StartsWith("https://", StringComparison.Ordinal) && uri.Host.Length > 0 && !HasUserPart(text) ? null : "The address must have a host and no user part.",
            "http" => IsLoopback(text) ? null : "Only http://127.0.0.1 and http://[::1] work without https.",
            var scheme when scheme.Contains('.', StringComparison.Ordinal) => isNative ? null : "Only a native client may have a scheme of its own.",
            _ => "Permitted are https, http://127.0.0.1, http://[::1], and for a native client a scheme with a dot, such as com.example.app.",
        };
    }

    private static bool IsLoopback(string text) => IsAt(text, "http://127.0.0.1") || IsAt(text, "http://[::1]");

    private static bool IsAt(string text, string origin) =>
        text.StartsWith(origin, StringComparison.Ordinal) && (text.Length == origin.Length || text[origin.Length] is '/' or '?' or ':') && !HasUserPart(text);

    private static bool HasUserPart(string text)
    {
        var from = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var to = text.AsSpan(from).IndexOfAny('/', '?');
        return text.AsSpan(from, to < 0 ? text.Length - from : to).Contains('@');
    }
}
