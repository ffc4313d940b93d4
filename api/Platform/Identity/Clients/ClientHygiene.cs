using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>The door to what should happen to clients in time: secrets that expire, clients that nobody uses, credentials that have leaked.</summary>
internal static class ClientHygiene
{
    private const string Contact = "c.id as client_id, c.name, c.tenant_id, c.owner_contact, c.owner_language";

    /// <summary>Takes clients whose newest secret expires soon and whose owner was not told yet; they count as told.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="days">30 or 7.</param>
    /// <param name="most">Most clients.</param>
    public static async Task<IReadOnlyList<ClientContact>> TakeExpiringAsync(WriteScope write, int days, int most)
    {
        // A secret that was made for a shorter time needs no word at its beginning, and near its end the later word is enough.
        var (column, later) = days == 30 ? ("told_30_days_at", 7) : ("told_7_days_at", 0);
        return (await write.Connection.QueryAsync<ClientContact>(write.Sql($"""
            with due as (
                select s.id
                from identity.client_secrets s
                join identity.clients c on c.id = s.client_id
                join identity.tenants t on t.id = c.tenant_id
                where s.{column} is null and s.expires_at > platform.now() + make_interval(days => @later) and s.expires_at <= platform.now() + make_interval(days => @days)
                  and s.expires_at - s.created_at > make_interval(days => @days)
                  and c.state = 'active' and c.auth_method = 'client_secret' and c.owner_contact is not null and t.state = 'active'
                  and not exists (select from identity.client_secrets n where n.client_id = s.client_id and (n.created_at, n.id) > (s.created_at, s.id))
                limit @most
                for update of s skip locked)
            update identity.client_secrets s set {column} = platform.now()
            from due, identity.clients c
            where s.id = due.id and c.id = s.client_id
            returning {Contact}, s.expires_at
            """, new { days, later, most }))).AsList();
    }

    /// <summary>Takes active clients that nobody has used for so long and whose owner was not told yet; they count as told until they are used again.</summary>
    public static async Task<IReadOnlyList<ClientContact>> TakeUnusedAsync(WriteScope write, int days, int most) => (await write.Connection.QueryAsync<ClientContact>(write.Sql($"""
        with due as (
            select c.id
            from identity.clients c
            join identity.tenants t on t.id = c.tenant_id
            where c.state = 'active' and c.owner_contact is not null and t.state = 'active'
              and coalesce(c.last_used_at, c.created_at) <= platform.now() - make_interval(days => @days)
              and (c.unused_told_at is null or c.unused_told_at < coalesce(c.last_used_at, c.created_at))
            limit @most
            for update of c skip locked)
        update identity.clients c set unused_told_at = platform.now()
        from due
        where c.id = due.id
        returning {Contact}, null::timestamptz as expires_at
        """, new { days, most }))).AsList();

    /// <summary>Those of some hashes that a secret or a working access token of ours has, in one statement: most of what is reported is none.</summary>
    public static async Task<IReadOnlyList<byte[]>> KnownAsync(NpgsqlConnection connection, byte[][] hashes, CancellationToken cancellation) =>
        [.. await connection.QueryAsync<byte[]>(new CommandDefinition("""
            select secret_hash from identity.client_secrets where secret_hash = any(@hashes)
            union all
            select hash from identity.access_tokens where hash = any(@hashes) and revoked_at is null and expires_at > platform.now()
            """, new { hashes }, cancellationToken: cancellation))];

    /// <summary>Ends a secret that has leaked, and the access tokens of its client; null if nobody has such a secret.</summary>
    public static async Task<ClientContact?> RevokeSecretAsync(WriteScope write, byte[] hash)
    {
        var client = await write.Connection.QuerySingleOrDefaultAsync<ClientContact>(write.Sql($"""
            with gone as (delete from identity.client_secrets where secret_hash = @hash returning client_id, expires_at)
            update identity.clients c set version = version + 1, updated_at = platform.now()
            from gone
            where c.id = gone.client_id
            returning {Contact}, gone.expires_at
            """, new { hash }));
        if (client is null)
            return null;
        await Tokens.AccessTokens.RevokeClientAsync(write, client.ClientId);
        await write.NotifyRightsAsync("c:" + client.ClientId);
        return client;
    }

    /// <summary>Ends an access token that has leaked, whoever got it; null if there is no such token that works.</summary>
    public static async Task<(ClientContact Client, Guid Family)?> RevokeTokenAsync(WriteScope write, byte[] hash)
    {
        var (family, clientId) = await write.Connection.QuerySingleOrDefaultAsync<(Guid, string?)>(write.Sql("""
            update identity.access_tokens set revoked_at = platform.now()
            where hash = @hash and revoked_at is null and expires_at > platform.now()
            returning family, client_id
            """, new { hash }));
        if (clientId is null)
            return null;
        await write.NotifyRightsAsync("f:" + family);
        return await FindAsync(write, clientId) is { } client ? (client, family) : null;
    }

    /// <summary>Whom to tell about a client; null if it was deleted.</summary>
    public static Task<ClientContact?> FindAsync(WriteScope write, string clientId) =>
        write.Connection.QuerySingleOrDefaultAsync<ClientContact>(write.Sql($"select {Contact}, null::timestamptz as expires_at from identity.clients c where c.id = @clientId", new { clientId }));
}

/// <summary>A client and whom to tell about it.</summary>
internal sealed record ClientContact
{
    /// <summary>Client.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its tenant.</summary>
    public Guid TenantId { get; init; }

    /// <summary>Address of whoever looks after it; null if nobody is named.</summary>
    public string? OwnerContact { get; init; }

    /// <summary>Language of the mails.</summary>
    public required string OwnerLanguage { get; init; }

    /// <summary>When the secret expires that this is about.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>The contact of a client that was read.</summary>
    public static ClientContact Of(Client client) => new()
    {
        ClientId = client.Id,
        Name = client.Name,
        TenantId = client.TenantId,
        OwnerContact = client.OwnerContact,
        OwnerLanguage = client.OwnerLanguage,
    };
}
