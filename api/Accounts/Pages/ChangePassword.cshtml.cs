using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Pages;

/// <summary>The forced change of the password in the middle of a log-on (AUTH-26 to AUTH-30).</summary>
internal sealed class ChangePasswordPage(PasswordChanges changes, AccountDirectory accounts, Writes writes, IOptions<PasswordSettings> settings) : SignInStepPage
{
    public override string Title => T("password.title");

    public PasswordSettings Settings => settings.Value;

    /// <summary>The address with which the person logs on.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The change is done; the person logs on anew.</summary>
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Query("done").Length == 0)
            return await FindAsync() ? Page() : SeeOther(Along("/account/sign-in"));
        IsDone = true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync())
            return SeeOther(Along("/account/sign-in", ("over", "1")));
        var form = new PasswordForm(Required("oldPassword", "password.old-missing"), Required("newPassword", "password.new-missing"), Required("newPasswordRepeat", "password.repeat-missing"));
        if (IsWrong)
            return Again();
        var answer = await changes.ForcedAsync(HttpContext, form);
        if (answer.Outcome == PasswordOutcome.Changed)
            return SeeOther(Along("/account/change-password", ("done", "1")));
        foreach (var rule in answer.Broken)
            Wrong("newPassword", "password." + rule);
        if (PasswordFields.WrongOf(answer.Outcome) is var (field, key, status))
        {
            Wrong(field, key, PasswordFields.Wait(Response, answer.RetryAfterSeconds));
            return Again(status);
        }

        return IsWrong ? Again() : SeeOther(Along("/account/sign-in", ("over", "1")));
    }

    private async Task<bool> FindAsync()
    {
        var pending = await writes.RunAsync(Actor.System, HttpContext.TraceIdentifier, write => PendingSignIn.FindAsync(write, HttpContext, PendingSignIn.PasswordChange), HttpContext.RequestAborted);
        if (pending is null || await accounts.FindAsync(pending.AccountId, HttpContext.RequestAborted) is not { } account)
            return false;
        Email = account.Login;
        return true;
    }
}
