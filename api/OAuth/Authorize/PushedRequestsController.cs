using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Pushed authorization requests.</summary>
[ApiController, TolerantRequest, AllowAnonymous, OAuthErrorFilter, OAuthErrorForm]
[Tags("Authorization")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class PushedRequestsController(ClientAuthentication authentication, ProofsOfKeys proofs, AuthorizationFlow flow) : ControllerBase
{
    /// <summary>Push an authorization request</summary>
    /// <remarks>RFC 9126. The client sends the parameters of the authorization endpoint itself, and the browser carries only `client_id` and `request_uri`.</remarks>
    [HttpPost("/oauth/par", Name = "oauth.v1:PushAuthorizationRequest")]
    [RequestForm(typeof(PushedRequestForm)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType<PushedRequest>(StatusCodes.Status201Created)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<ActionResult<PushedRequest>> PushAuthorizationRequest(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var client = await authentication.AuthenticateForTokensAsync(HttpContext, form);
        // A proof binds the code to its key already (RFC 9449 §10.1); without one the exchange does.
        var key = Request.Headers.ContainsKey("DPoP") ? await proofs.ThumbprintAsync(HttpContext, client) : null;
        try
        {
            var uri = await flow.PushAsync(RequestParameters.Of(form.Fields), client, key, cancellationToken);
            return StatusCode(StatusCodes.Status201Created, new PushedRequest { RequestUri = uri, ExpiresIn = (int)AuthorizationRequests.PushedLife.TotalSeconds });
        }
        catch (AuthorizationException refusal)
        {
            throw new OAuthException(StatusCodes.Status400BadRequest, refusal.Error, refusal.Description);
        }
    }
}
