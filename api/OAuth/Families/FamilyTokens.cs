using Aos.Api.OAuth.Authorize;
using Aos.Api.OAuth.Keys;
using Aos.Api.OAuth.Tokens;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.OAuth.Families;

/// <summary>Issues the tokens of people, whichever grant they come by.</summary>
internal sealed class FamilyTokens(AccountDirectory accounts, IdTokens idTokens, Writes writes)
{
    /// <summary>
    /// Refuses a family that may not get tokens any more: it was revoked, the client was disabled or narrowed since, the
    /// person or the organisation is not active, or the person must change the password first.
    /// </summary>
    public async Task RequireUsableAsync(TokenCall call, Family family) => RequireUsable(call, family, await accounts.FindAsync(family.AccountId, call.Cancellation));

    /// <summary>The same, on the connection of an act.</summary>
    public static async Task RequireUsableAsync(WriteScope write, TokenCall call, Family family) => RequireUsable(call, family, await AccountDirectory.FindAsync(write, family.AccountId));

    private static void RequireUsable(TokenCall call, Family family, AccountFacts? found)
    {
        if (family.IsRevoked || (call.Client.AuthorizedFrom is { } from && family.CreatedAt < from))
            throw OAuthException.InvalidGrant("The authorization has ended.");
        if (family.SessionId is null && !call.Client.Scopes.Contains(Scopes.OfflineAccess))
            throw OAuthException.InvalidGrant("The client may not hold authorizations that outlive the sign-in any more.");
        if (!call.Client.Audiences.Contains(family.Audience))
            throw OAuthException.InvalidGrant("The client may not have tokens for this resource any more.");
        if (found is not { IsActive: true, MustChangePassword: false } person)
            throw OAuthException.InvalidGrant("The person, or the organisation, is not active, or the person must change the password first.");
        if (StepRules.TenantFor(call.Client, person) != family.TenantId)
            throw OAuthException.InvalidGrant("The client may not act for this person any more.");
    }

    /// <summary>Runs an act of the client, which is recorded as the client's.</summary>
    public Task<T> WriteAsync<T>(TokenCall call, Func<WriteScope, Task<T>> act) =>
        writes.RunAsync(new Actor("client", call.Client.Id, call.Client.Id), call.Context.TraceIdentifier, act, call.Cancellation);

    /// <summary>Uses the family: it, and its sign-in, must not have ended.</summary>
    public static async Task<FamilyLife> UseAsync(WriteScope write, TokenCall call, Family family) =>
        await FamilyStore.UseAsync(write, family.Id, call.Client.IsPublic ? call.KeyThumbprint : null)
            ?? throw OAuthException.InvalidGrant("The authorization, or the sign-in that it belongs to, has ended.");

    /// <summary>Issues an access token with the scopes of the family or fewer.</summary>
    public static async Task<TokenResponse> IssueAccessAsync(WriteScope write, TokenCall call, Family family, FamilyLife life, string[]? narrower = null)
    {
        string[] scopes = [.. (narrower ?? family.Scopes).Where(call.Client.Scopes.Contains)];
        var lives = life.SessionUntil is { } end && end - life.Now < AccessTokens.Life ? end - life.Now : AccessTokens.Life;
        var token = await AccessTokens.IssueAsync(write, new NewAccessToken
        {
            Family = family.Id,
            ClientId = family.ClientId,
            TenantId = family.TenantId,
            AccountId = family.AccountId,
            Scopes = scopes,
            Audience = family.Audience,
            SessionId = family.SessionId,
            SignedInAt = family.SignedInAt,
            KeyThumbprint = call.KeyThumbprint,
            Life = lives,
        });
        return new()
        {
            AccessToken = token,
            TokenType = call.TokenType,
            ExpiresIn = Math.Max(1, (int)lives.TotalSeconds),
            Scope = string.Join(' ', scopes),
        };
    }

    /// <summary>Issues the first refresh token of a family; null if the client may not refresh.</summary>
    public static async Task<string?> IssueRefreshAsync(WriteScope write, ClientFacts client, Family family, FamilyLife life)
    {
        if (!client.May(ClientGrant.RefreshToken))
            return null;
        var text = OpaqueToken.Create(OpaqueToken.Refresh);
        await write.Connection.ExecuteAsync(write.Sql(
            "insert into oauth.refresh_tokens (token_hash, family_id, expires_at) values (@hash, @Id, @RefreshUntil)",
            new { hash = OpaqueToken.Hash(text), family.Id, life.RefreshUntil }));
        return text;
    }

    /// <summary>Adds the ID token, if the access token has the scope <c>openid</c>.</summary>
    public async Task<TokenResponse> WithIdTokenAsync(TokenCall call, Family family, TokenResponse answer, string? nonce = null)
    {
        if (!answer.Scope.Split(' ').Contains(Scopes.OpenId))
            return answer;
        return answer with
        {
            IdToken = await idTokens.CreateAsync(new()
            {
                ClientId = family.ClientId,
                Algorithm = call.Client.IdTokenAlgorithm,
                AccountId = family.AccountId,
                SignedInAt = family.SignedInAt,
                Methods = family.Methods,
                AccessToken = answer.AccessToken,
                Nonce = nonce,
            }, call.Cancellation),
        };
    }
}
