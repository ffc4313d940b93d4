using Aos.Api.Platform.Http;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The door to the people of one organisation. Closed accounts are in no list.</summary>
internal sealed class TenantAccounts(NpgsqlDataSource database)
{
    private const string Filters = """
        a.tenant_id = @tenantId and a.realm = 'portal' and a.state <> 'closed' and (@state::text is null or a.state = @state)
        and (@pattern::text is null or a.email ilike @pattern or a.last_name ilike @pattern or a.first_name ilike @pattern or a.first_name || ' ' || a.last_name ilike @pattern)
        and (@permission::text is null or (
            exists (
                select from identity.tenant_rights tr
                join identity.rights ri on ri.code = tr.code and ri.kind = 'permission'
                where tr.tenant_id = a.tenant_id and tr.code = @permission and tr.state = 'active' and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
                  and (a.representative or ri.delegable and not ri.representative_only
                       and not exists (select from identity.account_withdrawals w where w.account_id = a.id and w.code = tr.code)))))
        """;

    /// <summary>One person of the organisation; null if there is none.</summary>
    public async Task<Account?> FindAsync(Guid tenantId, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition($"""
            select {AccountStore.Columns} from identity.accounts a join identity.tenants t on t.id = a.tenant_id
            where a.id = @id and a.tenant_id = @tenantId and a.realm = 'portal' and a.state <> 'closed'
            """, new { id, tenantId }, cancellationToken: cancellation));
    }

    /// <summary>One person of the organisation, locked; null if there is none.</summary>
    public static Task<Account?> FindAsync(WriteScope write, Guid tenantId, Guid id) =>
        write.Connection.QuerySingleOrDefaultAsync<Account>(write.Sql($"""
            select {AccountStore.Columns} from identity.accounts a join identity.tenants t on t.id = a.tenant_id
            where a.id = @id and a.tenant_id = @tenantId and a.realm = 'portal' and a.state <> 'closed'
            for update of a
            """, new { id, tenantId }));

    /// <summary>One page of people, after the address or name of the last one before, as it is: the database alone knows its small letters.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(TenantAccountFilter filter, (string Value, Guid Id)? after, int take, CancellationToken cancellation)
    {
        var (column, descending) = (filter.ByName ? "lower(a.last_name || ' ' || a.first_name)" : "lower(a.email)", filter.Descending);
        var (direction, than) = descending ? ("desc", "<") : ("asc", ">");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Account>(new CommandDefinition($"""
            select {AccountStore.Columns}
            from identity.accounts a
            join identity.tenants t on t.id = a.tenant_id
            where {Filters} and (@afterId::uuid is null or ({column}, a.id) {than} (lower(@afterValue), @afterId::uuid))
            order by {column} {direction}, a.id {direction}
            limit @take
            """, Values(filter, after, take), cancellationToken: cancellation))];
    }

    /// <summary>Length of a list, up to one more than <paramref name="cap"/>.</summary>
    public async Task<int> CountAsync(TenantAccountFilter filter, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from identity.accounts a where {Filters} limit @take + 1) capped", Values(filter, after: null, cap), cancellationToken: cancellation));
    }

    /// <summary>Names of people by id, also of those that are gone, as far as they belong to the organisation.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(Guid tenantId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition(
            "select id::text, first_name || ' ' || last_name from identity.accounts where tenant_id = @tenantId and id::text = any (@ids)",
            new { tenantId, ids = ids.ToArray() }, cancellationToken: cancellation))).ToDictionary(found => found.Id, found => found.Name, StringComparer.Ordinal);
    }

    /// <summary>The legal representative of an organisation; null without one.</summary>
    public static Task<Account?> RepresentativeAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<Account>(write.Sql($"""
            select {AccountStore.Columns} from identity.accounts a join identity.tenants t on t.id = a.tenant_id
            where a.tenant_id = @tenantId and a.representative and a.state <> 'closed'
            """, new { tenantId }));

    /// <summary>Ids of all people of an organisation.</summary>
    public static async Task<IReadOnlyList<Guid>> IdsAsync(WriteScope write, Guid tenantId) =>
        [.. await write.Connection.QueryAsync<Guid>(write.Sql("select id from identity.accounts where tenant_id = @tenantId and state <> 'closed' order by created_at, id", new { tenantId }))];

    /// <summary>Number of people of an organisation. Its row is locked, so that two creations at once do not pass a limit together.</summary>
    public static async Task<int> CountAsync(WriteScope write, Guid tenantId)
    {
        await write.Connection.ExecuteAsync(write.Sql("select from identity.tenants where id = @tenantId for update", new { tenantId }));
        return await write.Connection.ExecuteScalarAsync<int>(write.Sql("select count(*) from identity.accounts where tenant_id = @tenantId and state <> 'closed'", new { tenantId }));
    }

    /// <summary>Tenant and id of the account that has a name; null if nobody has it, or a registration has asked for it.</summary>
    public static async Task<(Guid TenantId, Guid Id)?> HolderAsync(WriteScope write, string name)
    {
        var (tenantId, id) = await write.Connection.QuerySingleOrDefaultAsync<(Guid, Guid)>(write.Sql("""
            select a.tenant_id, a.id
            from identity.login_names n
            join identity.accounts a on a.id = n.holder_id
            where n.realm = 'portal' and n.name_normalised = @name and n.holder_kind = 'account'
            """, new { name = LoginNames.Normalise(name) }));
        return id == Guid.Empty ? null : (tenantId, id);
    }

    /// <summary>People of organisations who were invited before an instant and never came; not the representatives.</summary>
    public static async Task<IReadOnlyList<Guid>> NeverCameAsync(NpgsqlConnection connection, TimeSpan longest, Guid[] except, int take, CancellationToken cancellation) =>
        [.. await connection.QueryAsync<Guid>(new CommandDefinition("""
            /* worker */
            select a.id
            from identity.accounts a
            join identity.tenants t on t.id = a.tenant_id
            where a.state = 'invited' and not a.representative and t.kind = 'organisation' and a.created_at <= platform.now() - @longest and a.id <> all(@except)
            order by a.created_at
            limit @take
            """, new { longest, except, take }, cancellationToken: cancellation))];

    /// <summary>Puts another person in the role of the legal representative, who then has every permission of the organisation.</summary>
    public static async Task ReplaceRepresentativeAsync(WriteScope write, Guid tenantId, Guid accountId)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update identity.accounts set representative = false, version = version + 1 where tenant_id = @tenantId and representative and id <> @accountId;
            update identity.accounts set representative = true, version = version + 1 where tenant_id = @tenantId and id = @accountId;
            delete from identity.account_withdrawals where account_id = @accountId
            """, new { tenantId, accountId }));
        await write.NotifyRightsAsync("o:" + tenantId);
    }

    private static object Values(TenantAccountFilter filter, (string Value, Guid Id)? after, int take) => new
    {
        filter.TenantId,
        filter.State,
        filter.Permission,
        pattern = filter.Q is { } text ? $"%{LikePattern.Escape(text)}%" : null,
        afterValue = after?.Value,
        afterId = after?.Id,
        take,
    };
}

/// <summary>Which people of an organisation a list holds and in which order; null where it does not matter.</summary>
internal sealed record TenantAccountFilter(Guid TenantId, string? State, string? Q, string? Permission)
{
    /// <summary>In order of names instead of addresses.</summary>
    public bool ByName { get; init; }

    /// <summary>From the end.</summary>
    public bool Descending { get; init; }
}
