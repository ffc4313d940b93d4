namespace Aos.Api.OAuth;

/// <summary>The parameter <c>scope</c>.</summary>
internal static class RequestedScopes
{
    /// <summary>The scopes that a form names, which must be among the permitted ones; null if it names none.</summary>
    public static string[]? Of(OAuthForm form, IReadOnlyCollection<string> permitted)
    {
        if (form["scope"] is not { } wanted)
            return null;
        var scopes = wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        return scopes.Length > 0 && scopes.All(permitted.Contains) ? scopes : throw OAuthException.InvalidScope("A scope that was asked for is not permitted here.");
    }
}
