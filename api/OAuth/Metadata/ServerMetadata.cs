using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.OAuth.Metadata;

/// <summary>What the authorization server can do (RFC 8414, OpenID Connect Discovery 1.0). Only what works is named.</summary>
public sealed record ServerMetadata
{
    /// <summary>The issuer.</summary>
    /// <example>https://api.example.com</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    /// <summary>Where browsers begin an authorization.</summary>
    /// <example>https://api.example.com/oauth/authorize</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("authorization_endpoint")]
    public required string AuthorizationEndpoint { get; init; }

    /// <summary>Where tokens are got.</summary>
    /// <example>https://api.example.com/oauth/token</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    /// <summary>How clients authenticate there.</summary>
    /// <example>["client_secret_basic","client_secret_post","private_key_jwt","none"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public required IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; init; }

    /// <summary>Algorithms of their assertions.</summary>
    /// <example>["RS256","ES256"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[A-Z0-9]+$")]
    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public required IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported { get; init; }

    /// <summary>Where tokens are revoked.</summary>
    /// <example>https://api.example.com/oauth/revoke</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("revocation_endpoint")]
    public required string RevocationEndpoint { get; init; }

    /// <summary>How clients authenticate there.</summary>
    /// <example>["client_secret_basic","client_secret_post","private_key_jwt","none"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("revocation_endpoint_auth_methods_supported")]
    public required IReadOnlyList<string> RevocationEndpointAuthMethodsSupported { get; init; }

    /// <summary>Algorithms of their assertions.</summary>
    /// <example>["RS256","ES256"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[A-Z0-9]+$")]
    [JsonPropertyName("revocation_endpoint_auth_signing_alg_values_supported")]
    public required IReadOnlyList<string> RevocationEndpointAuthSigningAlgValuesSupported { get; init; }

    /// <summary>Where resource servers ask about tokens.</summary>
    /// <example>https://api.example.com/oauth/introspect</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("introspection_endpoint")]
    public required string IntrospectionEndpoint { get; init; }

    /// <summary>How clients authenticate there.</summary>
    /// <example>["client_secret_basic","client_secret_post","private_key_jwt"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("introspection_endpoint_auth_methods_supported")]
    public required IReadOnlyList<string> IntrospectionEndpointAuthMethodsSupported { get; init; }

    /// <summary>Algorithms of their assertions.</summary>
    /// <example>["RS256","ES256"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[A-Z0-9]+$")]
    [JsonPropertyName("introspection_endpoint_auth_signing_alg_values_supported")]
    public required IReadOnlyList<string> IntrospectionEndpointAuthSigningAlgValuesSupported { get; init; }

    /// <summary>Where devices without a browser begin.</summary>
    /// <example>https://api.example.com/oauth/device_authorization</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("device_authorization_endpoint")]
    public required string DeviceAuthorizationEndpoint { get; init; }

    /// <summary>Where clients push authorization requests.</summary>
    /// <example>https://api.example.com/oauth/par</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("pushed_authorization_request_endpoint")]
    public required string PushedAuthorizationRequestEndpoint { get; init; }

    /// <summary>Whether every client must push its requests; single clients may have to.</summary>
    /// <example>false</example>
    [JsonPropertyName("require_pushed_authorization_requests")]
    public required bool RequirePushedAuthorizationRequests { get; init; }

    /// <summary>Who has signed in.</summary>
    /// <example>https://api.example.com/oauth/userinfo</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("userinfo_endpoint")]
    public required string UserinfoEndpoint { get; init; }

    /// <summary>Where browsers sign out.</summary>
    /// <example>https://api.example.com/oauth/logout</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("end_session_endpoint")]
    public required string EndSessionEndpoint { get; init; }

    /// <summary>Public keys of ID tokens.</summary>
    /// <example>https://api.example.com/oauth/jwks</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    /// <summary>Grants.</summary>
    /// <example>["authorization_code","refresh_token","client_credentials","urn:ietf:params:oauth:grant-type:device_code"]</example>
    [MaxLength(20), StringLength(100), RegularExpression("^[a-z_:-]+$")]
    [JsonPropertyName("grant_types_supported")]
    public required IReadOnlyList<string> GrantTypesSupported { get; init; }

    /// <summary>Response types of the authorization endpoint.</summary>
    /// <example>["code"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("response_types_supported")]
    public required IReadOnlyList<string> ResponseTypesSupported { get; init; }

    /// <summary>How it answers.</summary>
    /// <example>["query"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("response_modes_supported")]
    public required IReadOnlyList<string> ResponseModesSupported { get; init; }

    /// <summary>Methods of PKCE, which every client must use.</summary>
    /// <example>["S256"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[A-Z0-9]+$")]
    [JsonPropertyName("code_challenge_methods_supported")]
    public required IReadOnlyList<string> CodeChallengeMethodsSupported { get; init; }

    /// <summary>Values of <c>prompt</c>.</summary>
    /// <example>["none","login","consent"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("prompt_values_supported")]
    public required IReadOnlyList<string> PromptValuesSupported { get; init; }

    /// <summary>Every client sees the same <c>sub</c>.</summary>
    /// <example>["public"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("subject_types_supported")]
    public required IReadOnlyList<string> SubjectTypesSupported { get; init; }

    /// <summary>Algorithms of ID tokens; each client has one.</summary>
    /// <example>["RS256","ES256"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[A-Z0-9]+$")]
    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public required IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; init; }

    /// <summary>Claims of ID tokens and of the userinfo endpoint.</summary>
    /// <example>["sub","name","email"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("claims_supported")]
    public required IReadOnlyList<string> ClaimsSupported { get; init; }

    /// <summary>Whether single claims can be asked for.</summary>
    /// <example>false</example>
    [JsonPropertyName("claims_parameter_supported")]
    public required bool ClaimsParameterSupported { get; init; }

    /// <summary>Whether request objects are taken.</summary>
    /// <example>false</example>
    [JsonPropertyName("request_parameter_supported")]
    public required bool RequestParameterSupported { get; init; }

    /// <summary>Whether request objects are fetched; <c>request_uri</c> takes pushed requests only.</summary>
    /// <example>false</example>
    [JsonPropertyName("request_uri_parameter_supported")]
    public required bool RequestUriParameterSupported { get; init; }

    /// <summary>Whether answers name the issuer (RFC 9207).</summary>
    /// <example>true</example>
    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public required bool AuthorizationResponseIssParameterSupported { get; init; }

    /// <summary>Algorithms of proofs of keys (RFC 9449).</summary>
    /// <example>["ES256"]</example>
    [MaxLength(20), StringLength(50), RegularExpression("^[A-Z0-9]+$")]
    [JsonPropertyName("dpop_signing_alg_values_supported")]
    public required IReadOnlyList<string> DpopSigningAlgValuesSupported { get; init; }

    /// <summary>Languages of the pages.</summary>
    /// <example>["en","de","pl"]</example>
    [MaxLength(20), StringLength(2), RegularExpression("^[a-z]{2}$")]
    [JsonPropertyName("ui_locales_supported")]
    public required IReadOnlyList<string> UiLocalesSupported { get; init; }

    /// <summary>Scopes.</summary>
    /// <example>["openid","vehicle.read"]</example>
    [MaxLength(20), StringLength(50), RegularExpression(ClientForms.Scope)]
    [JsonPropertyName("scopes_supported")]
    public required IReadOnlyList<string> ScopesSupported { get; init; }

    /// <summary>Documentation for people.</summary>
    /// <example>https://api.example.com/docs</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("service_documentation")]
    public required string ServiceDocumentation { get; init; }
}
