using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Consents;

/// <summary>The door to consents: what a person has permitted which client, and withdrawing it.</summary>
internal sealed class ConsentStore(NpgsqlDataSource database, ClientNames names)
{
    /// <summary>A consent counts only if it was given to this client: not before it was disabled, nor to a former one of the same id.</summary>
    private const string InForce = "select scopes from oauth.consents where account_id = @accountId and client_id = @Id and (@AuthorizedFrom::timestamptz is null or granted_at >= @AuthorizedFrom)";

    /// <summary>Scopes that a person has permitted a client.</summary>
    public async Task<string[]> ScopesAsync(Guid accountId, ClientFacts client, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string[]?>(new CommandDefinition(
            InForce, new { accountId, client.Id, client.AuthorizedFrom }, cancellationToken: cancellation)) ?? [];
    }

    /// <summary>The same, which nobody can withdraw until the transaction is over.</summary>
    public static async Task<string[]> HoldScopesAsync(WriteScope write, Guid accountId, ClientFacts client) =>
        await write.Connection.ExecuteScalarAsync<string[]?>(write.Sql(InForce + " for share", new { accountId, client.Id, client.AuthorizedFrom })) ?? [];

    /// <summary>The consents of a person, the newest first.</summary>
    public async Task<IReadOnlyList<GivenConsent>> ListAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<(string ClientId, string[] Scopes, DateTime GrantedAt, DateTime UpdatedAt)>(new CommandDefinition("""
            select client_id, scopes, granted_at, updated_at
            from oauth.consents
            where account_id = @accountId
            order by updated_at desc, client_id
            """, new { accountId }, cancellationToken: cancellation))).AsList();
        var known = await names.FindAsync([.. rows.Select(row => row.ClientId)], cancellation);
        return [.. rows.Where(row => known.TryGetValue(row.ClientId, out var client) && !(row.GrantedAt < client.AuthorizedFrom)).Select(row => new GivenConsent(known[row.ClientId], row.Scopes, row.GrantedAt, row.UpdatedAt))];
    }

    /// <summary>Keeps what a person permits, besides what it has permitted before.</summary>
    public static Task GiveAsync(WriteScope write, Guid accountId, ClientFacts client, string[] scopes) =>
        write.Connection.ExecuteAsync(write.Sql("""
            insert into oauth.consents as c (account_id, client_id, scopes) values (@accountId, @Id, @scopes)
            on conflict (account_id, client_id) do update
            set scopes = case when c.granted_at < @AuthorizedFrom::timestamptz then excluded.scopes
                              else array(select distinct s from unnest(c.scopes || excluded.scopes) s order by s) end,
                granted_at = case when c.granted_at < @AuthorizedFrom::timestamptz then excluded.granted_at else c.granted_at end,
                updated_at = platform.now()
            """, new { accountId, client.Id, client.AuthorizedFrom, scopes }));

    /// <summary>Takes a consent back: every authorization that the person gave to the client ends on every node; false if there is no such consent.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="accountId">Person.</param>
    /// <param name="tenantId">The person's tenant, in whose log it stands.</param>
    /// <param name="clientId">Client.</param>
    /// <param name="asOf">Only if it is as it was last changed then; whatever it is now if absent.</param>
    public static async Task<bool> WithdrawAsync(WriteScope write, Guid accountId, Guid tenantId, string clientId, DateTime? asOf = null)
    {
        var gone = await write.Connection.ExecuteAsync(write.Sql(
            "delete from oauth.consents where account_id = @accountId and client_id = @clientId and (@asOf::timestamptz is null or updated_at = @asOf)",
            new { accountId, clientId, asOf }));
        if (gone == 0)
            return false;
        await SignInSessions.RevokeClientAsync(write, accountId, clientId, "consentWithdrawn");
        await write.AuditAsync(tenantId, "oauth.consent.withdrawn", "client", clientId);
        return true;
    }
}

/// <summary>What a person has permitted a client.</summary>
/// <param name="Client">The client.</param>
/// <param name="Scopes">The scopes.</param>
/// <param name="GrantedAt">When the first was permitted.</param>
/// <param name="UpdatedAt">When the last was permitted.</param>
internal sealed record GivenConsent(ClientName Client, string[] Scopes, DateTime GrantedAt, DateTime UpdatedAt);
