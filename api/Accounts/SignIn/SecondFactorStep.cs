using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Accounts.SignIn;

/// <summary>The second factor of a log-on: a code of the authenticator, or one of the recovery codes.</summary>
internal sealed class SecondFactorStep(SignInProgress progress, KnownBrowsers browsers)
{
    private const int LongestCode = 20;

    /// <summary>Checks the code and goes on.</summary>
    public Task<SignInAnswer> RunAsync(HttpContext context, string code) => progress.RunAsync(context, async (write, manager) =>
    {
        if (await PendingSignIn.FindAsync(write, context, PendingSignIn.SecondFactor) is not { } pending || await manager.FindAsync(pending.AccountId) is not { } account)
            return SignInAnswer.Void;
        var (subject, address, device) = (SignInThrottle.SubjectOf(account.Id), SignInThrottle.AddressOf(context), browsers.Find(context, account.Id));
        await SignInThrottle.LockAsync(write, subject);
        if (await SignInThrottle.RefusalAsync(write, subject, address, device) is { } refusal)
            return refusal;
        if (await IsRightAsync(manager, account, code))
            return await progress.AdvanceAsync(context, write, manager, account, [.. pending.Methods, "otp"], pending);

        await SignInThrottle.CountAsync(write, subject, address, device);
        await SignInAct.AuditFailureAsync(write, account, address);
        return await pending.CountFailureAsync(write) ? new(SignInOutcome.CodeWrong) : SignInAnswer.Void;
    });

    /// <summary>Checks a code of either kind and uses it up.</summary>
    internal static async Task<bool> IsRightAsync(AccountManager manager, Account account, string code)
    {
        if (code.Length > LongestCode || !account.HasSecondFactor)
            return false;
        if (code.Any(char.IsAsciiLetter))
            return (await manager.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
        if (!await manager.VerifyTwoFactorTokenAsync(account, Totp.Provider, code))
            return false;
        await manager.SaveAsync(account);
        return true;
    }
}
