using Aos.Api.Accounts.Activations;
using Aos.Api.Accounts.Mails;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using StaffGrant = (string Code, System.DateTimeOffset? Until);

namespace Aos.Api.Organisations.Staff;

/// <summary>The life of a member of staff: invited, given rights, deactivated, let in again.</summary>
internal sealed class StaffActs(AccountMails accountMails, StaffMails mails, TimeProvider time)
{
    /// <summary>One member of staff.</summary>
    public static async Task<StaffMember> ReadAsync(WriteScope write, Principal caller, string accountId, string language)
    {
        var row = await FindAsync(write, caller, accountId);
        return StaffMember.Of(row, (await StaffAccounts.RightsAsync(write, [row.Id]))[row.Id], language);
    }

    /// <summary>Makes the account and sends the invitation.</summary>
    public async Task<StaffMember> InviteAsync(WriteScope write, Principal caller, StaffInvite invite, string language)
    {
        await StaffAccounts.LockAsync(write);
        StaffRules.CheckPerson(invite);
        var wanted = await WantedAsync(write, invite.Rights ?? []);
        StaffRules.RefuseBeyond([], wanted, await OwnAsync(write, caller));
        var id = await AccountCreation.CreateAsync(write, new()
        {
            TenantId = caller.TenantId,
            Realm = Realms.Portal,
            Email = invite.Email!,
            FirstName = invite.FirstName!,
            LastName = invite.LastName!,
            Language = invite.Language!,
            TimeZone = invite.TimeZone!,
        }) ?? throw StaffErrors.EmailNotAvailable.With();
        if (wanted.Count > 0)
            await StaffAccounts.SetRightsAsync(write, id, wanted);
        await write.AuditAsync(caller.TenantId, "organisations.staff.invited", "account", id.ToString(), StaffRules.Describe([], wanted));
        await SendLinkAsync(write, caller, (await StaffAccounts.FindAsync(write, caller.TenantId, id))!);
        return await ReadAsync(write, caller, id.ToString(), language);
    }

    /// <summary>Sends the invitation again.</summary>
    public async Task<StaffMember> InviteAgainAsync(WriteScope write, Principal caller, string accountId, string language)
    {
        await StaffAccounts.LockAsync(write);
        var row = await FindAsync(write, caller, accountId);
        if (row.State != AccountStates.Invited)
            throw StaffErrors.WrongState.With(row.State);
        await write.AuditAsync(caller.TenantId, "organisations.staff.invited", "account", row.Id.ToString());
        await SendLinkAsync(write, caller, row);
        return await ReadAsync(write, caller, accountId, language);
    }

    /// <summary>Sets the rights of somebody else.</summary>
    public async Task<StaffMember> SetRightsAsync(WriteScope write, Principal caller, string accountId, int version, IReadOnlyList<StaffRightGrant> rights, string language)
    {
        await StaffAccounts.LockAsync(write);
        var row = await FindAsync(write, caller, accountId);
        StaffRules.RefuseOwn(row, caller);
        if (row.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        var wanted = await WantedAsync(write, rights);
        var before = StaffRules.GrantsOf((await StaffAccounts.RightsAsync(write, [row.Id]))[row.Id]);
        StaffRules.RefuseBeyond(before, wanted, await OwnAsync(write, caller));
        await StaffAccounts.SetRightsAsync(write, row.Id, wanted);
        if (StaffRules.IsLastingAdministrator(before) && !StaffRules.IsLastingAdministrator(wanted))
            await RefuseWithoutAdministratorAsync(write, caller);
        await write.AuditAsync(caller.TenantId, "organisations.staff.rightsChanged", "account", row.Id.ToString(), StaffRules.Describe(before, wanted));
        var member = await ReadAsync(write, caller, accountId, language);
        await mails.RightsAsync(write, caller.TenantId, row, (await StaffAccounts.RightsAsync(write, [row.Id]))[row.Id]);
        return member;
    }

    /// <summary>Lets somebody in no longer.</summary>
    public async Task<StaffMember> DeactivateAsync(WriteScope write, Principal caller, string accountId, string language)
    {
        await StaffAccounts.LockAsync(write);
        var row = await FindAsync(write, caller, accountId);
        StaffRules.RefuseOwn(row, caller);
        if (row.State == AccountStates.Suspended)
            throw StaffErrors.WrongState.With(row.State);
        await StaffAccounts.SetStateAsync(write, row.Id, AccountStates.Suspended);
        if (StaffRules.IsLastingAdministrator(StaffRules.GrantsOf((await StaffAccounts.RightsAsync(write, [row.Id]))[row.Id])))
            await RefuseWithoutAdministratorAsync(write, caller);
        await SignInSessions.EndAllAsync(write, row.Id, "deactivated");
        await write.AuditAsync(caller.TenantId, "organisations.staff.deactivated", "account", row.Id.ToString());
        await mails.DeactivatedAsync(write, caller.TenantId, row);
        return await ReadAsync(write, caller, accountId, language);
    }

    /// <summary>Lets somebody in again.</summary>
    public async Task<StaffMember> ReactivateAsync(WriteScope write, Principal caller, string accountId, string language)
    {
        await StaffAccounts.LockAsync(write);
        var row = await FindAsync(write, caller, accountId);
        StaffRules.RefuseOwn(row, caller);
        if (row.State != AccountStates.Suspended)
            throw StaffErrors.WrongState.With(row.State);
        StaffRules.RefuseBeyond([], StaffRules.GrantsOf((await StaffAccounts.RightsAsync(write, [row.Id]))[row.Id]), await OwnAsync(write, caller));
        await StaffAccounts.SetStateAsync(write, row.Id, row.WasActivated ? AccountStates.Active : AccountStates.Invited);
        await write.AuditAsync(caller.TenantId, "organisations.staff.reactivated", "account", row.Id.ToString());
        if (row.WasActivated)
            await mails.ReactivatedAsync(write, caller.TenantId, row);
        else
            await SendLinkAsync(write, caller, row);
        return await ReadAsync(write, caller, accountId, language);
    }

    private static async Task<StaffRow> FindAsync(WriteScope write, Principal caller, string accountId) =>
        Guid.TryParseExact(accountId, "D", out var id) && await StaffAccounts.FindAsync(write, caller.TenantId, id) is { } row ? row : throw StaffErrors.NotFound.With();

    private async Task<IReadOnlyList<StaffGrant>> WantedAsync(WriteScope write, IReadOnlyList<StaffRightGrant> rights) =>
        StaffRules.Check(rights, (await Rights.StaffCodesAsync(write)).ToHashSet(StringComparer.Ordinal), time.GetUtcNow());

    private static async Task<IReadOnlyList<StaffGrant>> OwnAsync(WriteScope write, Principal caller) =>
        StaffRules.GrantsOf((await StaffAccounts.RightsAsync(write, [caller.AccountId!.Value]))[caller.AccountId!.Value]);

    private static async Task RefuseWithoutAdministratorAsync(WriteScope write, Principal caller)
    {
        if (!await StaffAccounts.HasLastingAdministratorAsync(write, caller.TenantId))
            throw StaffErrors.LastAdministrator.With();
    }

    private async Task SendLinkAsync(WriteScope write, Principal caller, StaffRow row)
    {
        var (link, until) = await Activations.MakeAsync(write, row.Id, caller.TenantId, Activations.StaffLife);
        var account = new Account { Id = row.Id, TenantId = caller.TenantId, Realm = Realms.Portal, Email = row.Email, Language = row.Language, TimeZone = row.TimeZone };
        await accountMails.ActivationAsync(write, account, link, until);
    }
}
