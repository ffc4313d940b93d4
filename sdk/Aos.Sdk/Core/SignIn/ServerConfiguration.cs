using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>What the server tells about itself (OpenID Connect Discovery).</summary>
internal sealed record ServerConfiguration
{
    [JsonPropertyName("issuer")]
    public string? Issuer { get; init; }

    [JsonPropertyName("authorization_endpoint")]
    public string? AuthorizationEndpoint { get; init; }

    [JsonPropertyName("token_endpoint")]
    public string? TokenEndpoint { get; init; }

    [JsonPropertyName("userinfo_endpoint")]
    public string? UserInfoEndpoint { get; init; }

    [JsonPropertyName("revocation_endpoint")]
    public string? RevocationEndpoint { get; init; }

    [JsonPropertyName("device_authorization_endpoint")]
    public string? DeviceAuthorizationEndpoint { get; init; }

    [JsonPropertyName("end_session_endpoint")]
    public string? EndSessionEndpoint { get; init; }

    /// <summary>Whether every answer in the browser names the server (RFC 9207), so that one without is not of this server.</summary>
    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public bool NamesIssuerInAnswers { get; init; }
}

/// <summary>An answer of the token endpoint.</summary>
internal sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public required string TokenType { get; init; }

    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    [JsonPropertyName("id_token")]
    public string? IdToken { get; init; }
}

/// <summary>An answer of the device authorization endpoint (RFC 8628 §3.2).</summary>
internal sealed record DeviceAnswer
{
    [JsonPropertyName("device_code")]
    public required string DeviceCode { get; init; }

    [JsonPropertyName("user_code")]
    public required string UserCode { get; init; }

    [JsonPropertyName("verification_uri")]
    public required Uri VerificationUri { get; init; }

    [JsonPropertyName("verification_uri_complete")]
    public Uri? VerificationUriComplete { get; init; }

    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    [JsonPropertyName("interval")]
    public int? Interval { get; init; }
}
