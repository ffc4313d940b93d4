using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Tokens;

/// <summary>An access token (RFC 6749 §5.1).</summary>
public sealed record TokenResponse
{
    /// <summary>The token, sent as <c>Authorization: Bearer</c>. Opaque.</summary>
    /// <example>aosat_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("access_token"), StringLength(55), RegularExpression(ClientForms.Token)]
    public required string AccessToken { get; init; }

    /// <summary>Always <c>Bearer</c>.</summary>
    /// <example>Bearer</example>
    [JsonPropertyName("token_type"), StringLength(6), RegularExpression("^Bearer$")]
    public string TokenType { get; } = "Bearer";

    /// <summary>Life in seconds.</summary>
    /// <example>3600</example>
    [JsonPropertyName("expires_in"), Range(1, 3600)]
    public required int ExpiresIn { get; init; }

    /// <summary>Scopes of the token, divided by blanks.</summary>
    /// <example>vehicle.read</example>
    [JsonPropertyName("scope"), StringLength(1000)]
    public required string Scope { get; init; }
}

/// <summary>Form of a token request.</summary>
public sealed record TokenRequest
{
    /// <summary>How the token is asked for.</summary>
    /// <example>client_credentials</example>
    [Required, JsonPropertyName("grant_type"), StringLength(100)]
    public string? GrantType { get; init; }

    /// <summary>Scopes wanted, divided by blanks; all of the client's scopes if absent.</summary>
    /// <example>vehicle.read</example>
    [JsonPropertyName("scope"), StringLength(1000)]
    public string? Scope { get; init; }

    /// <summary>Client id, when not sent by Basic.</summary>
    /// <example>demo-workshop</example>
    [JsonPropertyName("client_id"), StringLength(100), RegularExpression(ClientForms.Id)]
    public string? ClientId { get; init; }

    /// <summary>Client secret, when not sent by Basic.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("client_secret"), StringLength(100)]
    public string? ClientSecret { get; init; }
}

/// <summary>Form of a revocation (RFC 7009).</summary>
public sealed record RevocationRequest
{
    /// <summary>The token to revoke.</summary>
    /// <example>aosat_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, JsonPropertyName("token"), StringLength(200)]
    public string? Token { get; init; }

    /// <summary>What kind of token it is; a wrong hint does no harm.</summary>
    /// <example>access_token</example>
    [JsonPropertyName("token_type_hint"), StringLength(50)]
    public string? TokenTypeHint { get; init; }

    /// <summary>Client id, when not sent by Basic.</summary>
    /// <example>demo-workshop</example>
    [JsonPropertyName("client_id"), StringLength(100), RegularExpression(ClientForms.Id)]
    public string? ClientId { get; init; }

    /// <summary>Client secret, when not sent by Basic.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("client_secret"), StringLength(100)]
    public string? ClientSecret { get; init; }
}
