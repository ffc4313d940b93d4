using System.Net;
using System.Text;

namespace Aos.Api.OAuth.Clients;

/// <summary>What a request says about its client, not yet believed.</summary>
/// <param name="ClientId">The id, unless only the assertion names it.</param>
/// <param name="Secret">A secret.</param>
/// <param name="Assertion">A signed assertion (RFC 7523).</param>
/// <param name="IsBasic">They came by Basic, so that a refusal must challenge.</param>
internal sealed record SentCredentials(string? ClientId, string? Secret, string? Assertion, bool IsBasic)
{
    private const string Scheme = "Basic ";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Reads them; two methods at once are refused.</summary>
    public static SentCredentials Read(HttpRequest request, OAuthForm form)
    {
        var header = request.Headers.Authorization;
        var (id, secret, assertion) = (form["client_id"], form["client_secret"], form["client_assertion"]);
        if (header.Count > 1)
            throw OAuthException.InvalidRequest("Send one Authorization header.");
        if (header.Count + (secret is null ? 0 : 1) + (assertion is null ? 0 : 1) > 1)
            throw OAuthException.InvalidRequest("Authenticate the client by one method only.");
        if (assertion is null != form["client_assertion_type"] is null || (assertion is not null && form["client_assertion_type"] != AssertionType))
            throw OAuthException.InvalidRequest("client_assertion and client_assertion_type belong together, and the type must be jwt-bearer.");
        return header.Count == 0 ? new(id, secret, assertion, IsBasic: false) : ReadBasic(header[0]!, id);
    }

    private static SentCredentials ReadBasic(string header, string? idInForm)
    {
        var (id, secret) = Decode(header) ?? throw OAuthException.InvalidClient(basic: true);
        if (idInForm is not null && idInForm != id)
            throw OAuthException.InvalidRequest("client_id differs from the Basic credentials.");
        return new(id, secret, null, IsBasic: true);
    }

    /// <summary>Id and secret of a Basic header, each form-decoded as RFC 6749 §2.3.1 says; null if it is none.</summary>
    private static (string Id, string Secret)? Decode(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..]));
    }
}
