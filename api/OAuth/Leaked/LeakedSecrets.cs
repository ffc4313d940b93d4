using Aos.Api.OAuth.Families;
using Aos.Api.OAuth.Hygiene;
using Aos.Api.OAuth.Tokens;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Npgsql;

namespace Aos.Api.OAuth.Leaked;

/// <summary>Ends what has leaked. Whoever holds a secret may end it, so nobody needs to be known for that.</summary>
internal sealed class LeakedSecrets(NpgsqlDataSource database, RefreshStore refreshTokens, ClientMails mails, Writes writes)
{
    /// <summary>Ends secrets and tokens; what is none of ours, unknown or ended already is left alone, and costs no transaction.</summary>
    public async Task RevokeAsync(HttpContext context, IEnumerable<string> texts)
    {
        var formed = texts.Where(IsWellFormed).ToDictionary(text => text, text => OpaqueToken.Hash(text), StringComparer.Ordinal);
        if (formed.Count == 0)
            return;
        var known = await KnownAsync([.. formed.Values], context.RequestAborted);
        foreach (var (text, hash) in formed)
            if (known.Contains(Convert.ToHexString(hash)))
                await RevokeAsync(context, text, hash);
    }

    private static bool IsWellFormed(string text) =>
        OpaqueToken.IsWellFormed(text, OpaqueToken.ClientSecret) || OpaqueToken.IsWellFormed(text, OpaqueToken.Access) || OpaqueToken.IsWellFormed(text, OpaqueToken.Refresh);

    private async Task<HashSet<string>> KnownAsync(byte[][] hashes, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var ofClients = await ClientHygiene.KnownAsync(connection, hashes, cancellation);
        var ofPeople = await RefreshStore.KnownAsync(connection, hashes, cancellation);
        return ofClients.Concat(ofPeople).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
    }

    private async Task RevokeAsync(HttpContext context, string text, byte[] hash)
    {
        if (OpaqueToken.IsWellFormed(text, OpaqueToken.ClientSecret))
            await WriteAsync(context, write => RevokeSecretAsync(write, hash));
        else if (OpaqueToken.IsWellFormed(text, OpaqueToken.Access))
            await WriteAsync(context, write => RevokeTokenAsync(write, hash));
        else if (await refreshTokens.FindAsync(hash, context.RequestAborted) is var (_, family))
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
