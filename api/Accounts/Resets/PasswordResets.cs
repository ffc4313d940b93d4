using System.Globalization;
using Aos.Api.Accounts.Mails;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using RegistrationStates = Aos.Api.Organisations.Registrations.RegistrationStates;

namespace Aos.Api.Accounts.Resets;

/// <summary>
/// Recovery of a forgotten password. In the realms portal and owner a code is mailed, which gives a temporary password;
/// in the realm fleet a start password is mailed, and the present one stays valid until it is used.
/// </summary>
internal sealed class PasswordResets(Writes writes, AccountManagers managers, ResetWishes wishes, ResetCodes codes, AccountMails mails, TimeProvider time)
{
    /// <summary>
    /// Asks for a code, or a start password. Nobody is looked up here, so that neither the answer nor the time that it takes
    /// depends on whether somebody has the address.
    /// </summary>
    /// <returns>Seconds to wait after too many requests; null if it was taken.</returns>
    public async Task<int?> AskAsync(HttpContext context, string realm, string login)
    {
        var wait = await writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
        {
            var subject = SignInThrottle.SubjectOf(null, realm, login);
            await SignInThrottle.LockAsync(write, subject);
            if (await ResetCodes.TakeAsync(write, subject, SignInThrottle.AddressOf(context)) is { } seconds)
                return seconds;
            await ResetWishes.AddAsync(write, realm, login, context.TraceIdentifier);
            return (int?)null;
        }, context.RequestAborted);
        wishes.Wake();
        return wait;
    }

    /// <summary>Looks a wish up and mails what it leads to.</summary>
    public Task FulfilAsync(ResetWish wish, CancellationToken cancellation) => writes.RunAsync(Actor.System, wish.RequestId, async write =>
    {
        if (!await ResetWishes.TakeAsync(write, wish))
            return false;
        var (realm, login) = (wish.Realm, wish.Login);
        var subject = SignInThrottle.SubjectOf(null, realm, login);
        await SignInThrottle.LockAsync(write, subject);
        var manager = managers.For(write);
        var account = await manager.FindInAsync(realm, login);
        if (account is null && await RegistrationStates.FindAsync(write, realm, login) is { } registration)
            await mails.ResetNotPossibleAsync(write, registration.Email, registration.Language, registration.State);
        else if (account is null || account.TenantState == "closed")
            await codes.MakeAsync(write, subject, accountId: null, realm, login, NewCode(), ResetCodes.Life);
        else if (SignInProgress.RefusalOf(account) is not null)
            await mails.ResetNotPossibleAsync(write, account);
        else if (Realms.RecoversByStartPassword(realm))
            await SendStartPasswordAsync(write, manager, account, subject, login);
        else
        {
            var code = await codes.FindFreshAsync(write, subject, account.Id)
                ?? await codes.MakeAsync(write, subject, account.Id, realm, login, NewCode(), ResetCodes.Life);
            await mails.ResetCodeAsync(write, account, code, time.GetUtcNow() + ResetCodes.Life);
        }

        return true;
    }, cancellation);

    /// <summary>Redeems a code: the old password ends, and with it every session and token; a temporary one opens its own change only.</summary>
    public async Task<ResetAnswer> RedeemAsync(HttpContext context, string realm, string email, string code)
    {
        var answer = await writes.RunAsync(Actor.System, context.TraceIdentifier, write => RedeemAsync(context, write, managers.For(write), realm, email, code), context.RequestAborted);
        if (answer.Outcome == ResetOutcome.Redeemed)
            PendingSignIn.Give(context, null);
        return answer;
    }

    private async Task<ResetAnswer> RedeemAsync(HttpContext context, WriteScope write, AccountManager manager, string realm, string email, string code)
    {
        var subject = SignInThrottle.SubjectOf(null, realm, email);
        await SignInThrottle.LockAsync(write, subject);
        if (await SignInThrottle.RefusalAsync(write, ResetCodes.TriesOf(subject), SignInThrottle.AddressOf(context), device: null) is { Outcome: SignInOutcome.TooManyAttempts } refusal)
            return new(ResetOutcome.TooManyAttempts) { RetryAfterSeconds = refusal.RetryAfterSeconds };
        var found = await codes.FindAsync(write, subject, realm, email, code);
        var account = found?.AccountId is { } id ? await manager.FindAsync(id) : null;
        if (found is null || found.IsVoid || account is null || SignInProgress.RefusalOf(account) is not null)
        {
            await SignInThrottle.CountAsync(write, ResetCodes.TriesOf(subject), SignInThrottle.AddressOf(context), device: null);
            await ResetCodes.CountFailureAsync(write, subject);
            return new(ResetOutcome.CodeInvalid);
        }

        if (found.IsUsed)
            return new(ResetOutcome.CodeUsed);
        if (found.IsExpired)
            return new(ResetOutcome.CodeExpired);
        await ResetCodes.UseAsync(write, found.Id);
        return await ResetAsync(context, write.As(new("account", account.Id.ToString())), manager, account);
    }

    private async Task<ResetAnswer> ResetAsync(HttpContext context, WriteScope write, AccountManager manager, Account account)
    {
        await manager.EndPasswordAsync(account);
        var password = manager.MakeStartPassword(account);
        account.MustChange = true;
        await manager.UpdateSecurityStampAsync(account);
        await PasswordChanges.EndAllAsync(write, account, "password reset");
        await SignInThrottle.ForgetAsync(write, account.Id, SignInThrottle.AddressOf(context));
        await write.AuditAsync(account.TenantId, "accounts.password.reset", "account", account.Id.ToString());
        await mails.ResetDoneAsync(write, account);
        return new(ResetOutcome.Redeemed) { TemporaryPassword = password, ValidUntil = new(account.StartExpiresAt!.Value, TimeSpan.Zero) };
    }

    /// <summary>Within a minute the same start password is mailed again, as a code is.</summary>
    private async Task SendStartPasswordAsync(WriteScope write, AccountManager manager, Account account, byte[] subject, string login)
    {
        if (await codes.FindFreshAsync(write, subject, account.Id) is not { } password)
        {
            password = manager.MakeStartPassword(account);
            await manager.SaveAsync(account);
            await codes.MakeAsync(write, subject, account.Id, account.Realm, login, password, AccountManager.StartLife);
            await write.AuditAsync(account.TenantId, "accounts.startPassword.sent", "account", account.Id.ToString());
        }

        await mails.StartPasswordAsync(write, account, password, new(account.StartExpiresAt!.Value, TimeSpan.Zero));
    }

    private static string NewCode() => Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>How the redemption of a code ended.</summary>
internal enum ResetOutcome
{
    /// <summary>The temporary password is valid from this moment.</summary>
    Redeemed,

    /// <summary>There is no such pair of address and code, or the code is void.</summary>
    CodeInvalid,

    /// <summary>The 30 minutes are over.</summary>
    CodeExpired,

    /// <summary>The code has been used.</summary>
    CodeUsed,

    /// <summary>Too many wrong codes: wait.</summary>
    TooManyAttempts,
}

/// <summary>How the redemption of a code ended.</summary>
internal sealed record ResetAnswer(ResetOutcome Outcome)
{
    /// <summary>The temporary password; it is shown this once.</summary>
    public string? TemporaryPassword { get; init; }

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Seconds to wait, where waiting helps.</summary>
    public int? RetryAfterSeconds { get; init; }
}
