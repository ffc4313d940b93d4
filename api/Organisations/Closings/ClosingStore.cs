using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Closings;

/// <summary>Every statement about closings that organisations ask for.</summary>
internal sealed class ClosingStore(NpgsqlDataSource database)
{
    /// <summary>Time in which a closing can be withdrawn.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromDays(30);

    private const string Columns = "c.id, c.tenant_id, c.requested_at, c.closes_at, c.export_job, c.version";

    private const string Open = "from organisations.closings c where c.tenant_id = @tenantId and c.withdrawn_at is null and c.closed_at is null";

    /// <summary>The open closing of an organisation; null without one.</summary>
    public async Task<ClosingRow?> FindAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ClosingRow>(new CommandDefinition($"select {Columns} {Open}", new { tenantId }, cancellationToken: cancellation));
    }

    /// <summary>The same, locked in a transaction.</summary>
    public static Task<ClosingRow?> FindAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<ClosingRow>(write.Sql($"select {Columns} {Open} for update", new { tenantId }));

    /// <summary>Begins the 30 days.</summary>
    public static async Task<ClosingRow> BeginAsync(WriteScope write, Guid tenantId, Guid accountId, Guid exportJob)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.closings (id, tenant_id, requested_by, closes_at, export_job)
            values (@id, @tenantId, @accountId, platform.now() + @wait, @exportJob)
            """, new { id = Guid.CreateVersion7(), tenantId, accountId, wait = Wait, exportJob }));
        return (await FindAsync(write, tenantId))!;
    }

    /// <summary>Takes the closing back.</summary>
    public static Task WithdrawAsync(WriteScope write, ClosingRow closing) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.closings set withdrawn_at = platform.now(), version = version + 1 where tenant_id = @TenantId and id = @Id", new { closing.TenantId, closing.Id }));

    /// <summary>Ends what is open, as the organisation is closed.</summary>
    public static Task EndAsync(WriteScope write, Guid tenantId) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.closings set closed_at = platform.now(), version = version + 1 where tenant_id = @tenantId and withdrawn_at is null and closed_at is null", new { tenantId }));

    /// <summary>Organisations whose 30 days are over, except some.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(Guid[] except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "/* worker */ select tenant_id from organisations.closings where withdrawn_at is null and closed_at is null and closes_at <= platform.now() and tenant_id <> all(@except) order by closes_at limit 100",
            new { except }, cancellationToken: cancellation))];
    }
}

/// <summary>A closing that an organisation has asked for.</summary>
internal sealed record ClosingRow
{
    public required Guid Id { get; init; }
    public required Guid TenantId { get; init; }
    public DateTime RequestedAt { get; init; }
    public DateTime ClosesAt { get; init; }
    public Guid ExportJob { get; init; }
    public int Version { get; init; }
}
