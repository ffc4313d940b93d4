using Aos.Api.Accounts.Mails;
using Aos.Api.Accounts.SignIn;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Identity;

namespace Aos.Api.Accounts.Passwords;

/// <summary>Changes of passwords by the people themselves: the forced one in the middle of a log-on, and the one of somebody who is signed in.</summary>
internal sealed class PasswordChanges(Writes writes, AccountManagers managers, HashingGate gate, CurrentPassword current, AccountMails mails)
{
    /// <summary>The forced change: the stage of a log-on that the browser's cookie names. Every session and token of the person ends; then the person logs on anew.</summary>
    public async Task<PasswordAnswer> ForcedAsync(HttpContext context, PasswordForm form)
    {
        var answer = await RunAsync(context, Actor.System, async (write, manager) =>
        {
            if (await PendingSignIn.FindAsync(write, context, PendingSignIn.PasswordChange) is not { } pending || await manager.FindAsync(pending.AccountId) is not { } account
                || SignInProgress.RefusalOf(account) is not null)
                return new(PasswordOutcome.StepVoid);
            var result = await ChangeAsync(context, write.As(new("account", account.Id.ToString())), manager, account, form, exceptSession: null, exceptFamily: null);
            if (result.Outcome == PasswordOutcome.OldPasswordWrong)
                await pending.CountFailureAsync(write);
            return result;
        });
        if (answer.Outcome is PasswordOutcome.Changed or PasswordOutcome.StepVoid)
            PendingSignIn.Give(context, null);
        return answer;
    }

    /// <summary>The own change. Everything ends but the session, or the authorization, in which it is made.</summary>
    /// <param name="context">The request.</param>
    /// <param name="actor">Who acts: the person, through a client or a page.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="form">What the person entered.</param>
    /// <param name="exceptSession">The session in which the change is made.</param>
    /// <param name="exceptFamily">The authorization in which the change is made.</param>
    public Task<PasswordAnswer> OwnAsync(HttpContext context, Actor actor, Guid accountId, PasswordForm form, Guid? exceptSession, Guid? exceptFamily) =>
        RunAsync(context, actor, async (write, manager) =>
        {
            var account = await manager.FindAsync(accountId);
            if (account is null)
                return new(PasswordOutcome.StepVoid);
            // A change that was demanded ends the session of the change, too.
            return account.MustChange
                ? await ChangeAsync(context, write, manager, account, form, exceptSession: null, exceptFamily: null)
                : await ChangeAsync(context, write, manager, account, form, exceptSession, exceptFamily);
        });

    private async Task<PasswordAnswer> RunAsync(HttpContext context, Actor actor, Func<WriteScope, AccountManager, Task<PasswordAnswer>> act)
    {
        using var turn = await gate.EnterAsync(context.RequestAborted);
        return turn is null
            ? PasswordAnswer.TooBusy
            : await writes.RunAsync(actor, context.TraceIdentifier, write => act(write, managers.For(write)), context.RequestAborted);
    }

    private async Task<PasswordAnswer> ChangeAsync(HttpContext context, WriteScope write, AccountManager manager, Account account, PasswordForm form, Guid? exceptSession, Guid? exceptFamily)
    {
        if (form.NewPassword != form.NewPasswordRepeat)
            return new(PasswordOutcome.PasswordsDiffer);
        if (await current.RefusalAsync(context, write, manager, account, form.OldPassword) is { } refusal)
            return PasswordAnswer.Of(refusal);
        if (await manager.SetPasswordAsync(account, form.NewPassword) is { Succeeded: false } broken)
            return PasswordAnswer.Of(broken);
        await EndAllAsync(write, account, "password changed", exceptSession, exceptFamily);
        await SignInThrottle.ForgetAsync(write, account.Id, SignInThrottle.AddressOf(context));
        await write.AuditAsync(account.TenantId, "accounts.password.changed", "account", account.Id.ToString());
        await mails.PasswordChangedAsync(write, account);
        return new(PasswordOutcome.Changed);
    }

    /// <summary>Ends what was opened by the former password: sessions, authorizations, log-ons in progress.</summary>
    internal static async Task EndAllAsync(WriteScope write, Account account, string reason, Guid? exceptSession = null, Guid? exceptFamily = null)
    {
        await SignInSessions.EndAllAsync(write, account.Id, reason, exceptSession, exceptFamily);
        await PendingSignIn.EndAllAsync(write, account.Id);
        await write.NotifyRightsAsync("u:" + account.Id);
    }
}

/// <summary>What a person enters to change the password.</summary>
internal sealed record PasswordForm(string OldPassword, string NewPassword, string NewPasswordRepeat);

/// <summary>How a change of a password ended.</summary>
internal enum PasswordOutcome
{
    /// <summary>The new password is valid from this moment.</summary>
    Changed,

    /// <summary>The log-on took too long, or the link or the account is gone: begin again.</summary>
    StepVoid,

    /// <summary>The old password is not correct.</summary>
    OldPasswordWrong,

    /// <summary>The repetition differs.</summary>
    PasswordsDiffer,

    /// <summary>The new password breaks the guidelines.</summary>
    GuidelinesNotMet,

    /// <summary>Too many failures: wait.</summary>
    TooManyAttempts,

    /// <summary>Too many people at this moment: try again in some seconds.</summary>
    Busy,
}

/// <summary>How a change of a password ended.</summary>
internal sealed record PasswordAnswer(PasswordOutcome Outcome)
{
    /// <summary>Codes of the broken rules: see <see cref="PasswordRule"/>.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>Seconds to wait, where waiting helps.</summary>
    public int? RetryAfterSeconds { get; init; }

    internal static readonly PasswordAnswer TooBusy = new(PasswordOutcome.Busy) { RetryAfterSeconds = 5 };

    internal static PasswordAnswer Of(IdentityResult broken) => new(PasswordOutcome.GuidelinesNotMet) { Broken = [.. broken.Errors.Select(error => error.Code)] };

    internal static PasswordAnswer Of(SignInAnswer refusal) => refusal.Outcome == SignInOutcome.Refused
        ? new(PasswordOutcome.OldPasswordWrong)
        : new(PasswordOutcome.TooManyAttempts) { RetryAfterSeconds = refusal.RetryAfterSeconds };
}
