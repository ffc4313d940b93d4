using Aos.Api.Platform.Http;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The door to lists of people, for the operator.</summary>
internal sealed class AccountLists(NpgsqlDataSource database)
{
    private const string Filters = """
        (@tenantId::uuid is null or a.tenant_id = @tenantId) and (@realm::text is null or a.realm = @realm) and (@state::text is null or a.state = @state)
        and (@pattern::text is null or a.email ilike @pattern or a.login ilike @pattern or a.last_name ilike @pattern or a.first_name ilike @pattern)
        """;

    /// <summary>One account, closed ones too; null if there is none.</summary>
    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition(
            $"select {AccountStore.Columns} from identity.accounts a join identity.tenants t on t.id = a.tenant_id where a.id = @id", new { id }, cancellationToken: cancellation));
    }

    /// <summary>One page of accounts, newest first.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(AccountFilter filter, (DateTime At, Guid Id)? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Account>(new CommandDefinition($"""
            select {AccountStore.Columns}
            from identity.accounts a
            join identity.tenants t on t.id = a.tenant_id
            where {Filters} and (@afterId::uuid is null or (a.created_at, a.id) < (@afterAt::timestamptz, @afterId::uuid))
            order by a.created_at desc, a.id desc
            limit @take
            """, new { filter.TenantId, filter.Realm, filter.State, pattern = PatternOf(filter), afterId = after?.Id, afterAt = after?.At, take }, cancellationToken: cancellation))];
    }

    /// <summary>Length of a list, up to one more than <paramref name="cap"/>.</summary>
    public async Task<int> CountAsync(AccountFilter filter, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from identity.accounts a where {Filters} limit @cap + 1) capped",
            new { filter.TenantId, filter.Realm, filter.State, pattern = PatternOf(filter), cap }, cancellationToken: cancellation));
    }

    private static string? PatternOf(AccountFilter filter) => filter.Q is { } text ? $"%{LikePattern.Escape(text)}%" : null;
}

/// <summary>Which accounts a list holds; null where it does not matter.</summary>
internal sealed record AccountFilter(Guid? TenantId, string? Realm, string? State, string? Q);
