using Aos.Api.Platform.Database;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Audit.Chain;

/// <summary>Numbers and chains committed rows, one node at a time.</summary>
internal sealed class ChainStore(NpgsqlDataSource database)
{
    /// <summary>Rows that one transaction chains.</summary>
    public const int Batch = 1_000;

    /// <summary>True if a row waits to be chained.</summary>
    public async Task<bool> IsWaitingAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "/* worker */ select exists (select from platform.audit_unchained)", cancellationToken: cancellation));
    }

    /// <summary>Chains what waits; returns how many rows it were, 0 also if another node is at it.</summary>
    public Task<int> ChainAsync(CancellationToken cancellation) => DatabaseTransaction.RunAsync(database, async (connection, transaction) =>
    {
        if (!await connection.ExecuteScalarAsync<bool>(Sql("/* worker */ select pg_try_advisory_xact_lock(hashtext('platform.audit_chain'))")))
            return 0;
        var rows = (await connection.QueryAsync<ChainedRow>(Sql($"""
            /* worker */
            select {ChainedRow.Columns}
            from platform.audit_unchained u
            join platform.audit a on a.id = u.audit_id
            order by a.id
            limit @batch
            """, new { batch = Batch }))).AsList();
        if (rows.Count == 0)
            return 0;
        var links = Link(rows, await HeadsAsync());
        await connection.ExecuteAsync(Sql("""
            /* worker */
            insert into platform.audit_chain (tenant_id, seq, audit_id, hash)
            select * from unnest(@tenants, @numbers, @ids, @hashes);
            delete from platform.audit_unchained where audit_id = any(@ids)
            """,
            new
            {
                tenants = rows.Select(row => row.TenantId).ToArray(),
                numbers = links.Select(link => link.Sequence).ToArray(),
                ids = rows.Select(row => row.Id).ToArray(),
                hashes = links.Select(link => link.Hash).ToArray(),
            }));
        return rows.Count;

        CommandDefinition Sql(string text, object? values = null) => new(text, values, transaction, cancellationToken: cancellation);

        async Task<Dictionary<Guid, (long Sequence, byte[] Hash)>> HeadsAsync() =>
            (await connection.QueryAsync<(Guid TenantId, long Sequence, byte[] Hash)>(Sql("""
                /* worker */
                select t.id, c.seq, c.hash
                from unnest(@tenants) as t (id)
                cross join lateral (select seq, hash from platform.audit_chain where tenant_id = t.id order by seq desc limit 1) c
                """, new { tenants = rows.Select(row => row.TenantId).Distinct().ToArray() })))
            .ToDictionary(head => head.TenantId, head => (head.Sequence, head.Hash));
    }, cancellation);

    private static List<(long Sequence, byte[] Hash)> Link(List<ChainedRow> rows, Dictionary<Guid, (long Sequence, byte[] Hash)> heads)
    {
        var links = new List<(long, byte[])>(rows.Count);
        foreach (var row in rows)
        {
            var (last, previous) = heads.GetValueOrDefault(row.TenantId, (0, ChainedRow.Beginning));
            var link = (last + 1, row.Hash(previous, last + 1));
            heads[row.TenantId] = link;
            links.Add(link);
        }

        return links;
    }
}
