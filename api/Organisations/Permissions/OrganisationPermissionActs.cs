using Aos.Api.Organisations.Organisation;
using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What staff does with the permissions of an organisation.</summary>
internal sealed class OrganisationPermissionActs(PermissionMails mails, TimeProvider time)
{
    /// <summary>The organisation; its row stays locked to the end of the act.</summary>
    public static async Task<PermissionHolder> FindAsync(WriteScope write, string organisationId) =>
        Guid.TryParseExact(organisationId, "D", out var id) && await TenantPermissions.LockAsync(write, id) is { } holder ? holder : throw PermissionErrors.HolderNotFound.With();

    /// <summary>The same, for reading alone.</summary>
    public static async Task<PermissionHolder> ReadAsync(WriteScope write, string organisationId) =>
        Guid.TryParseExact(organisationId, "D", out var id) && await TenantPermissions.ReadHolderAsync(write, id) is { } holder ? holder : throw PermissionErrors.HolderNotFound.With();

    /// <summary>Grants a permission, or changes end and reason.</summary>
    public async Task<HeldPermission> GrantAsync(WriteScope write, string organisationId, string code, int version, PermissionGrant grant)
    {
        var holder = await FindAsync(write, organisationId);
        var before = await TenantPermissions.FindAsync(write, holder.Id, code) ?? throw PermissionErrors.PermissionNotFound.With();
        PermissionRules.RefuseToOperator(before, holder);
        if (holder.State == "closed")
            throw OrganisationErrors.StateNotPermitted.With(holder.State);
        if (before.RightVersion != version)
            throw PreconditionErrors.VersionConflict.With();
        if (PermissionRules.RefusalOf(before, new(holder.IsOperator, holder.VehicleKinds, code != PermissionRules.CarData || await HasVatIdAsync(write, holder.Id))) is { } refusal)
            throw refusal;
        var until = PermissionRules.EndOf(grant.ValidUntil, time.GetUtcNow());
        await TenantPermissions.GrantAsync(write, holder, code, until, grant.Reason!);
        await TellAsync(write, holder, before, until, grant.Reason!, isGiven: true);
        return (await TenantPermissions.FindAsync(write, holder.Id, code))!;
    }

    /// <summary>Withdraws a permission.</summary>
    public async Task WithdrawAsync(WriteScope write, string organisationId, string code, int version, string reason)
    {
        var holder = await FindAsync(write, organisationId);
        if (await TenantPermissions.FindAsync(write, holder.Id, code) is not { IsGranted: true } before)
            throw PermissionErrors.PermissionNotFound.With();
        if (before.RightVersion != version)
            throw PreconditionErrors.VersionConflict.With();
        await TenantPermissions.WithdrawAsync(write, holder, code);
        await TellAsync(write, holder, before, null, reason, isGiven: false);
    }

    private async Task TellAsync(WriteScope write, PermissionHolder holder, HeldPermission before, DateTimeOffset? until, string reason, bool isGiven)
    {
        var (former, now) = (Describe(before.IsGranted, before.ValidUntil), Describe(isGiven, until?.UtcDateTime));
        await write.AuditAsync(holder.Id, "organisations.permissions.changed", "organisation", holder.Id.ToString(), new Dictionary<string, string?>
        {
            ["old." + before.Code] = former,
            ["new." + before.Code] = now,
            ["reason"] = reason,
        });
        await Events.AddAsync(write, holder.Id, "organisations.permissions.changed", "/portal/v1/organisation/permissions", new Dictionary<string, string?>
        {
            ["code"] = before.Code,
            ["old"] = former,
            ["new"] = now,
        });
        if (await AccountPermissions.FindRepresentativeAsync(write, holder.Id) is { } representative)
            await mails.OrganisationAsync(write, representative, isGiven ? new([before], []) : new([], [before]), until, reason);
    }

    private static string Describe(bool isGranted, DateTime? until) =>
        !isGranted ? "withdrawn" : until is { } end ? "granted until " + end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "granted";

    /// <summary>True if an organisation has a VAT ID that was not found invalid; one of which nothing is stored but its name has none.</summary>
    internal static async Task<bool> HasVatIdAsync(WriteScope write, Guid organisation) =>
        await write.Connection.ExecuteScalarAsync<bool?>(write.Sql(
            "select vat_id is not null and vat_status <> 'invalid' from organisations.organisations where tenant_id = @organisation", new { organisation })) ?? false;
}
