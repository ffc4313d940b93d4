using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Tokens;

/// <summary>Token endpoint and revocation endpoint.</summary>
[ApiController, TolerantRequest, AllowAnonymous, OAuthErrorFilter, OAuthErrorForm]
[Route("oauth")]
[Tags("Tokens")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class TokensController(ClientAuthentication clients, ProofsOfKeys proofs, IEnumerable<TokenGrant> grants, Revocation revocation) : ControllerBase
{
    /// <summary>Get tokens</summary>
    /// <remarks>By client credentials (RFC 6749 §4.4), authorization code with PKCE, refresh token, or device code (RFC 8628). The client authenticates by Basic (id and secret form-encoded), in the form, by a signed assertion (RFC 7523), or, if public, by its id alone.</remarks>
    [HttpPost("token", Name = "oauth.v1:CreateToken")]
    [RequestForm(typeof(TokenRequest)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType<TokenResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<ActionResult<TokenResponse>> CreateToken()
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var name = form.Required("grant_type");
        var client = await clients.AuthenticateForTokensAsync(HttpContext, form);
        var grant = grants.FirstOrDefault(grant => grant.Name == name)
            ?? throw new OAuthException(StatusCodes.Status400BadRequest, "unsupported_grant_type", "Supported are client_credentials, authorization_code, refresh_token and the device code.");
        var call = new TokenCall(HttpContext, form, client, await proofs.ThumbprintAsync(HttpContext, client));
        if (!client.May(grant.Grant))
            throw await grant.RefuseAsync(call);
        var answer = await grant.IssueAsync(call);
        AosMeters.TokenIssued(name);
        return answer;
    }

    /// <summary>Revoke a token</summary>
    /// <remarks>RFC 7009: 200 also for a token that is unknown, revoked already, or another client's (which stays valid).</remarks>
    [HttpPost("revoke", Name = "oauth.v1:RevokeToken")]
    [RequestForm(typeof(RevocationRequest)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<IActionResult> RevokeToken()
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var client = await clients.AuthenticateAsync(HttpContext, form);
        await revocation.RunAsync(HttpContext, client, form.Required("token"));
        return Ok();
    }
}
