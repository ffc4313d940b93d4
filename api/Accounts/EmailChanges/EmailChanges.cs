using Aos.Api.Accounts.Mails;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.Resets;
using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Accounts.EmailChanges;

/// <summary>Changes of the own e-mail address: asked for with the password, confirmed by a link to the new address within 48 hours. Nobody can find out by them who has an account.</summary>
internal sealed class EmailChanges(Writes writes, AccountManagers managers, HashingGate gate, CurrentPassword current, AccountMails mails)
{
    private const int AskedPerHour = 10, AgainPerHour = 3;

    /// <summary>Asks for another address. Whatever the address, the answer is the same.</summary>
    public async Task<EmailChangeAnswer> AskAsync(HttpContext context, Actor actor, Guid accountId, string newEmail, string currentPassword)
    {
        if (!Messages.IsPublicAddress(newEmail.Trim()))
            return new(EmailChangeOutcome.AddressInvalid);
        using var turn = await gate.EnterAsync(context.RequestAborted);
        return turn is null
            ? new(EmailChangeOutcome.Busy) { RetryAfterSeconds = 5 }
            : await writes.RunAsync(actor, context.TraceIdentifier, write => AskAsync(context, write, managers.For(write), accountId, newEmail.Trim(), currentPassword), context.RequestAborted);
    }

    /// <summary>Asks for another address of somebody else, with the password of the one who asks; staff, which has signed in a short time ago, needs none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">Whose address it is.</param>
    /// <param name="newEmail">The new address.</param>
    /// <param name="proof">Account and password of the one who asks; null for staff.</param>
    public async Task<EmailChangeAnswer> AskForAsync(HttpContext context, Actor actor, Guid accountId, string newEmail, (Guid AccountId, string Password)? proof)
    {
        if (!Messages.IsPublicAddress(newEmail.Trim()))
            return new(EmailChangeOutcome.AddressInvalid);
        using var turn = await gate.EnterAsync(context.RequestAborted);
        return turn is null
            ? new(EmailChangeOutcome.Busy) { RetryAfterSeconds = 5 }
            : await writes.RunAsync(actor, context.TraceIdentifier, async write =>
            {
                var manager = managers.For(write);
                if (proof is { } given)
                {
                    if (await manager.FindAsync(given.AccountId) is not { } asking)
                        return new(EmailChangeOutcome.PasswordWrong);
                    if (await current.RefusalAsync(context, write, manager, asking, given.Password) is { } refusal)
                        return Refused(refusal);
                }

                return await manager.FindAsync(accountId) is { } account ? await BeginAsync(write, manager, account, newEmail.Trim()) : new(EmailChangeOutcome.NotFound);
            }, context.RequestAborted);
    }

    /// <summary>The open request of a person; null without one.</summary>
    public Task<EmailChangeRow?> FindAsync(HttpContext context, Guid accountId) =>
        writes.RunAsync(Actor.System, context.TraceIdentifier, write => EmailChangeStore.FindOpenAsync(write, accountId), context.RequestAborted);

    /// <summary>Mails a link again; the one before does not work any more, and the 48 hours do not begin anew.</summary>
    public Task<EmailChangeAnswer> SendAgainAsync(HttpContext context, Actor actor, Guid accountId) => writes.RunAsync(actor, context.TraceIdentifier, write => SendAgainAsync(write, accountId), context.RequestAborted);

    /// <summary>In a transaction that is open already.</summary>
    internal async Task<EmailChangeAnswer> SendAgainAsync(WriteScope write, Guid accountId)
    {
        var manager = managers.For(write);
        if (await EmailChangeStore.FindOpenAsync(write, accountId) is not { } open || await manager.FindAsync(accountId) is not { } account)
            return new(EmailChangeOutcome.NotFound);
        if (await EmailChangeStore.TakeMailAsync(write, accountId, "again", AgainPerHour) is { } seconds)
            return new(EmailChangeOutcome.TooManyAttempts) { RetryAfterSeconds = seconds };
        await SendAsync(write, manager, account, open);
        return new(EmailChangeOutcome.Asked) { Change = open };
    }

    /// <summary>Withdraws the open request.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="accountId">Person.</param>
    /// <param name="tenantId">The person's tenant.</param>
    /// <returns>The request; null without one.</returns>
    public static async Task<EmailChangeRow?> WithdrawAsync(WriteScope write, Guid accountId, Guid tenantId)
    {
        if (await EmailChangeStore.FindOpenAsync(write, accountId) is not { } open)
            return null;
        await EmailChangeStore.VoidAsync(write, open.Id);
        await write.AuditAsync(tenantId, "accounts.emailChange.withdrawn", "account", accountId.ToString());
        return open;
    }

