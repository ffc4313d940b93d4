using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Users;

/// <summary>Users of one organisation, by the doors to people; foreign ones are not found.</summary>
internal static class UserStore
{
    /// <summary>A user of the organisation as the transaction sees it; 404 if there is none.</summary>
    public static async Task<Account> LockAsync(WriteScope write, Guid tenantId, Guid id) =>
        await TenantAccounts.FindAsync(write, tenantId, id) ?? throw UserErrors.NotFound.With();

    /// <summary>The organisation, locked; 404 if there is none.</summary>
    public static async Task<TenantFacts> TenantAsync(WriteScope write, Guid tenantId) =>
        await TenantChanges.LockAsync(write, tenantId) ?? throw OrganisationErrors.NotFound.With();

    /// <summary>Id of a path; 404 if it is none.</summary>
    public static Guid IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : throw UserErrors.NotFound.With();
}
