using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Audit.Chain;

/// <summary>Follows the chains from their beginnings and compares them with the rows. Reads in pieces, so that its memory and its snapshots stay small.</summary>
internal static class ChainVerifier
{
    private const int Piece = 10_000;

    /// <summary>Verifies the log of one tenant, or of all.</summary>
    /// <param name="database">Connections without a limit on the time of a statement.</param>
    /// <param name="tenantId">The tenant; null for all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends when nobody waits any more.</param>
    public static async Task<AuditChainVerification> RunAsync(NpgsqlDataSource database, Guid? tenantId, TimeProvider time, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var tenants = (await connection.QueryAsync<Guid>(new CommandDefinition("""
            select distinct tenant_id from platform.audit_chain where @tenantId::uuid is null or tenant_id = @tenantId order by tenant_id
            """, new { tenantId }, cancellationToken: cancellation))).AsList();
        var rows = 0L;
        AuditChainFault? broken = null;
        foreach (var tenant in tenants)
        {
            var (count, fault) = await FollowAsync(connection, tenant, cancellation);
            rows += count;
            broken ??= fault;
        }

        broken ??= await UnchainedAsync(connection, tenantId, cancellation);
        return new() { IsIntact = broken is null, Tenants = tenants.Count, Rows = rows, FirstBroken = broken, VerifiedAt = time.GetUtcNow() };
    }

    private static async Task<(long Rows, AuditChainFault? Fault)> FollowAsync(NpgsqlConnection connection, Guid tenantId, CancellationToken cancellation)
    {
        var (last, previous) = (0L, ChainedRow.Beginning);
        while (true)
        {
            var links = (await connection.QueryAsync<Link>(new CommandDefinition("""
                select c.seq, c.audit_id, c.hash as chain_hash, a.occurred_at, a.tenant_id, a.actor_kind, a.actor_id, a.client_id, a.action,
                       a.object_kind, a.object_id, a.result, a.request_id, a.details_hash, d.salt, d.details::text as details
                from platform.audit_chain c
                join platform.audit a on a.id = c.audit_id
                left join platform.audit_details d on d.audit_id = a.id
                where c.tenant_id = @tenantId and c.seq > @last
                order by c.seq
                limit @piece
                """, new { tenantId, last, piece = Piece }, cancellationToken: cancellation))).AsList();
            foreach (var link in links)
            {
                if (link.FaultAfter(tenantId, last, previous) is { } kind)
                    return (last, new() { TenantId = tenantId, Kind = kind, Sequence = kind == AuditChainFaultKind.EventMissing ? last + 1 : link.Seq, EventId = kind == AuditChainFaultKind.EventMissing ? null : link.AuditId });
                (last, previous) = (link.Seq, link.ChainHash);
            }

            if (links.Count < Piece)
                return (last, null);
        }
    }

    /// <summary>A row that neither stands in the chain nor waits for it.</summary>
    private static Task<AuditChainFault?> UnchainedAsync(NpgsqlConnection connection, Guid? tenantId, CancellationToken cancellation) =>
        connection.QueryFirstOrDefaultAsync<AuditChainFault?>(new CommandDefinition($"""
            select a.tenant_id, {(int)AuditChainFaultKind.EventUnchained} as kind, a.id as event_id
            from platform.audit a
            where (@tenantId::uuid is null or a.tenant_id = @tenantId)
              and not exists (select from platform.audit_chain c where c.audit_id = a.id)
              and not exists (select from platform.audit_unchained u where u.audit_id = a.id)
            order by a.id
            limit 1
            """, new { tenantId }, cancellationToken: cancellation));

    /// <summary>A link of the chain with its row and the details that are left.</summary>
    private sealed record Link
    {
        public long Seq { get; init; }
        public Guid AuditId { get; init; }
        public required byte[] ChainHash { get; init; }
        public DateTime OccurredAt { get; init; }
        public Guid TenantId { get; init; }
        public required string ActorKind { get; init; }
        public required string ActorId { get; init; }
        public string? ClientId { get; init; }
        public required string Action { get; init; }
        public required string ObjectKind { get; init; }
        public required string ObjectId { get; init; }
        public required string Result { get; init; }
        public string? RequestId { get; init; }
        public required byte[] DetailsHash { get; init; }
        public byte[]? Salt { get; init; }
        public string? Details { get; init; }

        public AuditChainFaultKind? FaultAfter(Guid tenantId, long last, byte[] previous)
        {
            if (Seq != last + 1)
                return AuditChainFaultKind.EventMissing;
            if (TenantId != tenantId || !ToRow().Hash(previous, Seq).AsSpan().SequenceEqual(ChainHash))
                return AuditChainFaultKind.EventChanged;
            if (Details is null)
                return null;
            return SHA256.HashData([.. Salt!, .. Encoding.UTF8.GetBytes(Details)]).AsSpan().SequenceEqual(DetailsHash) ? null : AuditChainFaultKind.DetailsChanged;
        }

        private ChainedRow ToRow() => new()
        {
            Id = AuditId,
            OccurredAt = OccurredAt,
            TenantId = TenantId,
            ActorKind = ActorKind,
            ActorId = ActorId,
            ClientId = ClientId,
            Action = Action,
            ObjectKind = ObjectKind,
            ObjectId = ObjectId,
            Result = Result,
            RequestId = RequestId,
            DetailsHash = DetailsHash,
        };
    }
}
