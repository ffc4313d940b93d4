using System.Globalization;
using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Lists;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Events;

/// <summary>Every statement that reads events, or ends them.</summary>
internal sealed class EventStore(NpgsqlDataSource database)
{
    // Days for which events are kept, in the statements: 30.
    private const string Kept = "happened_at > platform.now() - interval '30 days'";

    // Of whatever else happens in the organisation only the legal representative reads: permissions of users, its data, its closing.
    private const string OfClients = "(type like 'organisations.api%' or type like 'limits.%')";

    /// <summary>Events of an organisation.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last event of the page before.</param>
    /// <param name="take">Number of events.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<EventRow>> ListAsync(EventFilter filter, EventPlace? after, int take, CancellationToken cancellation)
    {
        var (than, order) = filter.OldestFirst ? (">", "asc") : ("<", "desc");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<EventRow>(new CommandDefinition($"""
            select id, type, happened_at, subject, sequence, data::text as data
            from platform.events
            where {Where(filter)} {(after is null ? "" : $"and (happened_at, id) {than} (@afterTime, @afterId)")}
            order by happened_at {order}, id {order}
            limit @take
            """, Values(filter, after, take), cancellationToken: cancellation))];
    }

    /// <summary>One event; null if there is none, it is another organisation's, or only the legal representative may read it.</summary>
    public async Task<EventRow?> FindAsync(Guid tenantId, bool isRepresentative, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<EventRow>(new CommandDefinition($"""
            select id, type, happened_at, subject, sequence, data::text as data
            from platform.events
            where id = @id and tenant_id = @tenantId and {Kept} and (@isRepresentative or {OfClients})
            """, new { id, tenantId, isRepresentative }, cancellationToken: cancellation));
    }

    /// <summary>Number of events in a list, and whether it is longer than that.</summary>
    public async Task<(int Total, bool IsCapped)> CountAsync(EventFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from platform.events where {Where(filter)} limit {PageQuery.TotalCap} + 1) capped",
            Values(filter, after: null, take: 0), cancellationToken: cancellation));
        return (Math.Min(count, PageQuery.TotalCap), count > PageQuery.TotalCap);
    }

    /// <summary>Removes events whose time is over.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        const int Batch = 1_000;
        int removed;
        do
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            removed = await connection.ExecuteAsync(new CommandDefinition("""
                /* worker */
                delete from platform.events
                where id = any(array(select id from platform.events where happened_at <= platform.now() - interval '30 days' limit @batch))
                """, new { batch = Batch }, cancellationToken: cancellation));
        }
        while (removed == Batch);
    }

    // Only what is asked for stands in the statement: one plan for all filters would be right for none.
    private static string Where(EventFilter filter)
    {
        var where = new StringBuilder("tenant_id = @TenantId and ").Append(Kept);
        if (!filter.IsRepresentative)
            where.Append(" and ").Append(OfClients);
        if (filter.Types.Length > 0)
            where.Append(" and type = any(@Types)");
        if (filter.Subject is not null)
            where.Append(" and subject = @Subject");
        if (filter.From is not null)
            where.Append(" and happened_at >= @From");
        if (filter.To is not null)
            where.Append(" and happened_at < @To");
        return where.ToString();
    }

    private static object Values(EventFilter filter, EventPlace? after, int take) => new
    {
        filter.TenantId,
        filter.Types,
        filter.Subject,
        filter.From,
        filter.To,
        afterTime = after?.HappenedAt,
        afterId = after?.Id,
        take,
    };
}

/// <summary>An event as it is stored.</summary>
internal sealed record EventRow
{
    public Guid Id { get; init; }
    public required string Type { get; init; }
    public DateTime HappenedAt { get; init; }
    public required string Subject { get; init; }
    public long Sequence { get; init; }
    public required string Data { get; init; }

    /// <summary>What the organisation sees.</summary>
    /// <param name="contract">Version of the contract.</param>
    /// <param name="absolute">Makes an address of a path.</param>
    public Event ToEvent(string contract, Func<string, string> absolute) => new()
    {
        Id = Id,
        Type = Type,
        Timestamp = HappenedAt,
        Contract = contract,
        Subject = absolute(Subject),
        Sequence = Sequence,
        Data = Read(Data),
    };

    private static List<EventDatum> Read(string data)
    {
        using var json = JsonDocument.Parse(data);
        return [.. json.RootElement.EnumerateObject().Select(member => new EventDatum
        {
            Name = member.Name,
            Value = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText(),
        })];
    }
}

/// <summary>A place in the order of events.</summary>
internal sealed record EventPlace(DateTime HappenedAt, Guid Id)
{
    /// <summary>The two parts as text, for cursors.</summary>
    public string[] Texts => [HappenedAt.ToString("O", CultureInfo.InvariantCulture), Id.ToString()];

    public static EventPlace? Read(string?[]? texts) => texts is [{ } time, { } id]
        ? new(DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), Guid.Parse(id))
        : null;
}
