using Aos.Api.Accounts.Removal;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Closings;
using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.States;

/// <summary>
/// The state of an organisation. What is suspended or closed loses its sessions, authorizations and tokens on every node
/// within a second, for good: who comes back signs in anew.
/// </summary>
internal sealed class OrganisationStates(OrganisationMails mails, AccountManagers managers, AccountRemoval removal)
{
    /// <summary>States.</summary>
    public const string Active = "active", Suspended = "suspended", Closed = "closed";

    /// <summary>Sets another state.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="id">Organisation.</param>
    /// <param name="state">The new state.</param>
    /// <param name="reason">Why; null if the representative asked for it. The representative is told.</param>
    /// <returns>The organisation as it was.</returns>
    public async Task<TenantFacts> SetAsync(WriteScope write, Guid id, string state, string? reason)
    {
        var tenant = await TenantChanges.LockAsync(write, id) ?? throw OrganisationErrors.NotFound.With();
        if (!May(tenant.State, state))
            throw OrganisationErrors.StateNotPermitted.With(tenant.State);
        // A tenant that a command made has no row until something is kept of it.
        if (tenant.Country is not null)
            await OrganisationStore.LockAsync(write, tenant);
        await TenantChanges.SetStateAsync(write, id, state);
        await OrganisationStore.SetStateReasonAsync(write, id, reason);
        await OrganisationStore.TouchAsync(write, id);
        await write.AuditAsync(id, "organisations.state.changed", "organisation", id.ToString(),
            new Dictionary<string, string?> { ["old.state"] = tenant.State, ["new.state"] = state, ["reason"] = reason });
        await Events.AddAsync(write, id, "organisations.state.changed", "/portal/v1/organisation", new Dictionary<string, string?> { ["state"] = state });
        await mails.StateAsync(write, id, state, reason);
        if (state != Active)
            await EndAsync(write, id, state);
        if (state == Closed)
            await CloseAsync(write, id);
        return tenant;
    }

    private static bool May(string from, string to) => (from, to) is (Active, Suspended) or (Suspended, Active) or (Active or Suspended, Closed);

    private static async Task EndAsync(WriteScope write, Guid id, string state)
    {
        await SignInSessions.EndAllAsync(write, await TenantAccounts.IdsAsync(write, id), "organisation " + state);
        await TenantChanges.EndTokensAsync(write, id);
    }

    /// <summary>Deletes the people, who are told; the representative was, with the state. What they did stays.</summary>
    private async Task CloseAsync(WriteScope write, Guid id)
    {
        if (await ChangeRequestStore.OpenAsync(write, id) is { } open)
            await ChangeRequestActs.WithdrawAsync(write, open);
        await ClosingStore.EndAsync(write, id);
        var manager = managers.For(write);
        foreach (var person in await TenantAccounts.IdsAsync(write, id))
            if (await manager.FindAsync(person) is { } account)
            {
                if (!account.Representative)
                    await mails.DeletedAsync(write, account);
                await write.AuditAsync(id, "organisations.user.deleted", "account", person.ToString(), new Dictionary<string, string?> { ["old.email"] = account.Email, ["old.name"] = $"{account.FirstName} {account.LastName}" });
                await Events.AddAsync(write, id, "organisations.user.deleted", $"/portal/v1/users/{person}", new Dictionary<string, string?> { ["userId"] = person.ToString() });
                await removal.CloseAsync(write, account, "organisation closed");
            }
    }
}