    /// <summary>Confirms the new address. Needs nothing but the link.</summary>
    public Task<EmailConfirmation> ConfirmAsync(HttpContext context, string link) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        if (await EmailChangeStore.FindByLinkAsync(write, link) is not var (change, isOver))
            return EmailConfirmation.LinkUnknown;
        if (change.ConfirmedAt is not null)
            return EmailConfirmation.AlreadyConfirmed;
        var manager = managers.For(write);
        if (isOver || await manager.FindAsync(change.AccountId) is not { State: AccountStates.Active } account)
            return EmailConfirmation.LinkExpired;
        return await ApplyAsync(write.As(new("account", account.Id.ToString())), manager, account, change) ? EmailConfirmation.Confirmed : EmailConfirmation.EmailTaken;
    }, context.RequestAborted);

    private async Task<EmailChangeAnswer> AskAsync(HttpContext context, WriteScope write, AccountManager manager, Guid accountId, string newEmail, string currentPassword)
    {
        if (await manager.FindAsync(accountId) is not { } account)
            return new(EmailChangeOutcome.NotFound);
        if (await current.RefusalAsync(context, write, manager, account, currentPassword) is { } refusal)
            return Refused(refusal);
        return await BeginAsync(write, manager, account, newEmail);
    }

    private static EmailChangeAnswer Refused(SignInAnswer refusal) => refusal.Outcome == SignInOutcome.Refused
        ? new(EmailChangeOutcome.PasswordWrong)
        : new(EmailChangeOutcome.TooManyAttempts) { RetryAfterSeconds = refusal.RetryAfterSeconds };

    private async Task<EmailChangeAnswer> BeginAsync(WriteScope write, AccountManager manager, Account account, string newEmail)
    {
        if (LoginNames.Normalise(newEmail) == LoginNames.Normalise(account.Email))
            return new(EmailChangeOutcome.Unchanged);
        if (await EmailChangeStore.TakeMailAsync(write, account.Id, "asked", AskedPerHour) is { } seconds)
            return new(EmailChangeOutcome.TooManyAttempts) { RetryAfterSeconds = seconds };
        var change = await EmailChangeStore.BeginAsync(write, account.Id, newEmail, hasLink: !await LoginNames.IsTakenAsync(write, account.Realm, newEmail));
        await SendAsync(write, manager, account, change);
        await mails.EmailAskedAsync(write, account, newEmail);
        await write.AuditAsync(account.TenantId, "accounts.emailChange.asked", "account", account.Id.ToString());
        return new(EmailChangeOutcome.Asked) { Change = change };
    }

    /// <summary>The link goes to the new address; who has it already is told instead.</summary>
    private async Task SendAsync(WriteScope write, AccountManager manager, Account account, EmailChangeRow change)
    {
        if (change.HasLink)
            await mails.EmailLinkAsync(write, account, change.NewEmail, await EmailChangeStore.MakeLinkAsync(write, change.Id), new(change.ExpiresAt, TimeSpan.Zero));
        else if (await manager.FindInAsync(account.Realm, change.NewEmail) is { } holder)
            await mails.EmailKnownAsync(write, holder);
    }

    /// <summary>Sessions stay; what was mailed to the old address is void. False if somebody has taken the address meanwhile.</summary>
    private async Task<bool> ApplyAsync(WriteScope write, AccountManager manager, Account account, EmailChangeRow change)
    {
        if (!await LoginNames.ReserveAsync(write, account.Realm, account.Id, change.NewEmail))
            return false;
        var former = account.Email;
        var loginIsAddress = LoginNames.Normalise(account.Login) == LoginNames.Normalise(former);
        account.Email = change.NewEmail;
        if (loginIsAddress)
            account.Login = change.NewEmail;
        await LoginNames.ReleaseAsync(write, account.Id, account.Email, account.Login);
        await manager.UpdateSecurityStampAsync(account);
        await EmailChangeStore.ConfirmAsync(write, change.Id);
        await ResetCodes.VoidAsync(write, account.Id);
        await write.AuditAsync(account.TenantId, "accounts.email.changed", "account", account.Id.ToString());
        if (account.TenantKind == TenantKinds.Organisation)
            await TellAsync(write, account, former);
        await mails.EmailChangedAsync(write, account, former);
        return true;
    }

    private static async Task TellAsync(WriteScope write, Account account, string former)
    {
        await write.AuditAsync(account.TenantId, "organisations.user.emailChanged", "account", account.Id.ToString(),
            new Dictionary<string, string?> { ["old.email"] = former, ["new.email"] = account.Email });
        await Events.AddAsync(write, account.TenantId, "organisations.user.emailChanged", $"/portal/v1/users/{account.Id}", new Dictionary<string, string?> { ["userId"] = account.Id.ToString() });
    }
}

/// <summary>How a request for another address ended.</summary>
internal enum EmailChangeOutcome
{
    /// <summary>Mails are on their way.</summary>
    Asked,

    /// <summary>That is no e-mail address.</summary>
    AddressInvalid,

    /// <summary>That is the present address.</summary>
    Unchanged,

    /// <summary>The password is not correct.</summary>
    PasswordWrong,

    /// <summary>There is no open request.</summary>
    NotFound,

    /// <summary>Too many failures or mails: wait.</summary>
    TooManyAttempts,

    /// <summary>Too many people at this moment: try again in some seconds.</summary>
    Busy,
}

/// <summary>How a request for another address ended.</summary>
internal sealed record EmailChangeAnswer(EmailChangeOutcome Outcome)
{
    /// <summary>The open request.</summary>
    public EmailChangeRow? Change { get; init; }

    /// <summary>Seconds to wait, where waiting helps.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>How the confirmation of an address ended.</summary>
internal enum EmailConfirmation
{
    /// <summary>The new address is valid at once.</summary>
    Confirmed,

    /// <summary>There is no such link.</summary>
    LinkUnknown,

    /// <summary>The link is too old, was withdrawn, or a newer one was sent.</summary>
    LinkExpired,

    /// <summary>The address was confirmed before.</summary>
    AlreadyConfirmed,

    /// <summary>Somebody else has the address by now.</summary>
    EmailTaken,
}
