using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Permissions;

/// <summary>The door through which every change of a tenant's permissions is told: change log, events, and a mail to the legal representative.</summary>
internal sealed class PermissionNotices(PermissionMails mails)
{
    /// <summary>Tells what a tenant got without an end, and what it lost. A sandbox has no representative, so it gets no mail.</summary>
    /// <param name="write">The transaction of the change, which is made already.</param>
    /// <param name="tenantId">Tenant.</param>
    /// <param name="given">Codes of what it got.</param>
    /// <param name="withdrawn">Codes of what it lost.</param>
    /// <param name="reason">Why, in words for the reader of the mail; null where another mail says so.</param>
    public async Task TellAsync(
        WriteScope write, Guid tenantId, IReadOnlyCollection<string> given, IReadOnlyCollection<string> withdrawn, Func<AccountFacts, string>? reason = null)
    {
        if (given.Count == 0 && withdrawn.Count == 0)
            return;
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (code, former, now) in given.Select(code => (code, "withdrawn", "granted")).Concat(withdrawn.Select(code => (code, "granted", "withdrawn"))))
        {
            (details["old." + code], details["new." + code]) = (former, now);
            await Events.AddAsync(write, tenantId, "organisations.permissions.changed", "/portal/v1/organisation/permissions",
                new Dictionary<string, string?> { ["code"] = code, ["old"] = former, ["new"] = now });
        }

        await write.AuditAsync(tenantId, "organisations.permissions.changed", "organisation", tenantId.ToString(), details);
        if (await AccountPermissions.FindRepresentativeAsync(write, tenantId) is not { IsActive: true } representative)
            return;
        var all = await TenantPermissions.ListAllAsync(write, tenantId, after: null, take: int.MaxValue);
        await mails.OrganisationAsync(write, representative,
            new([.. all.Where(permission => given.Contains(permission.Code))], [.. all.Where(permission => withdrawn.Contains(permission.Code))]), until: null, reason?.Invoke(representative));
    }
}
