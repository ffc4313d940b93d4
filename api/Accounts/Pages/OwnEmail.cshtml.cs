using Aos.Api.Accounts.EmailChanges;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>The own e-mail address (USER-7 to USER-13): ask for another one, send the link again, withdraw.</summary>
internal sealed class OwnEmailPage(SignInSessions sessions, AccountDirectory accounts, EmailChanges.EmailChanges changes, Writes writes) : AccountPage(sessions, accounts)
{
    protected override string TextGroup => "email";

    /// <summary>A request that waits for its confirmation.</summary>
    public EmailChangeRow? Open { get; private set; }

    /// <summary>The request has just been taken.</summary>
    public bool IsAsked => Query("done") == "asked" && Open is not null;

    public async Task OnGetAsync() => Open = await changes.FindAsync(HttpContext, Person.Id);

    public async Task<IActionResult> OnPostAsync()
    {
        Open = await changes.FindAsync(HttpContext, Person.Id);
        var (email, password) = (Required("newEmail", "email.address-invalid"), Required("currentPassword", "email.password-missing"));
        return IsWrong ? Again() : Answer(await changes.AskAsync(HttpContext, Person.Actor(), Person.Id, email, password), "asked");
    }

    public async Task<IActionResult> OnPostAgainAsync()
    {
        Open = await changes.FindAsync(HttpContext, Person.Id);
        return Answer(await changes.SendAgainAsync(HttpContext, Person.Actor(), Person.Id), "resent");
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        await writes.RunAsync(Person.Actor(), HttpContext.TraceIdentifier, async write => await EmailChanges.EmailChanges.WithdrawAsync(write, Person.Id, Person.TenantId) is not null, HttpContext.RequestAborted);
        return SeeOther("/account/email?done=withdrawn");
    }

    private IActionResult Answer(EmailChangeAnswer answer, string done)
    {
        switch (answer.Outcome)
        {
            case EmailChangeOutcome.Asked:
                return SeeOther("/account/email?done=" + done);
            case EmailChangeOutcome.AddressInvalid:
                Wrong("newEmail", "email.address-invalid");
                return Again();
            case EmailChangeOutcome.Unchanged:
                Wrong("newEmail", "email.unchanged");
                return Again();
            case EmailChangeOutcome.PasswordWrong:
                Wrong("currentPassword", "email.password-wrong");
                return Again();
            case EmailChangeOutcome.TooManyAttempts or EmailChangeOutcome.Busy:
                Wrong("", answer.Outcome == EmailChangeOutcome.Busy ? "sign-in.busy" : "reset.too-many", PasswordFields.Wait(Response, answer.RetryAfterSeconds));
                return Again(StatusCodes.Status429TooManyRequests);
            default:
                return SeeOther("/account/email");
        }
    }
}
