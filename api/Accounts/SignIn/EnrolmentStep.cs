using Aos.Api.Accounts.SecondFactor;
using Aos.Api.Platform.Identity.Accounts;

namespace Aos.Api.Accounts.SignIn;

/// <summary>The first log-on of staff, and of people of whom the organisation demands it: a second factor is set up before anything opens.</summary>
internal sealed class EnrolmentStep(SignInProgress progress, SecondFactors factors)
{
    /// <summary>The key that the person puts into the authenticator, the same each time until it is confirmed; null when the step is void.</summary>
    public async Task<AuthenticatorKey?> ReadAsync(HttpContext context)
    {
        AuthenticatorKey? key = null;
        await progress.RunAsync(context, async (write, manager) =>
        {
            if (await PendingSignIn.FindAsync(write, context, PendingSignIn.Enrolment) is not { } pending || await manager.FindAsync(pending.AccountId) is not { HasSecondFactor: false } account)
                return SignInAnswer.Void;
            key = await factors.KeyAsync(manager, account, anew: false);
            return new(SignInOutcome.CodeWrong);
        });
        return key;
    }

    /// <summary>Confirms the key by a first code, makes recovery codes and goes on.</summary>
    public Task<SignInAnswer> ConfirmAsync(HttpContext context, string code) => progress.RunAsync(context, async (write, manager) =>
    {
        if (await PendingSignIn.FindAsync(write, context, PendingSignIn.Enrolment) is not { } pending || await manager.FindAsync(pending.AccountId) is not { HasSecondFactor: false } account)
            return SignInAnswer.Void;
        if (await SecondFactors.ConfirmAsync(write, manager, account, code) is not { } codes)
            return await pending.CountFailureAsync(write) ? new(SignInOutcome.CodeWrong) : SignInAnswer.Void;
        var result = await progress.AdvanceAsync(context, write, manager, account, [.. pending.Methods, "otp"], pending);
        return result with { RecoveryCodes = codes };
    });
}
