using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>A client that has proven who it is.</summary>
public sealed record AuthenticatedClient
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Grants that it may use, as <see cref="ClientGrant"/> in lower camel case.</summary>
    public required string[] Grants { get; init; }

    /// <summary>Scopes that its tokens may have.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>Address ranges (CIDR) from which it may call; empty means all.</summary>
    public required string[] IpRanges { get; init; }
}

/// <summary>Checks the credentials of clients.</summary>
public sealed class ClientCredentials(NpgsqlDataSource database)
{
    /// <summary>The client, if it is active, its tenant too, and the secret is one of its own and has not expired.</summary>
    /// <param name="id">Client id.</param>
    /// <param name="secretHash">SHA-256 of the secret.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<AuthenticatedClient?> FindAsync(string id, byte[] secretHash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<AuthenticatedClient>(new CommandDefinition("""
            select c.id, c.tenant_id, c.grants, c.scopes, c.ip_ranges
            from identity.client_secrets s
            join identity.clients c on c.id = s.client_id
            join identity.tenants t on t.id = c.tenant_id
            left join identity.tenants p on p.id = t.parent_id
            where s.secret_hash = @secretHash and s.client_id = @id and s.expires_at > platform.now()
              and c.auth_method = 'client_secret' and c.state = 'active' and t.state = 'active' and coalesce(p.state = 'active', true)
            """, new { id, secretHash }, cancellationToken: cancellation));
    }
}
