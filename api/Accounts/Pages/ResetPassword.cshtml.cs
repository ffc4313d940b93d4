using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Accounts.Resets;
using Aos.Api.OAuth.Authorize;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>
/// Reset of a forgotten password (AUTH-13 to AUTH-24): ask for a code, redeem it, see the temporary password. The link of
/// the mail fills the form and nothing more.
/// </summary>
internal sealed class ResetPasswordPage(PasswordResets resets, AuthorizationRequests requests) : SignInStepPage
{
    private string _realm = Realms.Portal;

    public override string Title => T(TemporaryPassword is null ? "reset.title" : "reset.done-title");

    /// <summary>This realm mails a start password instead of a code.</summary>
    public bool ByStartPassword => Realms.RecoversByStartPassword(_realm);

    /// <summary>Address for which a code was asked.</summary>
    public string Email => Form("email") is { Length: > 0 } sent ? sent : Query("email");

    /// <summary>A code is on its way, or came by the link.</summary>
    public bool IsSent => Query("email").Length > 0;

    /// <summary>The reader has just asked for it.</summary>
    public bool IsJustSent => IsSent && Query("code").Length == 0 && HttpMethods.IsGet(Request.Method);

    /// <summary>Code to start with.</summary>
    public string Code => Form("code") is { Length: > 0 } sent ? sent : Query("code");

    /// <summary>Shown this once.</summary>
    public string? TemporaryPassword { get; private set; }

    public Task OnGetAsync() => FindRealmAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FindRealmAsync();
        var email = Form("email").Trim();
        if (ByStartPassword ? email.Length is 0 or > 254 : !Messages.IsPublicAddress(email.Trim()))
        {
            Wrong("email", "reset.email-missing");
            return Again();
        }

        if (await resets.AskAsync(HttpContext, _realm, email) is { } seconds)
            return TooMany(seconds);
        return SeeOther(Along("/account/reset-password", ("email", email), ("realm", _realm == Realms.Portal ? "" : _realm)));
    }

    public async Task<IActionResult> OnPostRedeemAsync()
    {
        await FindRealmAsync();
        var code = Required("code", "reset.code-missing").Trim();
        if (IsWrong)
            return Again();
        var answer = await resets.RedeemAsync(HttpContext, _realm, Email, code);
        TemporaryPassword = answer.TemporaryPassword;
        if (TemporaryPassword is not null)
            return Page();
        if (answer.Outcome == ResetOutcome.TooManyAttempts)
            return TooMany(answer.RetryAfterSeconds);
        Wrong("code", answer.Outcome switch { ResetOutcome.CodeExpired => "reset.expired", ResetOutcome.CodeUsed => "reset.used", _ => "reset.invalid" });
        return Again();
    }

    private IActionResult TooMany(int? seconds)
    {
        Wrong("", "reset.too-many", PasswordFields.Wait(Response, seconds));
        return Again(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The realm follows the client of the log-on; the link of a mail names it.</summary>
    private async Task FindRealmAsync()
    {
        if (RequestId is { } id && await requests.FindForSignInAsync(id, HttpContext.RequestAborted) is { } client)
            _realm = client.Realm;
        else
            _realm = NamedRealm;
    }
}
