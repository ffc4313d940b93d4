using Aos.Api.Accounts.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>The second factor of a log-on: a code of the app, or one of the recovery codes.</summary>
internal sealed class SecondFactorPage(SecondFactorStep step) : SignInStepPage
{
    public override string Title => T(ByRecovery ? "second-factor.recovery-title" : "second-factor.title");

    /// <summary>The person has no access to the app.</summary>
    public bool ByRecovery => Query("with") == "recovery";

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var code = Required("code", "second-factor.code-missing");
        return IsWrong ? Again() : GoOn(await step.RunAsync(HttpContext, code));
    }
}
