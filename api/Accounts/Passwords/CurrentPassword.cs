using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Accounts.Passwords;

/// <summary>The present password, which changes of password, e-mail address and second factor ask for. A wrong one counts like a failed log-on.</summary>
internal sealed class CurrentPassword(KnownBrowsers browsers)
{
    /// <summary>Null if the password is right. The act that gets a refusal must end without one of its own, so that the failure stays counted.</summary>
    public async Task<SignInAnswer?> RefusalAsync(HttpContext context, WriteScope write, AccountManager manager, Account account, string password)
    {
        var (subject, address, device) = (SignInThrottle.SubjectOf(account.Id), SignInThrottle.AddressOf(context), browsers.Find(context, account.Id));
        await SignInThrottle.LockAsync(write, subject);
        // Who is here has signed in, so that a row of failures by strangers does not stop it.
        if (await SignInThrottle.RefusalAsync(write, subject, address, device) is { Outcome: not SignInOutcome.OnlyByReset } refusal)
            return refusal;
        if (manager.IsStartPassword(account, password) || (password.Length <= 4 * PasswordSettings.MaxLength && await manager.IsPasswordAsync(account, password)))
            return null;
        await SignInThrottle.CountAsync(write, subject, address, device);
        await SignInAct.AuditFailureAsync(write, account, address);
        return new(SignInOutcome.Refused);
    }
}
