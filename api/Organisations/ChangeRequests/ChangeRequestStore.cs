using System.Text.Json;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.ChangeRequests;

/// <summary>Every statement about change requests.</summary>
internal sealed class ChangeRequestStore(NpgsqlDataSource database)
{
    private const string Columns = """
        c.id, c.tenant_id, c.state, c.changes::text as changes, c.requested_by, c.requested_by_name, c.requested_at, c.due_on::timestamp as due_on,
        c.state = 'open' and c.due_on < (platform.now() at time zone 'utc')::date as late, c.vat_status, c.vat_match, c.vat_checked_on::timestamp as vat_checked_on,
        c.decided_by, c.decided_at, c.reason, c.version
        """;

    /// <summary>What the representative sees: the open request, or the refused one until the next save.</summary>
    private const string Shown = """
        from organisations.change_requests c
        where c.tenant_id = @tenantId and (c.state = 'open' or (c.state = 'refused' and not c.dismissed))
        order by c.requested_at desc, c.id desc
        limit 1
        """;

    private const string Filters = """
        (@state::text is null or c.state = @state) and (@tenantId::uuid is null or c.tenant_id = @tenantId)
        and (@late::boolean is null or (c.state = 'open' and c.due_on < (platform.now() at time zone 'utc')::date) = @late)
        """;

    /// <summary>The request that the representative sees; null without one.</summary>
    public async Task<ChangeRequestRow?> ShownAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ChangeRequestRow>(new CommandDefinition($"select {Columns} {Shown}", new { tenantId }, cancellationToken: cancellation));
    }

    /// <summary>The same, as a transaction sees it.</summary>
    public static Task<ChangeRequestRow?> ShownAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<ChangeRequestRow>(write.Sql($"select {Columns} {Shown}", new { tenantId }));

    /// <summary>The open request of an organisation, locked; null without one.</summary>
    public static Task<ChangeRequestRow?> OpenAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<ChangeRequestRow>(write.Sql(
            $"select {Columns} from organisations.change_requests c where c.tenant_id = @tenantId and c.state = 'open' for update", new { tenantId }));

    /// <summary>The newest request of an organisation, locked; null without one.</summary>
    public static Task<ChangeRequestRow?> LastAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<ChangeRequestRow>(write.Sql(
            $"select {Columns} from organisations.change_requests c where c.tenant_id = @tenantId order by c.requested_at desc, c.id desc limit 1 for update", new { tenantId }));

    /// <summary>A request, locked; null if there is none.</summary>
    public static Task<ChangeRequestRow?> LockAsync(WriteScope write, Guid id) =>
        write.Connection.QuerySingleOrDefaultAsync<ChangeRequestRow>(write.Sql($"select {Columns} from organisations.change_requests c where c.id = @id for update", new { id }));

    /// <summary>A request; null if there is none.</summary>
    public async Task<ChangeRequestRow?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ChangeRequestRow>(new CommandDefinition(
            $"select {Columns} from organisations.change_requests c where c.id = @id", new { id }, cancellationToken: cancellation));
    }

    /// <summary>One page of requests, oldest first.</summary>
    public async Task<IReadOnlyList<ChangeRequestRow>> ListAsync(ChangeRequestQuery query, Guid? tenantId, (DateTime At, Guid Id)? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<ChangeRequestRow>(new CommandDefinition($"""
            select {Columns}
            from organisations.change_requests c
            where {Filters} and (@afterId::uuid is null or (c.requested_at, c.id) > (@afterAt::timestamptz, @afterId::uuid))
            order by c.requested_at, c.id
            limit @take
            """, new { query.State, query.Late, tenantId, afterAt = after?.At, afterId = after?.Id, take }, cancellationToken: cancellation))];
    }

    /// <summary>Length of a list, up to one more than <paramref name="cap"/>.</summary>
    public async Task<int> CountAsync(ChangeRequestQuery query, Guid? tenantId, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from organisations.change_requests c where {Filters} limit @cap + 1) capped", new { query.State, query.Late, tenantId, cap }, cancellationToken: cancellation));
    }

    /// <summary>Every request of an organisation, oldest first, for its export.</summary>
    public async Task<IReadOnlyList<ChangeRequestRow>> AllAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<ChangeRequestRow>(new CommandDefinition(
            $"/* worker */ select {Columns} from organisations.change_requests c where c.tenant_id = @tenantId order by c.requested_at, c.id", new { tenantId }, cancellationToken: cancellation))];
    }

    /// <summary>Begins a request, or gives the open one other values; the two working days begin anew.</summary>
    public static async Task<ChangeRequestRow> SaveAsync(WriteScope write, OrganisationRow row, ChangeRequestRow? open, List<FieldChange> changes, VatResult? vat, AccountFacts by, DateOnly due)
    {
        var changesVat = changes.Any(change => change.Field == "vatId" && change.NewValue is not null);
        var id = open?.Id ?? Guid.CreateVersion7();
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.change_requests as c (id, tenant_id, changes, requested_by, requested_by_name, due_on, vat_status, vat_match, vat_checked_on)
            values (@id, @TenantId, @changes::json, @byId, @byName, @due::timestamp::date, @vatStatus, @vatMatch, @checkedOn::timestamp::date)
            on conflict (id) do update
            set changes = excluded.changes, requested_by = @byId, requested_by_name = @byName, requested_at = platform.now(), due_on = excluded.due_on, version = c.version + 1,
                vat_status = case when @changesVat then coalesce(@vatStatus, c.vat_status) end,
                vat_match = case when @changesVat then case when @vatStatus::text is null then c.vat_match else @vatMatch end end,
                vat_checked_on = case when @changesVat then case when @vatStatus::text is null then c.vat_checked_on else excluded.vat_checked_on end end
            """, new
        {
            id,
            row.TenantId,
            changes = JsonSerializer.Serialize(changes, StoredChanges.Default.ListFieldChange),
            byId = by.Id,
            byName = $"{by.FirstName} {by.LastName}",
            due = due.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified),
            changesVat,
            vatStatus = changesVat ? VatRules.TextOf(vat?.Status) : null,
            vatMatch = changesVat ? VatRules.TextOf(vat?.Match) : null,
            checkedOn = changesVat && vat?.CheckedAt is { } at ? DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified) : (DateTime?)null,
        }));
        return (await LockAsync(write, id))!;
    }

    /// <summary>Ends an open request.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="request">The request.</param>
    /// <param name="state">Its new state.</param>
    /// <param name="reason">Why it was refused.</param>
    public static async Task<ChangeRequestRow> EndAsync(WriteScope write, ChangeRequestRow request, string state, string? reason)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update organisations.change_requests
            set state = @state, reason = @reason, decided_by = @by, decided_at = platform.now(), version = version + 1
            where tenant_id = @TenantId and id = @Id and state = 'open'
            """, new { request.TenantId, request.Id, state, reason, by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        return (await LockAsync(write, request.Id))!;
    }

    /// <summary>Shows refused requests no more; true if there was one.</summary>
    public static async Task<bool> DismissAsync(WriteScope write, Guid tenantId) => await write.Connection.ExecuteAsync(write.Sql(
        "update organisations.change_requests set dismissed = true where tenant_id = @tenantId and state = 'refused' and not dismissed", new { tenantId })) > 0;
}
