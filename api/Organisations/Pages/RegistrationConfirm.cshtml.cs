using Aos.Api.Organisations.Registrations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Pages;

/// <summary>Confirms the e-mail address of a registration: it needs a click, so that mail scanners confirm nothing (REG-32).</summary>
internal sealed class RegistrationConfirmPage(RegistrationSteps steps) : AosPage
{
    public override string Title => T(IsDone ? "registration.confirm-done-title" : "registration.confirm-title");

    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await steps.ConfirmAsync(HttpContext, Query("link"));
        }
        catch (ProblemException refusal)
        {
            return RegistrationPages.Refusal(refusal);
        }

        IsDone = true;
        return Page();
    }
}

/// <summary>What the pages of registrations have in common.</summary>
internal static class RegistrationPages
{
    /// <summary>The page for a link that does not work.</summary>
    public static IActionResult Refusal(ProblemException refusal) => new ErrorPageResult(refusal.Error.Status,
        refusal.Error == RegistrationErrors.LinkExpired ? "registration.link-expired"
        : refusal.Error == RegistrationErrors.AlreadyConfirmed ? "registration.already"
        : refusal.Error == RegistrationErrors.NotWaitingForDocuments ? "registration.not-waiting"
        : "registration.link-unknown");
}
