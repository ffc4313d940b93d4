using System.Text.Json;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Secrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.OAuth.Clients;

/// <summary>Checks assertions that clients sign with a registered key (<c>private_key_jwt</c>): each is good once, for five minutes at most.</summary>
internal sealed class ClientAssertions(ClientDirectory directory, UsedIds used, PublicOrigin origin)
{
    private const int LongestId = 200;
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The client that signed it; null if anything is wrong with it.</summary>
    public async Task<ClientFacts?> FindAsync(string text, CancellationToken cancellation)
    {
        if (Parse(text) is not { } assertion || assertion.Issuer is not { Length: > 0 } issuer || assertion.Subject != issuer)
            return null;
        if (await directory.FindKeysAsync(issuer, cancellation) is not { } found || KeyOf(assertion, found.Keys) is not { } key)
            return null;
        var signed = await Handler.ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [key.Kty == "EC" ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSha256],
            ValidIssuer = issuer,
            ValidAudiences = [origin.ToString(), origin.Absolute("/oauth/token")],
            ValidateLifetime = false,
        });
        if (!signed.IsValid || !IsForOne(assertion) || !IsInTime(assertion, found.Now))
            return null;
        return assertion.Id is { Length: > 0 and <= LongestId } id && await used.TakeAsync($"assertion\n{issuer}\n{id}", LongestLife, cancellation) ? found.Client : null;
    }

    /// <summary>The audience is one text, not a list in which another server could stand too.</summary>
    private static bool IsForOne(JsonWebToken assertion) => assertion.TryGetPayloadValue<object>("aud", out var audience) && audience is string;

    private static bool IsInTime(JsonWebToken assertion, DateTimeOffset now)
    {
        if (!assertion.TryGetPayloadValue<long>("exp", out var expires) || expires <= now.ToUnixTimeSeconds() || expires > (now + LongestLife).ToUnixTimeSeconds())
            return false;
        return !assertion.TryGetPayloadValue<long>("nbf", out var begins) || begins <= now.ToUnixTimeSeconds();
    }

    /// <summary>The registered key that the header names; without a name, the only one.</summary>
    private static JsonWebKey? KeyOf(JsonWebToken assertion, string keys)
    {
        var registered = JsonSerializer.Deserialize(keys, StoredKeys.Default.ClientKeySet)!.Keys;
        var named = string.IsNullOrEmpty(assertion.Kid) ? registered : [.. registered.Where(key => key.Kid == assertion.Kid)];
        return named is [var only] ? only.ToKey() : null;
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return Handler.CanReadToken(text) ? Handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }
}
