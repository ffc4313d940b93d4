using System.Text;
using System.Text.Json;

namespace Aos.Sdk;

/// <summary>
/// Reads an ID token that came straight from the token endpoint. Its signature is not checked: the connection to that endpoint says
/// who made it, which OpenID Connect Core 3.1.3.7 (6) allows, and a client without a JWT library has nothing in it that could be
/// fooled by a header. So never give it a token that came by another way, such as from a browser.
/// </summary>
internal static class IdToken
{
    // Clocks of two machines differ.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>The claims of a sign-in, when they are about this client and of this moment.</summary>
    /// <param name="token">The ID token.</param>
    /// <param name="settings">The client.</param>
    /// <param name="pending">The request in a browser that it answers; null for a device, which has no nonce.</param>
    public static IdTokenClaims Read(string token, AosSettings settings, PendingSignIn? pending)
    {
        var claims = Read(token, settings, out var sentNonce);
        if (pending is not null && (sentNonce is not { } nonce || !Randomness.Same(nonce, pending.Nonce)))
            throw Wrong("belongs to another request (nonce)");
        var now = settings.Clock.GetUtcNow();
        if (claims.ExpiresAt <= now - Tolerance)
            throw Wrong("has ended; the clock of this machine may be wrong");
        if (pending?.MaxAgeSeconds is { } age && !(claims.SignedInAt >= now - TimeSpan.FromSeconds(age) - Tolerance))
            throw Wrong("says that the person signed in too long ago");
        return claims;
    }

    /// <summary>
    /// The claims that came with renewed tokens. Their time is not looked at: by now the old refresh token is used up, and a clock that
    /// goes wrong must not cost the person the sign-in.
    /// </summary>
    public static IdTokenClaims ReadRenewed(string token, AosSettings settings) => Read(token, settings, out _);

    public static AosSignInException Wrong(string what, Exception? cause = null) => new($"The ID token {what}.", "sdk.id-token-invalid", cause);

    private static IdTokenClaims Read(string token, AosSettings settings, out string? nonce)
    {
        var payload = Parse(token);
        if (payload.Issuer != settings.Issuer)
            throw Wrong($"was made by another server (\"{payload.Issuer}\", expected \"{settings.Issuer}\")");
        if (payload.Subject.Length == 0)
            throw Wrong("does not say who signed in");
        if (!payload.IsFor(settings.ClientId))
            throw Wrong("was made for another client");
        nonce = payload.Nonce;
        return payload.ToClaims();
    }

    private static IdTokenPayload Parse(string token)
    {
        try
        {
            if (token.Split('.') is [_, var payload, _] && JsonSerializer.Deserialize(Encoding.UTF8.GetString(Decode(payload)), SignInJson.Default.IdTokenPayload) is { } claims)
                return claims;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            throw Wrong("cannot be read", fault);
        }
        throw Wrong("cannot be read");
    }

    private static byte[] Decode(string base64Url)
    {
        var text = base64Url.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight(text.Length + ((4 - (text.Length % 4)) % 4), '='));
    }
}
