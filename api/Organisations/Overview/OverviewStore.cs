using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Overview;

/// <summary>What the overview says of an organisation's data.</summary>
internal sealed class OverviewStore(NpgsqlDataSource database)
{
    /// <summary>State of the VAT id, and whether changes wait; a tenant that a command made has no data yet.</summary>
    public async Task<(string? VatStatus, bool HasOpenRequest)> FindAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<(string?, bool)>(new CommandDefinition("""
            select (select o.vat_status from organisations.organisations o where o.tenant_id = @tenantId),
                   exists (select from organisations.change_requests c where c.tenant_id = @tenantId and c.state = 'open')
            """, new { tenantId }, cancellationToken: cancellation));
    }
}
