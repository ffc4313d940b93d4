using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The door to people: who an account is, and whether it may be used.</summary>
internal sealed class AccountDirectory(NpgsqlDataSource database)
{
    private const string One = """
        select a.id, a.tenant_id, t.kind as tenant_kind, t.name as tenant_name, s.id as sandbox_tenant_id, a.realm,
               a.state = 'active' and t.state = 'active' as is_active, a.must_change as must_change_password,
               a.login, a.email, a.first_name, a.last_name, a.language, a.time_zone, a.updated_at
        from identity.accounts a
        join identity.tenants t on t.id = a.tenant_id
        left join identity.tenants s on s.parent_id = t.id
        where a.id = @id
        """;

    /// <summary>One account; null if there is none.</summary>
    public async Task<AccountFacts?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<AccountFacts>(new CommandDefinition(One, new { id }, cancellationToken: cancellation));
    }

    /// <summary>One account, on the connection of an act.</summary>
    public static Task<AccountFacts?> FindAsync(WriteScope write, Guid id) => write.Connection.QuerySingleOrDefaultAsync<AccountFacts>(write.Sql(One, new { id }));

    /// <summary>Who is told about the clients of an organisation: its legal representative, and active users who hold the permission <c>apiClients</c>.</summary>
    public static async Task<IReadOnlyList<AccountFacts>> InChargeOfClientsAsync(WriteScope write, Guid tenantId) => [.. await write.Connection.QueryAsync<AccountFacts>(write.Sql("""
        select a.id, a.tenant_id, t.kind as tenant_kind, t.name as tenant_name, a.realm, true as is_active, a.must_change as must_change_password,
               a.login, a.email, a.first_name, a.last_name, a.language, a.time_zone, a.updated_at
        from identity.accounts a
        join identity.tenants t on t.id = a.tenant_id
        where a.tenant_id = @tenantId and a.state = 'active' and t.state = 'active'
            and (a.representative
                or exists (select from identity.tenant_rights tr
                           where tr.tenant_id = a.tenant_id and tr.code = 'apiClients' and tr.state = 'active'
                               and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now()))
                   and not exists (select from identity.account_withdrawals w where w.account_id = a.id and w.code = 'apiClients'))
        order by a.id
        """, new { tenantId }))];
}
