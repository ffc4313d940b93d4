using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Organisations.UserGroups;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.States;

/// <summary>Puts an organisation into another user group: the permissions that the old group gave are replaced by those of the new one, in its sandbox twin too.</summary>
internal sealed class UserGroupChange(PermissionNotices notices)
{
    private const string Source = "userGroup";

    public async Task RunAsync(WriteScope write, Guid id, int version, string userGroup)
    {
        var tenant = await TenantChanges.LockAsync(write, id) ?? throw OrganisationErrors.NotFound.With();
        var before = await CodesAsync(write, id);
        var row = await OrganisationStore.LockAsync(write, tenant);
        if (row.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        if (tenant.State == OrganisationStates.Closed)
            throw OrganisationErrors.StateNotPermitted.With(tenant.State);
        if (await UserGroupStore.FindAsync(write, userGroup) is not { } group || !group.Permits(row.Country!))
            throw OrganisationErrors.Fields(OrganisationErrors.GroupNotPermitted, "/userGroup");
        var hasVatId = row is { VatId: not null, VatStatus: not "invalid" };
        if (group.VatRequired && !hasVatId)
            throw OrganisationErrors.Fields(row.VatId is null ? VatErrors.VatIdRequired : VatErrors.VatIdInvalid, "/userGroup");

        var codes = await StartPermissions.ListAsync(write, group, hasVatId);
        foreach (var member in new[] { id, await Tenants.FindAsync(write, id.ToString(), sandbox: true) }.OfType<Guid>())
        {
            var former = await TenantChanges.RightsOfGroupAsync(write, member);
            foreach (var code in former.Except(codes, StringComparer.Ordinal))
                await Rights.RevokeAsync(write, member, code);
            foreach (var code in codes)
                if (!await TenantChanges.HoldsAsync(write, member, code))
                    await Rights.GrantAsync(write, member, code, plan: null, until: null, Source, reason: null);
        }

        var after = await CodesAsync(write, id);
        await notices.TellAsync(write, id, [.. after.Except(before)], [.. before.Except(after)], PermissionMails.ReasonOfGroup);
        await TenantChanges.SetUserGroupAsync(write, id, userGroup, group.VehicleKinds);
        await OrganisationStore.SetGroupAsync(write, id, userGroup);
        await OrganisationStore.TouchAsync(write, id);
        await write.AuditAsync(id, "organisations.userGroup.changed", "organisation", id.ToString(),
            new Dictionary<string, string?> { ["old.userGroup"] = row.UserGroup, ["new.userGroup"] = userGroup });
        await Events.AddAsync(write, id, "organisations.userGroup.changed", "/portal/v1/organisation", new Dictionary<string, string?> { ["userGroup"] = userGroup });
    }

    private static async Task<HashSet<string>> CodesAsync(WriteScope write, Guid tenantId) =>
        (await TenantPermissions.ListAsync(write, tenantId)).Select(held => held.Code).ToHashSet(StringComparer.Ordinal);
}
