using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>A proof that the caller holds a key (RFC 9449), checked but for its single use.</summary>
/// <param name="Thumbprint">Thumbprint of the key (RFC 7638).</param>
/// <param name="Id">Its <c>jti</c>.</param>
internal sealed record DpopProof(string Thumbprint, string Id)
{
    /// <summary>The one algorithm of proofs.</summary>
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    private const string Type = "dpop+jwt";
    private const int LongestId = 200;
    private const int Longest = 4_000;

    /// <summary>How far the caller's clock may be away.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Reads and checks a proof; null if anything is wrong with it.</summary>
    /// <param name="text">Value of the header <c>DPoP</c>.</param>
    /// <param name="method">Method of the request.</param>
    /// <param name="url">Address of the request as callers know it, without query.</param>
    /// <param name="accessToken">Token that comes with it; null where a token is asked for.</param>
    /// <param name="now">Time of this node.</param>
    public static async Task<DpopProof?> ReadAsync(string text, string method, Uri url, string? accessToken, DateTimeOffset now)
    {
        if (text.Length > Longest || !Handler.CanReadToken(text) || Parse(text) is not { } proof || KeyOf(proof) is not { } key)
            return null;
        var signed = await Handler.ValidateTokenAsync(proof, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [Algorithm],
            ValidTypes = [Type],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!signed.IsValid || !FitsRequest(proof, method, url) || !IsFresh(proof, now) || !FitsToken(proof, accessToken))
            return null;
        var id = TextOf(proof, "jti");
        return id is { Length: > 0 and <= LongestId } ? new(Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()), id) : null;
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return Handler.ReadJsonWebToken(text);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The public key that the proof itself names: this is the one place where a key comes from a header.</summary>
    private static JsonWebKey? KeyOf(JsonWebToken proof)
    {
        if (!proof.TryGetHeaderValue<JsonElement>("jwk", out var jwk) || jwk.ValueKind != JsonValueKind.Object || jwk.TryGetProperty("d", out _))
            return null;
        return CallerKeys.Curve(Member(jwk, "kty"), Member(jwk, "crv"), Member(jwk, "x"), Member(jwk, "y"));
    }

    private static bool FitsRequest(JsonWebToken proof, string method, Uri url) =>
        TextOf(proof, "htm") == method
        && Uri.TryCreate(TextOf(proof, "htu"), UriKind.Absolute, out var proven)
        && proven.UserInfo.Length == 0
        && proven.GetLeftPart(UriPartial.Path) == url.GetLeftPart(UriPartial.Path);

    private static bool IsFresh(JsonWebToken proof, DateTimeOffset now) =>
        proof.TryGetPayloadValue<long>("iat", out var issued) && Math.Abs(now.ToUnixTimeSeconds() - issued) <= (long)Tolerance.TotalSeconds;

    private static bool FitsToken(JsonWebToken proof, string? accessToken) =>
        accessToken is null || TextOf(proof, "ath") == Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));

    private static string? TextOf(JsonWebToken proof, string claim) =>
        proof.TryGetPayloadValue<object>(claim, out var value) ? value as string : null;

    private static string? Member(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
