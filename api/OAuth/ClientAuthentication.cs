using System.Net;
using System.Text;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Telemetry;

namespace Aos.Api.OAuth;

/// <summary>
/// Authenticates the client of a request (RFC 6749 §2.3): secret by Basic or in the form, never both. Unknown client and
/// wrong secret give the same answer, and failures count against the address before the database is asked.
/// </summary>
internal sealed class ClientAuthentication(ClientCredentials credentials, AddressGuard guard)
{
    private const string Scheme = "Basic ";

    /// <summary>The client, or an error of RFC 6749.</summary>
    public async Task<AuthenticatedClient> AuthenticateAsync(HttpContext context, OAuthForm form)
    {
        var (id, secret, basic) = Read(context.Request, form);
        if (guard.SecondsToWait(context) is { } seconds)
            throw new ProblemException(LimitErrors.TooManyFailures, []) { RetryAfterSeconds = seconds };
        // PostgreSQL knows no text with NUL; no client has such an id.
        if (!id.Contains('\0', StringComparison.Ordinal) && OpaqueToken.IsWellFormed(secret, OpaqueToken.ClientSecret)
            && await credentials.FindAsync(id, OpaqueToken.Hash(secret), context.RequestAborted) is { } client)
            return client;
        guard.CountFailure(context);
        AosMeters.AuthenticationFailed("client");
        throw OAuthException.InvalidClient(basic);
    }

    private static (string Id, string Secret, bool Basic) Read(HttpRequest request, OAuthForm form)
    {
        var header = request.Headers.Authorization;
        if (header.Count > 1)
            throw OAuthException.InvalidRequest("Send one Authorization header.");
        if (header.Count == 0)
            return (form["client_id"] ?? throw OAuthException.InvalidClient(basic: false), form["client_secret"] ?? throw OAuthException.InvalidClient(basic: false), false);
        if (form["client_secret"] is not null)
            throw OAuthException.InvalidRequest("Send the client secret once, by Basic or in the form.");
        var (id, secret) = Decode(header[0]!) ?? throw OAuthException.InvalidClient(basic: true);
        if (form["client_id"] is { } other && other != id)
            throw OAuthException.InvalidRequest("client_id differs from the Basic credentials.");
        return (id, secret, true);
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
