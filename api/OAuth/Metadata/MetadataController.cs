using Aos.Api.Platform.Http;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Metadata;

/// <summary>Discovery of the authorization server.</summary>
[ApiController, TolerantRequest, AllowAnonymous]
[Tags("Metadata")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class MetadataController(PublicOrigin origin) : ControllerBase
{
    private static readonly string[] AuthMethods = ["client_secret_basic", "client_secret_post"];

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
            TokenEndpoint = origin.Absolute("/oauth/token"),
            TokenEndpointAuthMethodsSupported = AuthMethods,
            RevocationEndpoint = origin.Absolute("/oauth/revoke"),
            RevocationEndpointAuthMethodsSupported = AuthMethods,
            GrantTypesSupported = ["client_credentials"],
            ResponseTypesSupported = [],
            ScopesSupported = Platform.Identity.Access.Scopes.All,
            ServiceDocumentation = origin.Absolute("/docs"),
        };
    }
}
