using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>Confirms a new e-mail address. The link needs a click here and no log-on (USER-11).</summary>
internal sealed class ConfirmEmailPage(EmailChanges.EmailChanges changes) : AosPage
{
    public override string Title => T(IsDone ? "confirm-email.done-title" : "confirm-email.title");

    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await changes.ConfirmAsync(HttpContext, Query("link")))
        {
            case EmailConfirmation.Confirmed:
                IsDone = true;
                return Page();
            case EmailConfirmation.LinkExpired:
                return new ErrorPageResult(StatusCodes.Status410Gone, "confirm-email.link-expired");
            case EmailConfirmation.AlreadyConfirmed:
                return new ErrorPageResult(StatusCodes.Status409Conflict, "confirm-email.already");
            case EmailConfirmation.EmailTaken:
                return new ErrorPageResult(StatusCodes.Status409Conflict, "confirm-email.taken");
            default:
                return new ErrorPageResult(StatusCodes.Status404NotFound, "confirm-email.link-unknown");
        }
    }
}
