using Aos.Api.Accounts.Activations;
using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Accounts.Profile;
using Aos.Api.Accounts.Removal;
using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Users;

/// <summary>What is done with the users of an organisation, the same by its representative and by administrators.</summary>
internal sealed class UserActs(AccountManagers managers, Invitations invitations, AccountRemoval removal, Profiles profiles, OrganisationMails mails, IOptions<UserOptions> options)
{
    /// <summary>Creates a user and mails the activation link.</summary>
    public async Task<Account> CreateAsync(WriteScope write, Guid tenantId, UserCreate body)
    {
        RefuseWrong(body, body.Email!);
        var tenant = await UserStore.TenantAsync(write, tenantId);
        if (tenant.State != "active")
            throw UserErrors.OrganisationNotActive.With(tenant.State);
        if (await TenantAccounts.CountAsync(write, tenantId) >= options.Value.MaxPerOrganisation)
            throw UserErrors.LimitReached.With(options.Value.MaxPerOrganisation);
        if (await Invitations.WaitOfTenantAsync(write, tenantId) is { } seconds)
            throw Wait(seconds);
        var id = await AccountCreation.CreateAsync(write, new()
        {
            TenantId = tenantId,
            Realm = Realms.Portal,
            Email = body.Email!.Trim(),
            Title = body.Title,
            FirstName = body.FirstName!,
            LastName = body.LastName!,
            Phone = body.Phone is { Length: > 0 } phone ? phone : null,
            Language = body.Language!,
            TimeZone = body.TimeZone!,
        }) ?? throw await TakenAsync(write, tenantId, body.Email!);
        if (body.Permissions is { } permissions)
            await UserPermissionActs.LeaveAsync(write, tenantId, id, permissions);
        var account = await UserStore.LockAsync(write, tenantId, id);
        await invitations.SendAsync(write, account);
        await TellAsync(write, account, "organisations.user.created", new() { ["new.email"] = account.Email, ["new.name"] = $"{account.FirstName} {account.LastName}", ["new.permissions"] = body.Permissions is null ? null : string.Join(' ', body.Permissions) });
        return account;
    }

    /// <summary>Replaces the data of a user, who must have confirmed the address.</summary>
    public async Task<Account> ReplaceAsync(WriteScope write, Guid tenantId, Guid id, int version, UserReplace body)
    {
        RefuseWrong(body, email: null);
        var account = await UserStore.LockAsync(write, tenantId, id);
        if (account.State == AccountStates.Invited)
            throw UserErrors.NotConfirmed.With();
        return await profiles.ReplaceAsync(write, id, version, body) ?? throw PreconditionErrors.VersionConflict.With();
    }

    /// <summary>Corrects the address of somebody who has not confirmed one: the link is void and a new one is mailed.</summary>
    public async Task<Account> ReplaceEmailAsync(WriteScope write, Guid tenantId, Guid id, int version, string email)
    {
        RefuseWrong(data: null, email);
        var account = await UserStore.LockAsync(write, tenantId, id);
        if (account.State != AccountStates.Invited)
            throw UserErrors.AlreadyConfirmed.With();
        if (account.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        await WaitAsync(write, account);
        if (!await LoginNames.ReserveAsync(write, account.Realm, id, email.Trim()))
            throw await TakenAsync(write, tenantId, email);
        var former = account.Email;
        (account.Email, account.Login) = (email.Trim(), email.Trim());
        await LoginNames.ReleaseAsync(write, id, account.Email);
        await managers.For(write).SaveAsync(account);
        await invitations.SendAsync(write, account);
        await TellAsync(write, account, "organisations.user.emailChanged", new() { ["old.email"] = former, ["new.email"] = account.Email });
        return account;
    }

    /// <summary>Mails the activation link again.</summary>
    public async Task<Account> SendAgainAsync(WriteScope write, Guid tenantId, Guid id)
    {
        var account = await UserStore.LockAsync(write, tenantId, id);
        if (account.State != AccountStates.Invited)
            throw UserErrors.AlreadyConfirmed.With();
        await WaitAsync(write, account);
        await invitations.SendAsync(write, account);
        return account;
    }

    /// <summary>Deletes a user. Sessions and tokens end within a second, the address is free, what the user did stays.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="tenantId">Organisation.</param>
    /// <param name="id">User.</param>
    /// <param name="version">The version that is deleted; null to take whichever it is.</param>
    /// <param name="notice">What the representative is told, where it did not do this itself.</param>
    public async Task DeleteAsync(WriteScope write, Guid tenantId, Guid id, int? version, string? notice)
    {
        var account = await UserStore.LockAsync(write, tenantId, id);
        if (account.Representative)
            throw UserErrors.RepresentativeStays.With();
        if (version is not null && account.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        await mails.DeletedAsync(write, account);
        if (notice is not null)
            await mails.DeletedAsync(write, account, notice);
        await TellAsync(write, account, "organisations.user.deleted", new() { ["old.email"] = account.Email, ["old.name"] = $"{account.FirstName} {account.LastName}" });
        await removal.CloseAsync(write, account, "user deleted");
    }

    /// <summary>Suspends a user, or takes that back.</summary>
    public async Task<Account> SetStateAsync(WriteScope write, Guid tenantId, Guid id, string from, string to, string reason)
    {
        var account = await UserStore.LockAsync(write, tenantId, id);
        if (account.Representative)
            throw UserErrors.RepresentativeStays.With();
        if (account.State != from)
            throw UserErrors.NotActive.With(account.State);
        await removal.SetStateAsync(write, account, to, reason);
        await TellAsync(write, account, to == AccountStates.Suspended ? "organisations.user.suspended" : "organisations.user.reactivated", new() { ["old.state"] = from, ["new.state"] = to, ["reason"] = reason });
        return account;
    }

    private static async Task TellAsync(WriteScope write, Account account, string what, Dictionary<string, string?> details)
    {
        await write.AuditAsync(account.TenantId, what, "account", account.Id.ToString(), details);
        await Events.AddAsync(write, account.TenantId, what, $"/portal/v1/users/{account.Id}", new Dictionary<string, string?> { ["userId"] = account.Id.ToString() });
    }

    private static void RefuseWrong(PersonFields? data, string? email)
    {
        List<FieldError> wrong = [.. data is null ? [] : Profiles.Check(data)];
        if (email is not null && !Messages.IsPublicAddress(email.Trim()))
            wrong.Add(new() { Pointer = "/email", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." });
        if (wrong.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
    }

    private static async Task<ProblemException> TakenAsync(WriteScope write, Guid tenantId, string email) =>
        await TenantAccounts.HolderAsync(write, email) is { } holder && holder.TenantId == tenantId ? UserErrors.Exists.With() : UserErrors.EmailNotAvailable.With();

    private static async Task WaitAsync(WriteScope write, Account account)
    {
        if (await Invitations.WaitAsync(write, account.Id) is { } seconds)
            throw Wait(seconds);
    }

    internal static ProblemException Wait(int seconds) => new(UserErrors.TooManyMails, []) { RetryAfterSeconds = seconds };
}
