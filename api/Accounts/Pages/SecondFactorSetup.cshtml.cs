using Aos.Api.Accounts.SecondFactor;
using Aos.Api.Accounts.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>The first log-on of staff sets up the second factor before anything opens.</summary>
internal sealed class SecondFactorSetupPage(EnrolmentStep step) : SignInStepPage
{
    public override string Title => T(Codes.Count > 0 ? "second-factor-setup.codes-title" : "second-factor-setup.title");

    /// <summary>The key that the app needs.</summary>
    public AuthenticatorKey Key { get; private set; } = null!;

    /// <summary>Recovery codes, shown this once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>Where it goes on when the codes have been kept.</summary>
    public string Next { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync() => await ShowAsync() ? Page() : SeeOther(Along("/account/sign-in"));

    public async Task<IActionResult> OnPostAsync()
    {
        var code = Required("code", "second-factor.code-missing");
        if (IsWrong)
            return await ShowAsync() ? Again() : SeeOther(Along("/account/sign-in"));
        var result = await step.ConfirmAsync(HttpContext, code);
        if (result.RecoveryCodes.Count > 0)
        {
            Codes = result.RecoveryCodes;
            Next = result.Outcome == SignInOutcome.PasswordChangeNeeded ? Along("/account/change-password") : Destination;
            return Page();
        }

        return result.Outcome != SignInOutcome.CodeWrong || await ShowAsync() ? GoOn(result) : SeeOther(Along("/account/sign-in"));
    }

    private async Task<bool> ShowAsync()
    {
        if (await step.ReadAsync(HttpContext) is not { } key)
            return false;
        Key = key;
        return true;
    }
}
