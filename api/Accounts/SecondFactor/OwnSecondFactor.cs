using Aos.Api.Accounts.Mails;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Accounts.SecondFactor;

/// <summary>The own second factor of somebody who is signed in. Everything but the first code needs the present password.</summary>
internal sealed class OwnSecondFactor(Writes writes, AccountManagers managers, HashingGate gate, CurrentPassword current, SecondFactors factors, AccountMails mails)
{
    /// <summary>The account, and how many recovery codes are left; null if the account is gone.</summary>
    public Task<(Account Account, int CodesLeft)?> ReadAsync(HttpContext context, Guid accountId) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        var manager = managers.For(write);
        return await manager.FindAsync(accountId) is { } account ? (account, await manager.CountRecoveryCodesAsync(account)) : ((Account, int)?)null;
    }, context.RequestAborted);

    /// <summary>Makes a key, which waits for its first code.</summary>
    public Task<SecondFactorAnswer> BeginAsync(HttpContext context, Actor actor, Guid accountId, string password) => RunAsync(context, actor, accountId, password, async (_, manager, account) =>
        account.HasSecondFactor
            ? new(SecondFactorOutcome.ActiveAlready)
            : new(SecondFactorOutcome.Done) { Key = await factors.KeyAsync(manager, account, anew: true) });

    /// <summary>Confirms the key by a first code; from now on log-ons need one. The recovery codes are shown this once.</summary>
    public Task<SecondFactorAnswer> ConfirmAsync(HttpContext context, Actor actor, Guid accountId, string code) => writes.RunAsync(actor, context.TraceIdentifier, async write =>
    {
        var manager = managers.For(write);
        if (await manager.FindAsync(accountId) is not { TotpSecret: not null } account)
            return new(SecondFactorOutcome.NotFound);
        if (account.HasSecondFactor)
            return new(SecondFactorOutcome.ActiveAlready);
        if (await SecondFactors.ConfirmAsync(write, manager, account, code) is not { } codes)
            return new(SecondFactorOutcome.CodeWrong);
        await mails.SecondFactorAsync(write, account, "on");
        return new SecondFactorAnswer(SecondFactorOutcome.Done) { RecoveryCodes = codes };
    }, context.RequestAborted);

    /// <summary>Makes new recovery codes; those before are void.</summary>
    public Task<SecondFactorAnswer> RenewCodesAsync(HttpContext context, Actor actor, Guid accountId, string password) => RunAsync(context, actor, accountId, password, async (write, manager, account) =>
    {
        if (!account.HasSecondFactor)
            return new(SecondFactorOutcome.NotFound);
        var codes = (await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, SecondFactors.RecoveryCodes))!.ToList();
        await write.AuditAsync(account.TenantId, "accounts.recoveryCodes.renewed", "account", account.Id.ToString());
        return new(SecondFactorOutcome.Done) { RecoveryCodes = codes };
    });

    /// <summary>Switches the second factor off, unless it is demanded.</summary>
    public Task<SecondFactorAnswer> RemoveAsync(HttpContext context, Actor actor, Guid accountId, string password) => RunAsync(context, actor, accountId, password, async (write, manager, account) =>
    {
        if (account.MustHaveSecondFactor)
            return new(SecondFactorOutcome.Required);
        if (!account.HasSecondFactor)
            return new(SecondFactorOutcome.NotFound);
        await RemoveAsync(write, manager, account);
        await mails.SecondFactorAsync(write, account, "off");
        return new(SecondFactorOutcome.Done);
    });

    internal static async Task RemoveAsync(WriteScope write, AccountManager manager, Account account)
    {
        await manager.SetTwoFactorEnabledAsync(account, false);
        await manager.ClearRecoveryCodesAsync(account);
        await write.AuditAsync(account.TenantId, "accounts.secondFactor.removed", "account", account.Id.ToString());
    }

    private async Task<SecondFactorAnswer> RunAsync(HttpContext context, Actor actor, Guid accountId, string password, Func<WriteScope, AccountManager, Account, Task<SecondFactorAnswer>> act)
    {
        using var turn = await gate.EnterAsync(context.RequestAborted);
        if (turn is null)
            return new(SecondFactorOutcome.TooManyAttempts) { RetryAfterSeconds = 5 };
        return await writes.RunAsync(actor, context.TraceIdentifier, async write =>
        {
            var manager = managers.For(write);
            if (await manager.FindAsync(accountId) is not { } account)
                return new(SecondFactorOutcome.NotFound);
            if (await current.RefusalAsync(context, write, manager, account, password) is { } refusal)
                return refusal.Outcome == SignInOutcome.Refused
                    ? new(SecondFactorOutcome.PasswordWrong)
                    : new(SecondFactorOutcome.TooManyAttempts) { RetryAfterSeconds = refusal.RetryAfterSeconds };
            return await act(write, manager, account);
        }, context.RequestAborted);
    }
}

/// <summary>How an act on the second factor ended.</summary>
internal enum SecondFactorOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The present password is not correct.</summary>
    PasswordWrong,

    /// <summary>The code is not correct.</summary>
    CodeWrong,

    /// <summary>There is a second factor already.</summary>
    ActiveAlready,

    /// <summary>There is none, or none that waits for its first code.</summary>
    NotFound,

    /// <summary>Staff must have one.</summary>
    Required,

    /// <summary>Too many failures: wait.</summary>
    TooManyAttempts,
}

/// <summary>How an act on the second factor ended.</summary>
internal sealed record SecondFactorAnswer(SecondFactorOutcome Outcome)
{
    /// <summary>The key that waits for its first code.</summary>
    public AuthenticatorKey? Key { get; init; }

    /// <summary>Recovery codes, shown this once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>Seconds to wait, where waiting helps.</summary>
    public int? RetryAfterSeconds { get; init; }
}
