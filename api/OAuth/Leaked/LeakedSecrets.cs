using Aos.Api.OAuth.Families;
using Aos.Api.OAuth.Hygiene;
using Aos.Api.OAuth.Tokens;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.Leaked;

/// <summary>Ends what has leaked. Whoever holds a secret may end it, so nobody needs to be known for that.</summary>
internal sealed class LeakedSecrets(RefreshStore refreshTokens, ClientMails mails, Writes writes)
{
    /// <summary>Ends one secret or token; what is none of ours, unknown or ended already is left alone.</summary>
    public async Task RevokeAsync(HttpContext context, string text)
    {
        if (OpaqueToken.IsWellFormed(text, OpaqueToken.ClientSecret))
            await WriteAsync(context, write => RevokeSecretAsync(write, OpaqueToken.Hash(text)));
        else if (OpaqueToken.IsWellFormed(text, OpaqueToken.Access))
            await WriteAsync(context, write => RevokeTokenAsync(write, OpaqueToken.Hash(text)));
        else if (OpaqueToken.IsWellFormed(text, OpaqueToken.Refresh) && await refreshTokens.FindAsync(OpaqueToken.Hash(text), context.RequestAborted) is var (_, family))
            await WriteAsync(context, write => RevokeFamilyAsync(write, family));
    }

    private async Task<bool> RevokeSecretAsync(WriteScope write, byte[] hash)
    {
        if (await ClientHygiene.RevokeSecretAsync(write, hash) is not { } client)
            return false;
        await write.AuditAsync(client.TenantId, "oauth.clientSecret.leaked", "client", client.ClientId);
        await mails.SendAsync(write, client, "leaked");
        return true;
    }

    private async Task<bool> RevokeTokenAsync(WriteScope write, byte[] hash)
    {
        if (await ClientHygiene.RevokeTokenAsync(write, hash) is not var (client, family))
            return false;
        await write.AuditAsync(client.TenantId, "oauth.token.leaked", "family", family.ToString(), new Dictionary<string, string?> { ["client"] = client.ClientId });
        await mails.SendAsync(write, client, "tokenLeaked");
        return true;
    }

    private async Task<bool> RevokeFamilyAsync(WriteScope write, Family family)
    {
        if (!await FamilyStore.RevokeAsync(write, family, "leaked"))
            return false;
        await mails.SendAsync(write, await ClientHygiene.FindAsync(write, family.ClientId), "tokenLeaked");
        return true;
    }

    private Task<bool> WriteAsync(HttpContext context, Func<WriteScope, Task<bool>> act) => writes.RunAsync(Actor.System, context.TraceIdentifier, act, context.RequestAborted);
}
