using Aos.Api.OAuth.Keys;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Metadata;

/// <summary>Discovery of the authorization server. Both documents say the same.</summary>
[ApiController, TolerantRequest, AllowAnonymous]
[Tags("Metadata")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class MetadataController(PublicOrigin origin) : ControllerBase
{
    private static readonly string[] ConfidentialMethods = ["client_secret_basic", "client_secret_post", "private_key_jwt"];
    private static readonly string[] AuthMethods = [.. ConfidentialMethods, "none"];

    /// <summary>Read the server's metadata</summary>
    /// <remarks>RFC 8414. The issuer is the configured public origin, never the Host header.</remarks>
    [HttpGet("/.well-known/oauth-authorization-server", Name = "oauth.v1:GetServerMetadata")]
    [ProducesResponseType<ServerMetadata>(StatusCodes.Status200OK)]
    public ServerMetadata GetServerMetadata()
    {
        Response.Headers.CacheControl = "public, max-age=3600";
        return new()
        {
            Issuer = origin.ToString(),
            AuthorizationEndpoint = origin.Absolute("/oauth/authorize"),
            TokenEndpoint = origin.Absolute("/oauth/token"),
            TokenEndpointAuthMethodsSupported = AuthMethods,
            TokenEndpointAuthSigningAlgValuesSupported = KeyLives.Algorithms,
            RevocationEndpoint = origin.Absolute("/oauth/revoke"),
            RevocationEndpointAuthMethodsSupported = AuthMethods,
            RevocationEndpointAuthSigningAlgValuesSupported = KeyLives.Algorithms,
            IntrospectionEndpoint = origin.Absolute("/oauth/introspect"),
            IntrospectionEndpointAuthMethodsSupported = ConfidentialMethods,
            IntrospectionEndpointAuthSigningAlgValuesSupported = KeyLives.Algorithms,
            DeviceAuthorizationEndpoint = origin.Absolute("/oauth/device_authorization"),
            PushedAuthorizationRequestEndpoint = origin.Absolute("/oauth/par"),
            RequirePushedAuthorizationRequests = false,
            UserinfoEndpoint = origin.Absolute("/oauth/userinfo"),
            EndSessionEndpoint = origin.Absolute("/oauth/logout"),
            JwksUri = origin.Absolute("/oauth/jwks"),
            GrantTypesSupported = ["authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"],
            ResponseTypesSupported = ["code"],
            ResponseModesSupported = ["query"],
            CodeChallengeMethodsSupported = ["S256"],
            PromptValuesSupported = ["none", "login", "consent"],
            SubjectTypesSupported = ["public"],
            IdTokenSigningAlgValuesSupported = KeyLives.Algorithms,
            ClaimsSupported =
            [
                "sub", "iss", "aud", "exp", "iat", "auth_time", "amr", "nonce", "at_hash",
                "name", "given_name", "family_name", "locale", "zoneinfo", "updated_at", "email", "email_verified",
            ],
            ClaimsParameterSupported = false,
            RequestParameterSupported = false,
            RequestUriParameterSupported = false,
            AuthorizationResponseIssParameterSupported = true,
            DpopSigningAlgValuesSupported = ["ES256"],
            UiLocalesSupported = ["en", "de", "pl"],
            ScopesSupported = Scopes.All,
            ServiceDocumentation = origin.Absolute("/docs"),
        };
    }

    /// <summary>Read the OpenID configuration</summary>
    /// <remarks>OpenID Connect Discovery 1.0: the same as the server's metadata.</remarks>
    [HttpGet("/.well-known/openid-configuration", Name = "oauth.v1:GetOpenIdConfiguration")]
    [ProducesResponseType<ServerMetadata>(StatusCodes.Status200OK)]
    public ServerMetadata GetOpenIdConfiguration() => GetServerMetadata();
}
