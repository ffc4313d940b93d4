using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Introspection;

/// <summary>Introspection endpoint, for resource servers.</summary>
[ApiController, TolerantRequest, AllowAnonymous, OAuthErrorFilter, OAuthErrorForm]
[Route("oauth")]
[Tags("Tokens")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class IntrospectionController(ClientAuthentication clients, TokenIntrospection tokens, PublicOrigin origin) : ControllerBase
{
    /// <summary>Ask what a token stands for</summary>
    /// <remarks>RFC 7662. For confidential clients that are registered for the token's audience. Every other token, known or not, is answered with `active` false and nothing else.</remarks>
    [HttpPost("introspect", Name = "oauth.v1:IntrospectToken")]
    [RequestForm(typeof(IntrospectionRequest)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType<IntrospectionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<ActionResult<IntrospectionResponse>> IntrospectToken(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var client = await clients.AuthenticateConfidentialAsync(HttpContext, form);
        var token = form.Required("token");
        if (client.Introspects.Length == 0 || !OpaqueToken.IsWellFormed(token, OpaqueToken.Access)
            || await tokens.FindAsync(OpaqueToken.Hash(token), client.Introspects, cancellationToken) is not { } found)
            return new IntrospectionResponse { Active = false };
        return new IntrospectionResponse
        {
            Active = true,
            Scope = string.Join(' ', found.Scopes),
            ClientId = found.ClientId,
            Username = found.Login,
            TokenType = found.KeyThumbprint is null ? "Bearer" : "DPoP",
            Expires = new DateTimeOffset(found.ExpiresAt).ToUnixTimeSeconds(),
            IssuedAt = new DateTimeOffset(found.IssuedAt).ToUnixTimeSeconds(),
            Subject = found.AccountId?.ToString() ?? found.ClientId,
            Audience = found.Audience == AccessTokens.ApiAudience ? origin.ToString() : found.Audience,
            Issuer = origin.ToString(),
            Confirmation = found.KeyThumbprint is { } thumbprint ? new() { Thumbprint = thumbprint } : null,
        };
    }
}
