using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to an organisation's beginning: its tenant with the permissions of its user group, and to what a user group can give.</summary>
internal static class StartRights
{
    /// <summary>Creates an organisation with its sandbox twin and grants both the permissions.</summary>
    /// <returns>Id of the organisation.</returns>
    public static async Task<Guid> CreateOrganisationAsync(WriteScope write, NewTenant tenant, string userGroup, IReadOnlyCollection<string> permissions)
    {
        var (id, twin) = await Tenants.CreateAsync(write, tenant);
        await write.Connection.ExecuteAsync(write.Sql("update identity.tenants set user_group = @userGroup where id = @id or parent_id = @id", new { id, userGroup }));
        await GrantAsync(write, id, permissions);
        await GrantAsync(write, twin!.Value, permissions);
        return id;
    }

    /// <summary>Permissions of brands, those whose vehicles a group with these kinds sees; no kinds means all.</summary>
    public static async Task<IReadOnlyList<string>> BrandsAsync(WriteScope write, string[] vehicleKinds) =>
        [.. await write.Connection.QueryAsync<string>(write.Sql("""
            select code
            from identity.rights
            where kind = 'permission' and brand is not null and (vehicle_kind is null or cardinality(@vehicleKinds::text[]) = 0 or vehicle_kind = any(@vehicleKinds))
            order by code
            """, new { vehicleKinds }))];

    /// <summary>Those of some codes that are no permission.</summary>
    public static async Task<IReadOnlyList<string>> UnknownAsync(WriteScope write, IEnumerable<string> codes) =>
        [.. await write.Connection.QueryAsync<string>(write.Sql("""
            select wanted.code
            from unnest(@codes) wanted (code)
            where not exists (select from identity.rights r where r.code = wanted.code and r.kind = 'permission')
            """, new { codes = codes.ToArray() }))];

    private static async Task GrantAsync(WriteScope write, Guid tenantId, IReadOnlyCollection<string> permissions)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            select @tenantId, code, 'userGroup', @by
            from unnest(@codes) code
            on conflict (tenant_id, code) do nothing
            """, new { tenantId, codes = permissions.ToArray(), by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        await write.AuditAsync(tenantId, "identity.rights.granted", "tenant", tenantId.ToString(), new Dictionary<string, string?> { ["rights"] = string.Join(' ', permissions.Order(StringComparer.Ordinal)) });
        await write.NotifyRightsAsync("o:" + tenantId);
    }
}
