using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Lists;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Audit.Events;

/// <summary>Every statement that reads the audit.</summary>
internal sealed class AuditEventStore(NpgsqlDataSource database)
{
    private const string Columns = """
        a.id, a.occurred_at, a.tenant_id, a.actor_kind, a.actor_id, a.client_id, a.action, a.object_kind, a.object_id, a.result, a.request_id,
        c.seq, c.hash, d.details::text as details
        """;

    private const string Tables = """
        platform.audit a
        left join platform.audit_chain c on c.audit_id = a.id
        left join platform.audit_details d on d.audit_id = a.id
        """;

    /// <summary>One event; null if there is none, or it stands in the log of another tenant.</summary>
    public async Task<AuditEvent?> FindAsync(Guid? tenantId, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from {Tables} where a.id = @id and (@tenantId::uuid is null or a.tenant_id = @tenantId)", new { id, tenantId }, cancellationToken: cancellation)))?.ToEvent();
    }

    /// <summary>Events, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last event of the page before.</param>
    /// <param name="take">Number of events.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<AuditEvent>> ListAsync(AuditFilter filter, AuditPlace? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select {Columns}
            from {Tables}
            where {Where(filter)} {(after is null ? "" : "and (a.occurred_at, a.id) < (@afterTime, @afterId)")}
            order by a.occurred_at desc, a.id desc
            limit @take
            """, Values(filter, after, take), cancellationToken: cancellation))).Select(row => row.ToEvent())];
    }

    /// <summary>Events, oldest first, for an export.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last event of the piece before.</param>
    /// <param name="take">Number of events.</param>
    /// <param name="cancellation">Ends when the work is given up.</param>
    public async Task<IReadOnlyList<AuditEvent>> ExportAsync(AuditFilter filter, AuditPlace? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"""
            /* worker */
            select {Columns}
            from {Tables}
            where {Where(filter)} {(after is null ? "" : "and (a.occurred_at, a.id) > (@afterTime, @afterId)")}
            order by a.occurred_at, a.id
            limit @take
            """, Values(filter, after, take), cancellationToken: cancellation))).Select(row => row.ToEvent())];
    }

    /// <summary>Number of events in a list, and whether it is longer than that.</summary>
    public async Task<(int Total, bool IsCapped)> CountAsync(AuditFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from platform.audit a where {Where(filter)} limit {PageQuery.TotalCap} + 1) capped",
            Values(filter, after: null, take: 0), cancellationToken: cancellation));
        return (Math.Min(count, PageQuery.TotalCap), count > PageQuery.TotalCap);
    }

    // Only what is asked for stands in the statement: one plan for all filters would be right for none.
    private static string Where(AuditFilter filter)
    {
        var where = new StringBuilder("true");
        if (filter.TenantId is not null)
            where.Append(" and a.tenant_id = @tenantId");
        if (filter.Actor is not null)
            where.Append(" and a.actor_id = @actor");
        if (filter.Action is not null)
            where.Append(" and a.action = @action");
        if (filter.Actions is not null)
            where.Append(" and a.action = any (@actions)");
        if (filter.ObjectId is not null)
            where.Append(" and a.object_id = @objectId");
        if (filter.From is not null)
            where.Append(" and a.occurred_at >= @from");
        if (filter.To is not null)
            where.Append(" and a.occurred_at < @to");
        return where.ToString();
    }

    private static object Values(AuditFilter filter, AuditPlace? after, int take) => new
    {
        tenantId = filter.TenantId,
        actor = filter.Actor,
        action = filter.Action,
        actions = filter.Actions,
        objectId = filter.ObjectId,
        from = filter.From,
        to = filter.To,
        afterTime = after?.OccurredAt,
        afterId = after?.Id,
        take,
    };

    private sealed record Row
    {
        public Guid Id { get; init; }
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
        public long? Seq { get; init; }
        public byte[]? Hash { get; init; }
        public string? Details { get; init; }

        public AuditEvent ToEvent() => new()
        {
            Id = Id,
            OccurredAt = OccurredAt,
            Sequence = Seq,
            TenantId = TenantId,
            Actor = new() { Kind = Enum.Parse<AuditActorKind>(ActorKind, ignoreCase: true), Id = ActorId, ClientId = ClientId },
            Action = Action,
            Object = new() { Kind = ObjectKind, Id = ObjectId },
            Result = Result,
            RequestId = RequestId,
            Details = Details is null ? null : Read(Details),
            Hash = Hash is null ? null : Convert.ToHexStringLower(Hash),
        };

        private static List<AuditDetail> Read(string details)
        {
            using var json = JsonDocument.Parse(details);
            return [.. json.RootElement.EnumerateObject().Select(member => new AuditDetail
            {
                Name = member.Name,
                Value = member.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => member.Value.GetString(),
                    _ => member.Value.GetRawText(),
                },
            })];
        }
    }
}

/// <summary>A place in the order of events.</summary>
internal sealed record AuditPlace(DateTime OccurredAt, Guid Id)
{
    /// <summary>The two parts as text, for cursors.</summary>
    public string[] Texts => [OccurredAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Id.ToString()];

    public static AuditPlace Of(AuditEvent last) => new(last.OccurredAt.UtcDateTime, last.Id);

    public static AuditPlace? Read(string?[]? texts) => texts is [{ } time, { } id]
        ? new(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind), Guid.Parse(id))
        : null;
}
