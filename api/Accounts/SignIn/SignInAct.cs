using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using RegistrationStates = Aos.Api.Organisations.Registrations.RegistrationStates;

namespace Aos.Api.Accounts.SignIn;

/// <summary>Logs a person on with name and password. What is wrong about them, nobody learns, nor by the time that it takes.</summary>
internal sealed class SignInAct(SignInProgress progress, KnownBrowsers browsers, HashingGate gate)
{
    /// <summary>Tries it.</summary>
    public async Task<SignInAnswer> RunAsync(HttpContext context, SignInForm form)
    {
        using var turn = await gate.EnterAsync(context.RequestAborted);
        return turn is null
            ? SignInAnswer.TooBusy
            : await progress.RunAsync(context, (write, manager) => TryAsync(context, write, manager, form));
    }

    private async Task<SignInAnswer> TryAsync(HttpContext context, WriteScope write, AccountManager manager, SignInForm form)
    {
        var account = await manager.FindInAsync(form.Realm, form.Login);
        var registration = await RegistrationStates.FindAsync(write, form.Realm, form.Login);
        var subject = SignInThrottle.SubjectOf(account, form.Realm, form.Login);
        await SignInThrottle.LockAsync(write, subject);
        var address = SignInThrottle.AddressOf(context);
        var device = account is null ? null : browsers.Find(context, account.Id);
        if (await SignInThrottle.RefusalAsync(write, subject, address, device) is { } refusal)
            return refusal;

        var isStart = manager.IsStartPassword(account, form.Password);
        var isRight = form.Password.Length <= 4 * PasswordSettings.MaxLength
            && await manager.IsPasswordAsync(account ?? (registration is null ? null : new Account { PasswordHash = registration.PasswordHash }), form.Password, keep: account is null);
        if (isRight && account is null)
            return new(OutcomeOf(registration!.State));
        if (!isStart && !isRight)
        {
            await SignInThrottle.CountAsync(write, subject, address, device);
            await AuditFailureAsync(write, account, address);
            return new(SignInOutcome.Refused);
        }

        if (isStart)
            await UseStartPasswordAsync(write, manager, account!);
        return await progress.AdvanceAsync(context, write, manager, account!, ["pwd"], former: null);
    }

    /// <summary>Somebody whose registration is open is not signed in, but told where it stands.</summary>
    private static SignInOutcome OutcomeOf(string registrationState) => registrationState switch
    {
        "inReview" => SignInOutcome.RegistrationInReview,
        "documentsRequested" => SignInOutcome.RegistrationWaitsForDocuments,
        _ => SignInOutcome.EmailNotConfirmed,
    };

    /// <summary>With a start password nothing opens but its change, and from its first use on no older password does.</summary>
    private static async Task UseStartPasswordAsync(WriteScope write, AccountManager manager, Account account)
    {
        if (account is { PasswordHash: null, MustChange: true })
            return;
        await manager.EndPasswordAsync(account);
        account.MustChange = true;
        await manager.SaveAsync(account);
        await write.NotifyRightsAsync("u:" + account.Id);
    }

    /// <summary>In the log of the person's tenant; in the operator's for a name that nobody has, without the name, which can be a password typed into the wrong field.</summary>
    internal static async Task AuditFailureAsync(WriteScope write, Account? account, string address)
    {
        if ((account?.TenantId ?? await Tenants.FindOperatorAsync(write)) is { } tenant)
            await write.AuditAsync(tenant, "accounts.signIn.failed", "account", account?.Id.ToString() ?? "unknown", new Dictionary<string, string?> { ["address"] = address });
    }
}
