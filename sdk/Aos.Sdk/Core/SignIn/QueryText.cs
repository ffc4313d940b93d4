namespace Aos.Sdk;

/// <summary>Parameters in an address or a form.</summary>
internal static class QueryText
{
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));

    /// <summary>An address with parameters added; a query that it has stays.</summary>
    public static Uri Append(Uri address, IEnumerable<KeyValuePair<string, string>> parameters) =>
        new(address.AbsoluteUri + (address.Query.Length == 0 ? '?' : '&') + Of(parameters));

    /// <summary>The parameters of an address; null if one comes twice, because then nobody knows which is meant.</summary>
    public static Dictionary<string, string>? Read(Uri address)
    {
        var text = address.OriginalString.Split('#')[0];
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text.IndexOf('?', StringComparison.Ordinal) is not (>= 0 and var start))
            return found;
        foreach (var pair in text[(start + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (!found.TryAdd(Decoded(parts[0]), parts.Length > 1 ? Decoded(parts[1]) : ""))
                return null;
        }
        return found;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
