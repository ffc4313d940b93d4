using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Tokens;

/// <summary>An access token (RFC 6749 §5.1).</summary>
public sealed record TokenResponse
{
    /// <summary>The token, sent as <c>Authorization: Bearer</c> or, if bound to a key, <c>DPoP</c>. Opaque.</summary>
    /// <example>aosat_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("access_token"), StringLength(55), RegularExpression(ClientForms.Token)]
    public required string AccessToken { get; init; }

    /// <summary><c>Bearer</c>, or <c>DPoP</c> for a token that is bound to a key (RFC 9449); the scheme in which it is sent.</summary>
    /// <example>Bearer</example>
    [JsonPropertyName("token_type"), StringLength(6), RegularExpression("^(Bearer|DPoP)$")]
    public string TokenType { get; init; } = "Bearer";

    /// <summary>Life in seconds.</summary>
    /// <example>3600</example>
    [JsonPropertyName("expires_in"), Range(1, 3600)]
    public required int ExpiresIn { get; init; }

    /// <summary>Scopes of the token, divided by blanks.</summary>
    /// <example>vehicle.read</example>
    [JsonPropertyName("scope"), StringLength(1000)]
    public required string Scope { get; init; }

    /// <summary>Refresh token: used once, then replaced by the one of the new answer. Only for people, if the client may refresh.</summary>
    /// <example>aosrt_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(55), RegularExpression("^aosrt_[0-9A-Za-z]{49}$")]
    public string? RefreshToken { get; init; }

    /// <summary>Who signed in, as a signed JWT (OpenID Connect): with the scope <c>openid</c>.</summary>
    /// <example>eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxIn0.c2lnbmF0dXJl</example>
    [JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(8000)]
    public string? IdToken { get; init; }
}

/// <summary>Form of a token request.</summary>
public sealed record TokenRequest : ClientForm
{
    /// <summary>How the token is asked for: <c>client_credentials</c>, <c>authorization_code</c>, <c>refresh_token</c> or <c>urn:ietf:params:oauth:grant-type:device_code</c>.</summary>
    /// <example>client_credentials</example>
    [Required, JsonPropertyName("grant_type"), StringLength(100)]
    public string? GrantType { get; init; }

    /// <summary>Scopes wanted, divided by blanks: by client credentials all of the client's if absent; by a refresh token, fewer than before for this access token.</summary>
    /// <example>vehicle.read</example>
    [JsonPropertyName("scope"), StringLength(1000)]
    public string? Scope { get; init; }

    /// <summary>Resource server for which the token shall be (RFC 8707); this API if absent.</summary>
    /// <example>https://api.example.com</example>
    [JsonPropertyName("resource"), StringLength(500)]
    public string? Resource { get; init; }

    /// <summary>Authorization code.</summary>
    /// <example>aosac_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("code"), StringLength(100)]
    public string? Code { get; init; }

    /// <summary>Redirect URI of the authorization request; if sent, the same one.</summary>
    /// <example>https://app.example.com/callback</example>
    [JsonPropertyName("redirect_uri"), StringLength(500)]
    public string? RedirectUri { get; init; }

    /// <summary>Text whose SHA-256 was the challenge of the authorization request (RFC 7636), 43 to 128 characters.</summary>
    /// <example>dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk</example>
    [JsonPropertyName("code_verifier"), StringLength(128, MinimumLength = 43)]
    public string? CodeVerifier { get; init; }

    /// <summary>Refresh token.</summary>
    /// <example>aosrt_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("refresh_token"), StringLength(100)]
    public string? RefreshToken { get; init; }

    /// <summary>Device code.</summary>
    /// <example>aosdc_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("device_code"), StringLength(100)]
    public string? DeviceCode { get; init; }
}

/// <summary>Form of a revocation (RFC 7009).</summary>
public sealed record RevocationRequest : ClientForm
{
    /// <summary>The token to revoke: a refresh token takes everything along that was issued by the same authorization, an access token only itself.</summary>
    /// <example>aosat_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, JsonPropertyName("token"), StringLength(200)]
    public string? Token { get; init; }

    /// <summary>What kind of token it is; a wrong hint does no harm.</summary>
    /// <example>access_token</example>
    [JsonPropertyName("token_type_hint"), StringLength(50)]
    public string? TokenTypeHint { get; init; }
}
