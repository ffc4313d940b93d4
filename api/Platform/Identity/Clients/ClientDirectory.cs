using Aos.Api.Platform.Database;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>The door to clients: who a client is, and whether it has proven that. Clients that are not active, or whose tenant is not, are not found.</summary>
internal sealed class ClientDirectory
{
    private const string Columns = """
        c.id, c.tenant_id, t.name as tenant_name, c.name, c.realm, c.environment, c.kind, c.auth_method, c.grants, c.scopes, c.redirect_uris, c.post_logout_redirect_uris,
        c.ip_ranges, c.user_reach, c.first_party, c.audiences, c.introspects, c.dpop_bound, c.pushed_requests_only, c.id_token_algorithm, c.authorized_from
        """;

    private const string Active = """
        join identity.tenants t on t.id = c.tenant_id
        left join identity.tenants p on p.id = t.parent_id
        where c.state = 'active' and t.state = 'active' and coalesce(p.state = 'active', true)
        """;

    private readonly NpgsqlDataSource _database;
    private readonly Gathering<byte[], (ClientFacts, Guid)?> _secrets;

    public ClientDirectory(NpgsqlDataSource database) => (_database, _secrets) = (database, new(FindBySecretsAsync));

    /// <summary>A client by its id.</summary>
    public async Task<ClientFacts?> FindAsync(string id, CancellationToken cancellation)
    {
        // PostgreSQL knows no text with NUL; no client has such an id.
        if (id.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ClientFacts>(new CommandDefinition(
            $"select {Columns} from identity.clients c {Active} and c.id = @id", new { id }, cancellationToken: cancellation));
    }

    /// <summary>A client by its id, on the connection of an act.</summary>
    public static Task<ClientFacts?> FindAsync(WriteScope write, string id) =>
        write.Connection.QuerySingleOrDefaultAsync<ClientFacts>(write.Sql($"select {Columns} from identity.clients c {Active} and c.id = @id", new { id }));

    /// <summary>The client to which a secret belongs that has not expired, with the id of the secret.</summary>
    /// <param name="secretHash">SHA-256 of the secret.</param>
    public Task<(ClientFacts Client, Guid SecretId)?> FindBySecretAsync(byte[] secretHash) => _secrets.RunAsync(secretHash);

    /// <summary>A client that signs its assertions, its public keys (RFC 7517), and the time of the database.</summary>
    public async Task<(ClientFacts Client, string Keys, DateTimeOffset Now)?> FindKeysAsync(string id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { AuthMethod: "private_key_jwt" } client)
            return null;
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        var (keys, now) = await connection.QuerySingleOrDefaultAsync<(string?, DateTime)>(new CommandDefinition(
            "select jwks, platform.now() from identity.clients where id = @id", new { id }, cancellationToken: cancellation));
        return keys is null ? null : (client, keys, now);
    }

    // Secrets that come at the same time are looked up in one statement.
    private async Task<IReadOnlyList<(ClientFacts, Guid)?>> FindBySecretsAsync(IReadOnlyList<byte[]> hashes)
    {
        await using var connection = await _database.OpenConnectionAsync();
        var found = await connection.QueryAsync<ClientFacts, Secret, (ClientFacts Client, Secret Secret)>($"""
            select {Columns}, s.secret_hash as hash, s.id
            from identity.client_secrets s
            join identity.clients c on c.id = s.client_id
            {Active} and c.auth_method = 'client_secret' and s.secret_hash = any (@hashes) and s.expires_at > platform.now()
            """, (client, secret) => (client, secret), new { hashes = hashes.ToArray() }, splitOn: "hash");
        var byHash = found.ToDictionary(one => Convert.ToHexString(one.Secret.Hash), one => (one.Client, one.Secret.Id), StringComparer.Ordinal);
        return [.. hashes.Select(hash => byHash.TryGetValue(Convert.ToHexString(hash), out var one) ? one : ((ClientFacts, Guid)?)null)];
    }

    private sealed record Secret
    {
        public required byte[] Hash { get; init; }
        public Guid Id { get; init; }
    }
}
