using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.OAuth.Metadata;

/// <summary>What the authorization server can do (RFC 8414). Only what works is named.</summary>
public sealed record ServerMetadata
{
    /// <summary>The issuer.</summary>
    /// <example>https://api.example.com</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    /// <summary>Where tokens are got.</summary>
    /// <example>https://api.example.com/oauth/token</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    /// <summary>How clients authenticate there.</summary>
    /// <example>["client_secret_basic","client_secret_post"]</example>
    [MaxLength(10), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public required IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; init; }

    /// <summary>Where tokens are revoked.</summary>
    /// <example>https://api.example.com/oauth/revoke</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("revocation_endpoint")]
    public required string RevocationEndpoint { get; init; }

    /// <summary>How clients authenticate there.</summary>
    /// <example>["client_secret_basic","client_secret_post"]</example>
    [MaxLength(10), StringLength(50), RegularExpression("^[a-z_]+$")]
    [JsonPropertyName("revocation_endpoint_auth_methods_supported")]
    public required IReadOnlyList<string> RevocationEndpointAuthMethodsSupported { get; init; }

    /// <summary>Grants.</summary>
    /// <example>["client_credentials"]</example>
    [MaxLength(10), StringLength(100), RegularExpression("^[a-z_:-]+$")]
    [JsonPropertyName("grant_types_supported")]
    public required IReadOnlyList<string> GrantTypesSupported { get; init; }

    /// <summary>Response types of an authorization endpoint; empty, as there is none.</summary>
    /// <example>[]</example>
    [MaxLength(10), StringLength(50), RegularExpression("^[a-z_ ]+$")]
    [JsonPropertyName("response_types_supported")]
    public required IReadOnlyList<string> ResponseTypesSupported { get; init; }

    /// <summary>Scopes.</summary>
    /// <example>["vehicle.read","administration"]</example>
    [MaxLength(50), StringLength(50), RegularExpression(ClientForms.Scope)]
    [JsonPropertyName("scopes_supported")]
    public required IReadOnlyList<string> ScopesSupported { get; init; }

    /// <summary>Documentation for people.</summary>
    /// <example>https://api.example.com/docs</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("service_documentation")]
    public required string ServiceDocumentation { get; init; }
}
