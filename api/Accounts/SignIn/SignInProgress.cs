using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.SignIn;

/// <summary>Leads a log-on from stage to stage and at its end gives the browser its session.</summary>
internal sealed class SignInProgress(Writes writes, AccountManagers managers, KnownBrowsers browsers, IOptions<PasswordSettings> passwords, TimeProvider time)
{
    /// <summary>Runs a step of a log-on in one transaction and, when it has committed, gives the browser its cookies.</summary>
    public async Task<SignInAnswer> RunAsync(HttpContext context, Func<WriteScope, AccountManager, Task<SignInAnswer>> step)
    {
        var result = await writes.RunAsync(Actor.System, context.TraceIdentifier, write => step(write, managers.For(write)), context.RequestAborted);
        switch (result.Outcome)
        {
            case SignInOutcome.SignedIn:
                SessionCookie.Write(context, result.Session!);
                browsers.Remember(context, result.AccountId!.Value);
                PendingSignIn.Give(context, null);
                break;
            case SignInOutcome.SecondFactorNeeded or SignInOutcome.EnrolmentNeeded or SignInOutcome.PasswordChangeNeeded:
                PendingSignIn.Give(context, result.Step);
                break;
            case SignInOutcome.StepVoid:
                PendingSignIn.Give(context, null);
                break;
        }

        return result;
    }

    /// <summary>The next stage of somebody who has proven what <paramref name="methods"/> say, or the session.</summary>
    public async Task<SignInAnswer> AdvanceAsync(HttpContext context, WriteScope write, AccountManager manager, Account account, string[] methods, PendingSignIn? former)
    {
        if (RefusalOf(account) is { } refusal)
            return refusal;
        if (!methods.Contains("otp") && (account.HasSecondFactor || account.MustHaveSecondFactor))
            return account.HasSecondFactor
                ? await StageAsync(SignInOutcome.SecondFactorNeeded, PendingSignIn.SecondFactor)
                : await StageAsync(SignInOutcome.EnrolmentNeeded, PendingSignIn.Enrolment);
        if (!IsChangeDue(account))
            return await StartAsync(context, write, manager, account, methods, former);

        // From now on tokens that the person has open nothing but the change, too.
        if (!account.MustChange)
        {
            account.MustChange = true;
            await manager.SaveAsync(account);
            await write.NotifyRightsAsync("u:" + account.Id);
        }

        return await StageAsync(SignInOutcome.PasswordChangeNeeded, PendingSignIn.PasswordChange);

        async Task<SignInAnswer> StageAsync(SignInOutcome outcome, string stage) => new(outcome)
        {
            AccountId = account.Id,
            Step = await PendingSignIn.BeginAsync(write, account.Id, stage, methods, former),
        };
    }

    /// <summary>Whom even the right password does not let in.</summary>
    public static SignInAnswer? RefusalOf(Account account) => (account.State, account.TenantState) switch
    {
        (AccountStates.Closed, _) or (_, "closed") => new(SignInOutcome.Refused),
        (AccountStates.Invited, _) => new(SignInOutcome.EmailNotConfirmed),
        (AccountStates.Active, "active") => null,
        _ => new(SignInOutcome.Suspended),
    };

    /// <summary>The password must be changed: it was demanded or reset, or the password is too old.</summary>
    private bool IsChangeDue(Account account) =>
        account.MustChange
        || (passwords.Value.MaxAgeDays > 0 && account.PasswordChangedAt is { } changed && changed.AddDays(passwords.Value.MaxAgeDays) <= time.GetUtcNow().UtcDateTime);

    private async Task<SignInAnswer> StartAsync(HttpContext context, WriteScope write, AccountManager manager, Account account, string[] methods, PendingSignIn? former)
    {
        if (await SignInSessions.FindAsync(write, context) is { } previous)
            await SignInSessions.EndAsync(write, previous.AccountId, previous.Id, "signed in anew");
        var (id, text) = await SignInSessions.StartAsync(write, new(account.Id, account.TenantId, account.Realm, methods, context.Request.Headers.UserAgent, SignInThrottle.AddressOf(context)));
        account.LastSignedInAt = time.GetUtcNow().UtcDateTime;
        await manager.SaveAsync(account);
        await SignInThrottle.ForgetAsync(write, account.Id, SignInThrottle.AddressOf(context));
        if (former is not null)
            await former.EndAsync(write);
        await write.As(new("account", account.Id.ToString())).AuditAsync(account.TenantId, "accounts.session.started", "session", id.ToString(),
            new Dictionary<string, string?> { ["methods"] = string.Join(' ', methods), ["address"] = SignInThrottle.AddressOf(context) });
        return new(SignInOutcome.SignedIn) { AccountId = account.Id, Session = text };
    }
}
