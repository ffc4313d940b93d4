using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Names of clients for people, also of clients that are not active any more.</summary>
internal sealed class ClientNames(NpgsqlDataSource database)
{
    /// <summary>Name and publisher by client id; a client that was deleted is missing.</summary>
    public async Task<IReadOnlyDictionary<string, ClientName>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var names = await connection.QueryAsync<ClientName>(new CommandDefinition("""
            select c.id, c.name, t.name as publisher, c.authorized_from
            from identity.clients c
            join identity.tenants t on t.id = c.tenant_id
            where c.id = any(@ids)
            """, new { ids = ids.ToArray() }, cancellationToken: cancellation));
        return names.ToDictionary(name => name.Id, StringComparer.Ordinal);
    }
}

/// <summary>A client as people know it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Publisher">Name of the organisation that publishes it.</param>
/// <param name="AuthorizedFrom">What it was permitted before this instant has ended.</param>
internal sealed record ClientName(string Id, string Name, string Publisher, DateTime? AuthorizedFrom);
