using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using AccountsErrors = Aos.Api.Accounts.AccountsErrors;

namespace Aos.Api.Organisations.Users;

/// <summary>Changes of the e-mail address of another user: the link goes to the new address, the present one is told.</summary>
internal sealed class UserEmailChanges(EmailChanges changes, TenantAccounts accounts)
{
    /// <summary>Asks for another address. Whether somebody has it, the answer does not tell.</summary>
    public async Task<EmailChange> AskAsync(HttpContext context, Actor actor, Guid tenantId, Guid id, string newEmail, (Guid AccountId, string Password)? proof)
    {
        await RequireAsync(tenantId, id, context.RequestAborted);
        var answer = await changes.AskForAsync(context, actor, id, newEmail, proof);
        return answer.Outcome switch
        {
            EmailChangeOutcome.Asked => EmailChange.Of(answer.Change!),
            EmailChangeOutcome.AddressInvalid => throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/newEmail", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." }] },
            EmailChangeOutcome.Unchanged => throw AccountsErrors.Field(AccountsErrors.EmailUnchanged, "/newEmail"),
            EmailChangeOutcome.PasswordWrong => throw AccountsErrors.Field(AccountsErrors.OldPasswordWrong, "/currentPassword"),
            EmailChangeOutcome.NotFound => throw UserErrors.NotFound.With(),
            _ => throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
        };
    }

    /// <summary>The open change; 404 without one.</summary>
    public async Task<EmailChange> FindAsync(HttpContext context, Guid tenantId, Guid id)
    {
        await RequireAsync(tenantId, id, context.RequestAborted);
        return EmailChange.Of(await changes.FindAsync(context, id) ?? throw AccountsErrors.NoEmailChange.With());
    }

    /// <summary>Withdraws the open change.</summary>
    public static async Task<Answer> WithdrawAsync(WriteScope write, Guid tenantId, Guid id, string? ifMatch)
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        await UserStore.LockAsync(write, tenantId, id);
        var withdrawn = await EmailChanges.WithdrawAsync(write, id, tenantId) ?? throw AccountsErrors.NoEmailChange.With();
        return withdrawn.Version == version ? Answer.Deleted() : throw PreconditionErrors.VersionConflict.With();
    }

    /// <summary>Mails the link again.</summary>
    public async Task<EmailChange> SendAgainAsync(WriteScope write, Guid tenantId, Guid id)
    {
        await UserStore.LockAsync(write, tenantId, id);
        var answer = await changes.SendAgainAsync(write, id);
        return answer.Outcome switch
        {
            EmailChangeOutcome.Asked => EmailChange.Of(answer.Change!),
            EmailChangeOutcome.NotFound => throw AccountsErrors.NoEmailChange.With(),
            _ => throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
        };
    }

    /// <summary>An address that nobody has confirmed is corrected, not changed.</summary>
    private async Task RequireAsync(Guid tenantId, Guid id, CancellationToken cancellation)
    {
        var account = await accounts.FindAsync(tenantId, id, cancellation) ?? throw UserErrors.NotFound.With();
        if (account.State == AccountStates.Invited)
            throw UserErrors.NotConfirmed.With();
    }
}
