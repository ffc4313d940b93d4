using Aos.Api.Accounts.SecondFactor;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>The own second factor: set up, new recovery codes, switch off.</summary>
internal sealed class SecondFactorManagePage(SignInSessions sessions, AccountDirectory accounts, OwnSecondFactor own, SecondFactors factors, AccountManagers managers, Writes writes)
    : AccountPage(sessions, accounts)
{
    protected override string TextGroup => "second-factor-setup";

    public override string Title => T(Codes.Count > 0 ? "second-factor-setup.codes-title" : Key is not null ? "second-factor-setup.title" : "second-factor-setup.manage-title");

    /// <summary>The second factor is switched on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Staff cannot switch it off.</summary>
    public bool IsRequired { get; private set; }

    public int CodesLeft { get; private set; }

    /// <summary>The key that waits for its first code.</summary>
    public AuthenticatorKey? Key { get; private set; }

    /// <summary>Recovery codes, shown this once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>The codes replace earlier ones.</summary>
    public bool AreFresh { get; private set; }

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync() => await WithPasswordAsync(own.BeginAsync);

    public async Task<IActionResult> OnPostCodesAsync()
    {
        AreFresh = true;
        return await WithPasswordAsync(own.RenewCodesAsync);
    }

    public async Task<IActionResult> OnPostOffAsync() => await WithPasswordAsync(own.RemoveAsync);

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        await ReadAsync();
        var code = Required("code", "second-factor.code-missing");
        var answer = IsWrong ? new(SecondFactorOutcome.CodeWrong) : await own.ConfirmAsync(HttpContext, Person.Actor(), Person.Id, code);
        if (answer.Outcome != SecondFactorOutcome.CodeWrong)
            return Show(answer);
        Key = await writes.RunAsync(Actor.System, HttpContext.TraceIdentifier, async write =>
            await managers.For(write).FindAsync(Person.Id) is { TotpSecret: not null } account ? await factors.KeyAsync(managers.For(write), account, anew: false) : null, HttpContext.RequestAborted);
        if (!IsWrong)
            Wrong("code", "second-factor.wrong");
        return Key is null ? SeeOther("/account/second-factor/manage") : Again();
    }

    private async Task<IActionResult> WithPasswordAsync(Func<HttpContext, Actor, Guid, string, Task<SecondFactorAnswer>> act)
    {
        await ReadAsync();
        var password = Required("password", "email.password-missing");
        return IsWrong ? Again() : Show(await act(HttpContext, Person.Actor(), Person.Id, password));
    }

    private IActionResult Show(SecondFactorAnswer answer)
    {
        (Key, Codes) = (answer.Key, answer.RecoveryCodes);
        if (Key is not null || Codes.Count > 0)
            return Page();
        if (answer.Outcome == SecondFactorOutcome.PasswordWrong)
        {
            Wrong("password", "email.password-wrong");
            return Again();
        }

        if (answer.Outcome != SecondFactorOutcome.TooManyAttempts)
            return SeeOther("/account/second-factor/manage");
        Wrong("", "sign-in.too-many", PasswordFields.Wait(Response, answer.RetryAfterSeconds));
        return Again(StatusCodes.Status429TooManyRequests);
    }

    private async Task ReadAsync()
    {
        if (await own.ReadAsync(HttpContext, Person.Id) is not var (account, left))
            return;
        (IsOn, IsRequired, CodesLeft) = (account.HasSecondFactor, account.MustHaveSecondFactor, left);
    }
}
