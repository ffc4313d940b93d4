using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to the permissions of an organisation. What is granted or withdrawn goes to its sandbox twin too, so that what works there works here.</summary>
internal static class TenantPermissions
{
    private const string InForce = "tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())";

    private const string Columns = PermissionCatalogue.Columns + """
        , tr.code is not null as is_granted, tr.valid_from, tr.valid_until, tr.granted_by, tr.reason, tr.source, coalesce(tr.version, 0) as right_version
        """;

    private const string Holder = """
        select t.id, t.kind, t.state, t.name, t.vehicle_kinds, s.id as sandbox_id
        from identity.tenants t
        left join identity.tenants s on s.parent_id = t.id
        where t.id = @tenantId and t.kind in ('organisation', 'operator')
        """;

    /// <summary>Who the permissions belong to; its row stays locked to the end of the act. Null if it is neither an organisation nor the operator.</summary>
    public static Task<PermissionHolder?> LockAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<PermissionHolder>(write.Sql($"{Holder} for no key update of t", new { tenantId }));

    /// <summary>The same, for reading alone.</summary>
    public static Task<PermissionHolder?> ReadHolderAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<PermissionHolder>(write.Sql(Holder, new { tenantId }));

    /// <summary>Permissions in force, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<HeldPermission>> ListAsync(WriteScope write, Guid tenantId, string? after = null, int take = int.MaxValue) =>
        [.. await write.Connection.QueryAsync<HeldPermission>(write.Sql($"""
            select {Columns}
            from identity.tenant_rights tr
            join identity.rights r on r.code = tr.code and r.kind = 'permission'
            where tr.tenant_id = @tenantId and {InForce} and (@after::text is null or r.code collate "C" > @after)
            order by r.code collate "C"
            limit @take
            """, new { tenantId, after, take }))];

    /// <summary>Every permission that there is, and whether the tenant has it.</summary>
    public static async Task<IReadOnlyList<HeldPermission>> ListAllAsync(WriteScope write, Guid tenantId, string? after, int take) =>
        [.. await write.Connection.QueryAsync<HeldPermission>(write.Sql($"""
            select {Columns}
            from identity.rights r
            left join identity.tenant_rights tr on tr.tenant_id = @tenantId and tr.code = r.code and {InForce}
            where r.kind = 'permission' and (@after::text is null or r.code collate "C" > @after)
            order by r.code collate "C"
            limit @take
            """, new { tenantId, after, take }))];

    /// <summary>One permission, and whether the tenant has it; null if there is no such permission.</summary>
    public static Task<HeldPermission?> FindAsync(WriteScope write, Guid tenantId, string code) =>
        write.Connection.QuerySingleOrDefaultAsync<HeldPermission>(write.Sql($"""
            select {Columns}
            from identity.rights r
            left join identity.tenant_rights tr on tr.tenant_id = @tenantId and tr.code = r.code and {InForce}
            where r.kind = 'permission' and r.code = @code
            """, new { tenantId, code }));

    /// <summary>Grants a permission, or changes its end and reason.</summary>
    public static async Task GrantAsync(WriteScope write, PermissionHolder holder, string code, DateTimeOffset? until, string reason)
    {
        foreach (var tenant in TenantsOf(holder))
            await Rights.GrantAsync(write, tenant, code, plan: null, until, "administrator", reason);
    }

    /// <summary>Withdraws a permission.</summary>
    public static async Task WithdrawAsync(WriteScope write, PermissionHolder holder, string code)
    {
        foreach (var tenant in TenantsOf(holder))
            await Rights.RevokeAsync(write, tenant, code);
    }

    private static IEnumerable<Guid> TenantsOf(PermissionHolder holder) => holder.SandboxId is { } sandbox ? [holder.Id, sandbox] : [holder.Id];
}

/// <summary>An organisation, or the operator, as far as permissions go.</summary>
internal sealed record PermissionHolder
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    /// <summary><c>active</c>, <c>suspended</c> or <c>closed</c>.</summary>
    public required string State { get; init; }
    public required string Name { get; init; }

    /// <summary>Kinds of vehicles that it sees; empty means all.</summary>
    public required string[] VehicleKinds { get; init; }
    public Guid? SandboxId { get; init; }

    public bool IsOperator => Kind == TenantKinds.Operator;
}

/// <summary>A permission and what an organisation has of it.</summary>
internal sealed record HeldPermission : PermissionFacts
{
    public bool IsGranted { get; init; }
    public DateTime? ValidFrom { get; init; }
    public DateTime? ValidUntil { get; init; }

    /// <summary>Kind and id of who gave it, with a colon between.</summary>
    public string? GrantedBy { get; init; }
    public string? Reason { get; init; }
    public string? Source { get; init; }

    /// <summary>Version of the grant; 0 without one.</summary>
    public int RightVersion { get; init; }
}
