using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.Tokens;

/// <summary>
/// New tokens for a refresh token (RFC 6749 §6), which is rotated by every use. For ten seconds the old one gives the
/// same successor again, so that a lost answer or two calls at once do no harm; any other second use ends the family.
/// </summary>
internal sealed class RefreshGrant(RefreshStore store, FamilyTokens tokens) : TokenGrant
{
    public override string Name => "refresh_token";

    public override ClientGrant Grant => ClientGrant.RefreshToken;

    public override async Task<TokenResponse> IssueAsync(TokenCall call)
    {
        var text = call.Form.Required("refresh_token");
        var hash = OpaqueToken.Hash(text);
        var (state, family) = await FindAsync(call, text, hash);
        var narrower = RequestedScopes.Of(call.Form, family.Scopes);
        await tokens.RequireUsableAsync(call, family);
        if (!state.IsUsed && await tokens.WriteAsync(call, write => RotateAsync(write, call, text, hash, family, narrower)) is { } answer)
            return await tokens.WithIdTokenAsync(call, family, answer);

        // It has a successor, be it only since a moment ago.
        (state, family) = await FindAsync(call, text, hash);
        if (state is { IsInGrace: true, IsSuccessorUsed: false, Successor: { } successor })
        {
            var again = await tokens.WriteAsync(call, write => RepeatAsync(write, call, Successor.Decrypt(text, successor), family, narrower));
            return await tokens.WithIdTokenAsync(call, family, again);
        }

        await tokens.WriteAsync(call, write => FamilyStore.RevokeAsync(write, family, "refresh token used again"));
        throw OAuthException.InvalidGrant("The refresh token has been used already; the authorization has been revoked.");
    }

    /// <summary>A client that has lost the grant hears that its refresh tokens are dead.</summary>
    public override async Task<OAuthException> RefuseAsync(TokenCall call)
    {
        if (call.Form["refresh_token"] is { } text && await store.FindAsync(OpaqueToken.Hash(text), call.Cancellation) is var (_, family) && family.ClientId == call.Client.Id)
            return OAuthException.InvalidGrant("The client may not refresh any more.");
        return await base.RefuseAsync(call);
    }

    private async Task<(RefreshState State, Family Family)> FindAsync(TokenCall call, string text, byte[] hash)
    {
        if (OpaqueToken.IsWellFormed(text, OpaqueToken.Refresh)
            && await store.FindAsync(hash, call.Cancellation) is var (state, family)
            && family.ClientId == call.Client.Id && !state.IsExpired && !family.IsRevoked
            && (!call.Client.IsPublic || family.KeyThumbprint == call.KeyThumbprint))
            return (state, family);
        throw OAuthException.InvalidGrant("The refresh token is unknown, has expired or was revoked, or belongs to another client or key.");
    }

    private static async Task<TokenResponse?> RotateAsync(WriteScope write, TokenCall call, string text, byte[] hash, Family family, string[]? narrower)
    {
        var life = await FamilyTokens.UseAsync(write, call, family);
        var successor = OpaqueToken.Create(OpaqueToken.Refresh);
        if (!await RefreshStore.RotateAsync(write, hash, OpaqueToken.Hash(successor), Successor.Encrypt(text, successor), life.RefreshUntil))
            return null;
        return (await FamilyTokens.IssueAccessAsync(write, call, family, life, narrower)) with { RefreshToken = successor };
    }

    private static async Task<TokenResponse> RepeatAsync(WriteScope write, TokenCall call, string successor, Family family, string[]? narrower)
    {
        var life = await FamilyTokens.UseAsync(write, call, family);
        return (await FamilyTokens.IssueAccessAsync(write, call, family, life, narrower)) with { RefreshToken = successor };
    }
}
