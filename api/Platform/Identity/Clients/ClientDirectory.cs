using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>The door to clients: who a client is. Clients that are not active, or whose tenant is not, are not found.</summary>
internal sealed class ClientDirectory(NpgsqlDataSource database)
{
    private const string Columns = """
        c.id, c.tenant_id, t.name as tenant_name, c.name, c.realm, c.environment, c.kind, c.auth_method, c.grants, c.scopes, c.redirect_uris, c.post_logout_redirect_uris,
        c.ip_ranges, c.user_reach, c.first_party, c.audiences, c.introspects, c.dpop_bound, c.pushed_requests_only, c.id_token_algorithm
        """;

    private const string Active = """
        join identity.tenants t on t.id = c.tenant_id
        left join identity.tenants p on p.id = t.parent_id
        where c.state = 'active' and t.state = 'active' and coalesce(p.state = 'active', true)
        """;

    /// <summary>A client by its id.</summary>
    public async Task<ClientFacts?> FindAsync(string id, CancellationToken cancellation)
    {
        // PostgreSQL knows no text with NUL; no client has such an id.
        if (id.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ClientFacts>(new CommandDefinition(
            $"select {Columns} from identity.clients c {Active} and c.id = @id", new { id }, cancellationToken: cancellation));
    }
}
