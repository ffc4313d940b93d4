using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to an organisation's beginning: its tenant with its first permissions.</summary>
internal static class StartRights
{
    /// <summary>Creates an organisation with its sandbox twin and grants both the permissions.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="tenant">The organisation.</param>
    /// <param name="userGroup">Code of its user group.</param>
    /// <param name="ofGroup">Permissions that come with the user group, and go with it.</param>
    /// <param name="byHand">Permissions that somebody has chosen, and that outlast a change of the group.</param>
    /// <returns>Id of the organisation.</returns>
    public static async Task<Guid> CreateOrganisationAsync(WriteScope write, NewTenant tenant, string userGroup, IReadOnlyCollection<string> ofGroup, IReadOnlyCollection<string> byHand)
    {
        var (id, twin) = await Tenants.CreateAsync(write, tenant);
        await write.Connection.ExecuteAsync(write.Sql("update identity.tenants set user_group = @userGroup where id = @id or parent_id = @id", new { id, userGroup }));
        await GrantAsync(write, id, ofGroup, byHand);
        await GrantAsync(write, twin!.Value, ofGroup, byHand);
        return id;
    }

    private static async Task GrantAsync(WriteScope write, Guid tenantId, IReadOnlyCollection<string> ofGroup, IReadOnlyCollection<string> byHand)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            select @tenantId, code, 'userGroup', @by from unnest(@ofGroup) code
            union all
            select @tenantId, code, 'administrator', @by from unnest(@byHand) code
            on conflict (tenant_id, code) do nothing
            """, new { tenantId, ofGroup = ofGroup.ToArray(), byHand = byHand.ToArray(), by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        await write.AuditAsync(tenantId, "identity.rights.granted", "tenant", tenantId.ToString(), new Dictionary<string, string?> { ["rights"] = string.Join(' ', ofGroup.Concat(byHand).Order(StringComparer.Ordinal)) });
        await write.NotifyRightsAsync("o:" + tenantId);
    }
}
