using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Keys;

/// <summary>The public keys of ID tokens.</summary>
[ApiController, TolerantRequest, AllowAnonymous]
[Tags("Metadata")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class KeysController(SigningKeys keys) : ControllerBase
{
    /// <summary>Read the public keys</summary>
    /// <remarks>The key set (RFC 7517) with which clients check ID tokens. A new key stands here for a day before it signs.</remarks>
    [HttpGet("/oauth/jwks", Name = "oauth.v1:GetPublicKeys")]
    [ProducesResponseType<PublicKeys>(StatusCodes.Status200OK)]
    public async Task<ActionResult<PublicKeys>> GetPublicKeys(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "public, max-age=300";
        return await keys.PublishedAsync(cancellationToken);
    }
}
