using Aos.Api.Accounts.Passwords;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Pages;

/// <summary>The own change of the password (USER-16 to USER-20). Everything ends but this sign-in.</summary>
internal sealed class OwnPasswordPage(SignInSessions sessions, AccountDirectory accounts, PasswordChanges changes, IOptions<PasswordSettings> settings) : AccountPage(sessions, accounts)
{
    protected override string TextGroup => "password";

    protected override bool WithPasswordChangeDue => true;

    public PasswordSettings Settings => settings.Value;

    public async Task<IActionResult> OnPostAsync()
    {
        var form = new PasswordForm(Required("oldPassword", "password.old-missing"), Required("newPassword", "password.new-missing"), Required("newPasswordRepeat", "password.repeat-missing"));
        if (IsWrong)
            return Again();
        var answer = await changes.OwnAsync(HttpContext, Person.Actor(), Person.Id, form, SignedIn.Id, exceptFamily: null);
        if (answer.Outcome == PasswordOutcome.Changed)
            return SeeOther(Person.MustChangePassword ? Realms.LinkTo(Person.Realm, "/account/change-password?done=1") : "/account/password?done=done");
        foreach (var rule in answer.Broken)
            Wrong("newPassword", "password." + rule);
        if (PasswordFields.WrongOf(answer.Outcome) is var (field, key, status))
        {
            Wrong(field, key, PasswordFields.Wait(Response, answer.RetryAfterSeconds));
            return Again(status);
        }

        return IsWrong ? Again() : SeeOther(Realms.LinkTo(Person.Realm, "/account/sign-in"));
    }
}
