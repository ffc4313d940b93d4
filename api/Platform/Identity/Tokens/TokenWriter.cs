using Aos.Api.Platform.Database;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Writes the tokens of clients that act for themselves; what waits at the same time is one statement and one commit.</summary>
internal sealed class TokenWriter
{
    private readonly NpgsqlDataSource _database;
    private readonly Gathering<(byte[] Hash, NewAccessToken Token), bool> _tokens;

    public TokenWriter(NpgsqlDataSource database) => (_database, _tokens) = (database, new(WriteAsync));

    /// <summary>Writes one token.</summary>
    /// <returns>Its text, which is shown once and stored as hash only; null if the client was deleted meanwhile.</returns>
    public async Task<string?> IssueAsync(NewAccessToken token)
    {
        var text = OpaqueToken.Create(OpaqueToken.Access);
        return await _tokens.RunAsync((OpaqueToken.Hash(text), token)) ? text : null;
    }

    private async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<(byte[] Hash, NewAccessToken Token)> tokens)
    {
        await using var connection = await _database.OpenConnectionAsync();
        var written = await connection.QueryAsync<byte[]>("""
            insert into identity.access_tokens (hash, family, client_id, tenant_id, scopes, audience, key_thumbprint, issued_at, expires_at)
            select n.hash, n.family, c.id, n.tenant_id, string_to_array(n.scopes, ' '), n.audience, n.key_thumbprint, platform.now(), platform.now() + @life
            from unnest(@hashes, @families, @clients, @tenants, @scopes, @audiences, @keys) as n (hash, family, client_id, tenant_id, scopes, audience, key_thumbprint)
            join identity.clients c on c.id = n.client_id
            for key share of c
            returning hash
            """,
            new
            {
                hashes = tokens.Select(one => one.Hash).ToArray(),
                families = tokens.Select(one => one.Token.Family).ToArray(),
                clients = tokens.Select(one => one.Token.ClientId).ToArray(),
                tenants = tokens.Select(one => one.Token.TenantId).ToArray(),
                scopes = tokens.Select(one => string.Join(' ', one.Token.Scopes)).ToArray(),
                audiences = tokens.Select(one => one.Token.Audience).ToArray(),
                keys = tokens.Select(one => one.Token.KeyThumbprint).ToArray(),
                life = AccessTokens.Life,
            });
        var hashes = written.Select(hash => TokenHash.Of(hash)).ToHashSet();
        return [.. tokens.Select(one => hashes.Contains(TokenHash.Of(one.Hash)))];
    }
}
