using Aos.Api.Platform.Http;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to lists of organisations, for the operator, and to one organisation.</summary>
internal sealed class TenantLists(NpgsqlDataSource database)
{
    private const string Filters = """
        t.kind = 'organisation' and (@state::text is null or t.state = @state) and (@userGroup::text is null or t.user_group = @userGroup)
        and (@country::text is null or t.country = @country) and (@pattern::text is null or t.name ilike @pattern or t.id = any (@also))
        """;

    /// <summary>One organisation; null if there is none.</summary>
    public async Task<TenantFacts?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<TenantFacts>(new CommandDefinition(
            $"select {TenantChanges.Columns} from identity.tenants t where t.id = @id and t.kind = 'organisation'", new { id }, cancellationToken: cancellation));
    }

    /// <summary>Names of organisations by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(Guid Id, string Name)>(new CommandDefinition(
            "select id, name from identity.tenants where id = any (@ids)", new { ids = ids.ToArray() }, cancellationToken: cancellation))).ToDictionary(found => found.Id, found => found.Name);
    }

    /// <summary>Codes of the rights of a tenant.</summary>
    public async Task<IReadOnlyList<string>> RightsAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition("""
            select code from identity.tenant_rights
            where tenant_id = @id and valid_from <= platform.now() and (valid_until is null or valid_until > platform.now())
            order by code
            """, new { id }, cancellationToken: cancellation))];
    }

    /// <summary>One page of organisations in order of their names, after the name of the last one before, as it is.</summary>
    public async Task<IReadOnlyList<TenantFacts>> ListAsync(TenantFilter filter, (string Name, Guid Id)? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<TenantFacts>(new CommandDefinition($"""
            select {TenantChanges.Columns}
            from identity.tenants t
            where {Filters} and (@afterId::uuid is null or (lower(t.name), t.id) > (lower(@afterName), @afterId::uuid))
            order by lower(t.name), t.id
            limit @take
            """, Values(filter, after, take), cancellationToken: cancellation))];
    }

    /// <summary>Length of a list, up to one more than <paramref name="cap"/>.</summary>
    public async Task<int> CountAsync(TenantFilter filter, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from identity.tenants t where {Filters} limit @take + 1) capped", Values(filter, after: null, cap), cancellationToken: cancellation));
    }

    private static object Values(TenantFilter filter, (string Name, Guid Id)? after, int take) => new
    {
        filter.State,
        filter.UserGroup,
        filter.Country,
        pattern = filter.Q is { } text ? $"%{LikePattern.Escape(text)}%" : null,
        also = filter.Also.ToArray(),
        afterName = after?.Name,
        afterId = after?.Id,
        take,
    };
}

/// <summary>Which organisations a list holds; null where it does not matter.</summary>
/// <param name="State">State.</param>
/// <param name="UserGroup">User group.</param>
/// <param name="Country">Country.</param>
/// <param name="Q">Part of the name.</param>
/// <param name="Also">Organisations that fit the text by what stands elsewhere.</param>
internal sealed record TenantFilter(string? State, string? UserGroup, string? Country, string? Q, IReadOnlyCollection<Guid> Also);
