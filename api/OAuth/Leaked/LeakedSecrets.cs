using Aos.Api.OAuth.Families;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Npgsql;

namespace Aos.Api.OAuth.Leaked;

/// <summary>Ends what has leaked. Whoever holds a secret may end it, so nobody needs to be known for that.</summary>
internal sealed class LeakedSecrets(NpgsqlDataSource database, ClientMails mails, Writes writes)
{
    /// <summary>Ends secrets and tokens; what is unknown or ended already is left alone, and costs no transaction.</summary>
    public async Task RevokeAsync(HttpContext context, IReadOnlySet<string> texts)
    {
        var formed = texts.ToDictionary(text => text, text => OpaqueToken.Hash(text), StringComparer.Ordinal);
        if (formed.Count == 0)
            return;
        var (ofClients, ofPeople) = await FindAsync([.. formed.Values], context.RequestAborted);
        foreach (var (text, hash) in formed.Where(one => ofClients.Contains(Convert.ToHexString(one.Value))))
            await WriteAsync(context, write => OpaqueToken.IsWellFormed(text, OpaqueToken.ClientSecret) ? RevokeSecretAsync(write, hash) : RevokeTokenAsync(write, hash));
        foreach (var grant in ofPeople)
            await WriteAsync(context, write => RevokeAsync(write, grant));
    }

    private async Task<(HashSet<string> OfClients, IReadOnlyList<LeakedGrant> OfPeople)> FindAsync(byte[][] hashes, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var ofClients = await ClientHygiene.KnownAsync(connection, hashes, cancellation);
        return (ofClients.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal), await LeakedStore.FindAsync(connection, hashes, cancellation));
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

    private async Task<bool> RevokeAsync(WriteScope write, LeakedGrant grant)
    {
        if (grant.SessionId is { } session)
            return await EndSessionAsync(write, grant, session);
        var isEnded = grant.FamilyId is { } family
            ? await FamilyStore.FindAsync(write, family) is { } found && await FamilyStore.RevokeAsync(write, found, "leaked")
            : await LeakedStore.DenyDeviceAsync(write, grant.DeviceHash!);
        if (isEnded && await ClientHygiene.FindAsync(write, grant.ClientId!) is { } client)
            await mails.SendAsync(write, client, "tokenLeaked");
        return isEnded;
    }

    private static async Task<bool> EndSessionAsync(WriteScope write, LeakedGrant grant, Guid session)
    {
        if (!await SignInSessions.EndAsync(write, grant.AccountId!.Value, session, "leaked"))
            return false;
        await write.AuditAsync(grant.TenantId!.Value, "oauth.session.leaked", "session", session.ToString(), new Dictionary<string, string?> { ["account"] = grant.AccountId.ToString() });
        return true;
    }

    private Task<bool> WriteAsync(HttpContext context, Func<WriteScope, Task<bool>> act) => writes.RunAsync(Actor.System, context.TraceIdentifier, act, context.RequestAborted);
}
