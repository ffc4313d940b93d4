using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth.Tokens;

/// <summary>A client acts for itself (RFC 6749 §4.4).</summary>
internal sealed class ClientCredentialsGrant(AccessTokens tokens, PublicOrigin origin) : TokenGrant
{
    public override string Name => "client_credentials";

    public override ClientGrant Grant => ClientGrant.ClientCredentials;

    public override async Task<TokenResponse> IssueAsync(TokenCall call)
    {
        var client = call.Client;
        if (client.IsPublic)
            throw await RefuseAsync(call);
        // Scopes of people mean nothing where nobody signs in.
        string[] permitted = [.. client.Scopes.Except(Scopes.OfPeople, StringComparer.Ordinal)];
        var scopes = RequestedScopes.Of(call.Form, permitted) ?? permitted;
        var token = await tokens.IssueAsync(new NewAccessToken
        {
            Family = Guid.CreateVersion7(),
            ClientId = client.Id,
            TenantId = client.TenantId,
            Scopes = scopes,
            Audience = Audiences.Of(call.Form["resource"], client, origin),
            KeyThumbprint = call.KeyThumbprint,
        }).WaitAsync(call.Cancellation) ?? throw OAuthException.InvalidClient(basic: false);
        return new()
        {
            AccessToken = token,
            TokenType = call.TokenType,
            ExpiresIn = (int)AccessTokens.Life.TotalSeconds,
            Scope = string.Join(' ', scopes),
        };
    }
}
