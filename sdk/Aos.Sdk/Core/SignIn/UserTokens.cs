using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>The tokens of a person who signed in. Whoever has them acts for that person: keep them as you keep passwords.</summary>
public sealed record UserTokens
{
    // So early a new one is got, that a call never starts with a token that ends on its way.
    private const double UsedLife = 0.8;

    /// <summary>The server that gave them.</summary>
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    /// <summary>The client that they were given to.</summary>
    [JsonPropertyName("clientId")]
    public required string ClientId { get; init; }

    /// <summary>Token for calls.</summary>
    [JsonPropertyName("accessToken")]
    public required string AccessToken { get; init; }

    /// <summary>When the access token was got.</summary>
    [JsonPropertyName("obtainedAt")]
    public required DateTimeOffset ObtainedAt { get; init; }

    /// <summary>When the access token ends.</summary>
    [JsonPropertyName("expiresAt")]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Token for new tokens, each used once; null if the client may not renew (grant <c>refreshToken</c>). It ends with the person's
    /// sign-in, and outlives it with the scope <c>offline_access</c>.
    /// </summary>
    [JsonPropertyName("refreshToken")]
    public string? RefreshToken { get; init; }

    /// <summary>Scopes that were granted, separated by blanks.</summary>
    [JsonPropertyName("scope")]
    public string Scope { get => field ?? ""; init; }

    /// <summary>Who signed in, and a hint for signing out; null without the scope <c>openid</c>. Not for calls.</summary>
    [JsonPropertyName("idToken")]
    public string? IdToken { get; init; }

    /// <summary>Id of the person; null without the scope <c>openid</c>.</summary>
    [JsonPropertyName("subject")]
    public string? Subject { get; init; }

    internal DateTimeOffset RenewAt => ObtainedAt + ((ExpiresAt - ObtainedAt) * UsedLife);

    /// <summary>Shows no token.</summary>
    public override string ToString() => FormattableString.Invariant($"tokens of {Subject ?? "somebody"} for {ClientId}, until {ExpiresAt:O}");
}
