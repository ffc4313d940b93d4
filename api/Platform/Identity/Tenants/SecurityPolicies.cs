using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to what a tenant demands of the sign-ins of its people.</summary>
internal static class SecurityPolicies
{
    private const string Policy = """
        select t.second_factor_required, t.second_factor_version as version, s.id as sandbox_id
        from identity.tenants t
        left join identity.tenants s on s.parent_id = t.id
        where t.id = @tenantId
        """;

    /// <summary>What a tenant demands; its row stays locked to the end of the act.</summary>
    public static Task<TenantSecurity> LockAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleAsync<TenantSecurity>(write.Sql($"{Policy} for no key update of t", new { tenantId }));

    /// <summary>The same, for reading alone.</summary>
    public static Task<TenantSecurity> ReadAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleAsync<TenantSecurity>(write.Sql(Policy, new { tenantId }));

    /// <summary>Demands a second factor of everybody, or no longer. Sign-ins read it.</summary>
    public static Task SetAsync(WriteScope write, Guid tenantId, bool isRequired) =>
        write.Connection.ExecuteAsync(write.Sql(
            "update identity.tenants set second_factor_required = @isRequired, second_factor_version = second_factor_version + 1 where id = @tenantId", new { tenantId, isRequired }));

    /// <summary>True if a person has set up a second factor.</summary>
    public static Task<bool> HasSecondFactorAsync(WriteScope write, Guid accountId) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql("select totp_confirmed_at is not null from identity.accounts where id = @accountId", new { accountId }));

    /// <summary>Active people of a tenant, and how many of them have a second factor.</summary>
    public static Task<(int People, int WithFactor)> CountAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleAsync<(int, int)>(write.Sql("""
            select count(*)::int, count(totp_confirmed_at)::int from identity.accounts where tenant_id = @tenantId and state = 'active'
            """, new { tenantId }));
}

/// <summary>What a tenant demands of sign-ins.</summary>
internal sealed record TenantSecurity
{
    public bool SecondFactorRequired { get; init; }
    public int Version { get; init; }
    public Guid? SandboxId { get; init; }
}
