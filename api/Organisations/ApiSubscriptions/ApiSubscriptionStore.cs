using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Every statement about the history of access, and what was accepted.</summary>
internal sealed class ApiSubscriptionStore(NpgsqlDataSource database)
{
    /// <summary>Adds a line to the history.</summary>
    public static Task AddEventAsync(WriteScope write, Guid tenantId, string product, string kind, ApiSubscriptionChange change) => write.Connection.ExecuteAsync(write.Sql("""
        insert into organisations.api_subscription_events (id, tenant_id, product_code, kind, plan_code, ends_on, reason, done_by)
        values (@id, @tenantId, @product, @kind, @PlanCode, @EndsOnText::date, @Reason, @by)
        """, new { id = Guid.CreateVersion7(), tenantId, product, kind, change.PlanCode, change.EndsOnText, change.Reason, by = $"{write.Actor.Kind}:{write.Actor.Id}" }));

    /// <summary>One page of a history, newest first.</summary>
    public async Task<IReadOnlyList<ApiSubscriptionEvent>> HistoryAsync(Guid tenantId, string product, (DateTime At, Guid Id)? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select id, kind, plan_code, ends_on, reason, happened_at
            from organisations.api_subscription_events
            where tenant_id = @tenantId and product_code = @product and (@afterId is null or (happened_at, id) < (@afterAt, @afterId))
            order by happened_at desc, id desc
            limit @take
            """, new { tenantId, product, afterAt = after?.At, afterId = after?.Id, take }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToEvent())];
    }

    /// <summary>Length of a history, one above the cap at most.</summary>
    public async Task<int> CountHistoryAsync(Guid tenantId, string product, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"""
            select count(*) from (
                select from organisations.api_subscription_events where tenant_id = @tenantId and product_code = @product limit {PageQuery.TotalCap} + 1) capped
            """, new { tenantId, product }, cancellationToken: cancellation));
    }

    /// <summary>Histories of all access of an organisation and its sandbox, oldest first, by tenant and product; for its copy.</summary>
    public async Task<ILookup<(Guid TenantId, string ProductCode), ApiSubscriptionEvent>> HistoriesAsync(Guid[] tenantIds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Row>(new CommandDefinition("""
            /* worker */
            select tenant_id, product_code, id, kind, plan_code, ends_on, reason, happened_at
            from organisations.api_subscription_events
            where tenant_id = any (@tenantIds)
            order by happened_at, id
            """, new { tenantIds }, cancellationToken: cancellation))).ToLookup(row => (row.TenantId, row.ProductCode), row => row.ToEvent());
    }

    /// <summary>Highest version of each product's conditions that an organisation has accepted.</summary>
    public async Task<IReadOnlyDictionary<string, int>> AcceptedAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(string Product, int Version)>(new CommandDefinition(
            "select product_code, max(version) from organisations.api_conditions_accepted where tenant_id = @tenantId group by product_code", new { tenantId }, cancellationToken: cancellation)))
            .ToDictionary(accepted => accepted.Product, accepted => accepted.Version, StringComparer.Ordinal);
    }

    private sealed record Row
    {
        public Guid TenantId { get; init; }
        public string ProductCode { get; init; } = "";
        public Guid Id { get; init; }
        public required string Kind { get; init; }
        public string? PlanCode { get; init; }
        public DateOnly? EndsOn { get; init; }
        public string? Reason { get; init; }
        public DateTime HappenedAt { get; init; }

        public ApiSubscriptionEvent ToEvent() => new()
        {
            Id = Id,
            Kind = Enum.Parse<ApiSubscriptionEventKind>(Kind, ignoreCase: true),
            PlanCode = PlanCode,
            EndsOn = EndsOn,
            Reason = Reason,
            HappenedAt = HappenedAt,
        };
    }
}
