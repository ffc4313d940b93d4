using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.Tokens;

/// <summary>Ends a token that its client gives back: a refresh token takes its family along, an access token only itself.</summary>
internal sealed class Revocation(RefreshStore refreshTokens, Writes writes)
{
    /// <summary>Revokes the client's own token; what is unknown, foreign or has ended stays as it is.</summary>
    public Task RunAsync(HttpContext context, ClientFacts client, string token)
    {
        if (OpaqueToken.IsWellFormed(token, OpaqueToken.Access))
            return WriteAsync(context, client, write => RevokeAccessAsync(write, client, OpaqueToken.Hash(token)));
        return OpaqueToken.IsWellFormed(token, OpaqueToken.Refresh) ? RevokeRefreshAsync(context, client, OpaqueToken.Hash(token)) : Task.CompletedTask;
    }

    private static async Task<bool> RevokeAccessAsync(WriteScope write, ClientFacts client, byte[] hash)
    {
        if (await AccessTokens.RevokeAsync(write, hash, client.Id) is not var (family, tenant))
            return false;
        await write.AuditAsync(tenant, "oauth.token.revoked", "family", family.ToString(), new Dictionary<string, string?> { ["client"] = client.Id });
        return true;
    }

    private async Task RevokeRefreshAsync(HttpContext context, ClientFacts client, byte[] hash)
    {
        if (await refreshTokens.FindAsync(hash, context.RequestAborted) is var (_, family) && family.ClientId == client.Id)
            await WriteAsync(context, client, write => FamilyStore.RevokeAsync(write, family, "revoked by the client"));
    }

    private Task<bool> WriteAsync(HttpContext context, ClientFacts client, Func<WriteScope, Task<bool>> act) =>
        writes.RunAsync(new Actor("client", client.Id, client.Id), context.TraceIdentifier, act, context.RequestAborted);
}
