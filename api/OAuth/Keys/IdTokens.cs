using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Secrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.OAuth.Keys;

/// <summary>Writes ID tokens (OpenID Connect Core §2), and reads those that come back as hints.</summary>
internal sealed class IdTokens(SigningKeys keys, PublicOrigin origin, TimeProvider time)
{
    /// <summary>Life of an ID token.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>A signed ID token: who signed in, when and how. Names and addresses come from the userinfo endpoint.</summary>
    public async Task<string> CreateAsync(NewIdToken token, CancellationToken cancellation)
    {
        var key = await keys.SignerAsync(token.Algorithm, cancellation);
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = token.AccountId.ToString(),
            ["auth_time"] = new DateTimeOffset(token.SignedInAt, TimeSpan.Zero).ToUnixTimeSeconds(),
            ["amr"] = token.Methods,
            ["at_hash"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token.AccessToken))[..16]),
        };
        if (token.Nonce is not null)
            claims["nonce"] = token.Nonce;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = origin.ToString(),
            Audience = token.ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Life).UtcDateTime,
            Claims = claims,
            SigningCredentials = new(key.Key, key.Algorithm),
        });
    }

    /// <summary>Whom one of our ID tokens is about and which client got it, expired or not; null if it is none of ours.</summary>
    public async Task<IdTokenHint?> ReadHintAsync(string text, CancellationToken cancellation)
    {
        if (text.Length > MaxHintLength)
            return null;
        var kept = await keys.KeptAsync(cancellation);
        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = origin.ToString(),
            ValidAlgorithms = KeyLives.Algorithms,
            IssuerSigningKeys = kept.Select(key => key.Key),
            TryAllIssuerSigningKeys = false,
            ValidateLifetime = false,
            // Who the audience is stands in the token; the caller compares it with the client.
            ValidateAudience = false,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken token } && token.Audiences.ToList() is [var client] && Guid.TryParse(token.Subject, out var account)
            ? new(account, client)
            : null;
    }

    private const int MaxHintLength = 4096;
}

/// <summary>An ID token to be written.</summary>
internal sealed record NewIdToken
{
    /// <summary>Client that gets it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Algorithm that the client has chosen: <c>RS256</c> or <c>ES256</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Person.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When the person signed in.</summary>
    public required DateTime SignedInAt { get; init; }

    /// <summary>How the person proved who it is (RFC 8176).</summary>
    public required string[] Methods { get; init; }

    /// <summary>The access token that is issued with it.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Nonce of the authorization request; null if it had none, and at refresh.</summary>
    public string? Nonce { get; init; }
}

/// <summary>What an ID token says that came back.</summary>
/// <param name="AccountId">Person.</param>
/// <param name="ClientId">Client that it was issued to.</param>
internal sealed record IdTokenHint(Guid AccountId, string ClientId);
