using System.Net;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Tokens;

/// <summary>Token endpoint and revocation endpoint.</summary>
[ApiController, TolerantRequest, AllowAnonymous, OAuthErrorFilter, OAuthErrorForm]
[Route("oauth")]
[Tags("Tokens")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class TokensController(ClientAuthentication clients, AccessTokens tokens) : ControllerBase
{
    private const string ClientCredentialsGrant = "client_credentials";

    /// <summary>Get an access token</summary>
    /// <remarks>Client credentials (RFC 6749 §4.4). The client authenticates by Basic (id and secret form-encoded) or in the form.</remarks>
    [HttpPost("token", Name = "oauth.v1:CreateToken")]
    [RequestForm(typeof(TokenRequest)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType<TokenResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<ActionResult<TokenResponse>> CreateToken(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var grant = form.Required("grant_type");
        var client = await clients.AuthenticateAsync(HttpContext, form);
        if (grant != ClientCredentialsGrant)
            throw new OAuthException(StatusCodes.Status400BadRequest, "unsupported_grant_type", "Supported is client_credentials.");
        if (!client.Grants.Contains(nameof(ClientGrant.ClientCredentials), StringComparer.OrdinalIgnoreCase) || !IsAllowed(client))
            throw new OAuthException(StatusCodes.Status400BadRequest, "unauthorized_client", "The client may not use this grant, or not from this address.");
        var scopes = Scopes(form["scope"], client);
        var token = await tokens.IssueAsync(client.Id, client.TenantId, scopes, cancellationToken) ?? throw OAuthException.InvalidClient(basic: false);
        AosMeters.TokenIssued(grant);
        return new TokenResponse
        {
            AccessToken = token,
            ExpiresIn = (int)AccessTokens.Life.TotalSeconds,
            Scope = string.Join(' ', scopes),
        };
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
    public async Task<IActionResult> RevokeToken(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var client = await clients.AuthenticateAsync(HttpContext, form);
        var token = form.Required("token");
        if (OpaqueToken.IsWellFormed(token, OpaqueToken.Access))
            await tokens.RevokeAsync(OpaqueToken.Hash(token), client.Id, cancellationToken);
        return Ok();
    }

    private bool IsAllowed(AuthenticatedClient client) =>
        AddressRanges.Contain([.. client.IpRanges.Select(IPNetwork.Parse)], HttpContext.Connection.RemoteIpAddress);

    private static string[] Scopes(string? wanted, AuthenticatedClient client)
    {
        if (wanted is null)
            return client.Scopes;
        var scopes = wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        return scopes.Length > 0 && scopes.All(client.Scopes.Contains)
            ? scopes
            : throw new OAuthException(StatusCodes.Status400BadRequest, "invalid_scope", "The client may not have a scope that was asked for.");
    }
}
