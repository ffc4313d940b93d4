using Aos.Api.Accounts.Passwords;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Accounts.Activations;

/// <summary>The first step of a new person: a link proves the e-mail address, and a password is chosen. Then the person logs on.</summary>
internal sealed class Activations(Writes writes, AccountManagers managers, HashingGate gate)
{
    /// <summary>Life of an invitation to an organisation, and of one to the operator's staff.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7), StaffLife = TimeSpan.FromHours(24);

    /// <summary>Makes the link of a new account; those before it do not work any more.</summary>
    /// <returns>Its text, which is stored as hash only, and its end.</returns>
    public static async Task<(string Link, DateTime Until)> MakeAsync(WriteScope write, Guid accountId, Guid tenantId, TimeSpan life)
    {
        var link = OpaqueToken.Create(OpaqueToken.Link);
        var until = await write.Connection.ExecuteScalarAsync<DateTime>(write.Sql("""
            update accounts.activations set voided_at = platform.now() where account_id = @accountId and used_at is null and voided_at is null;
            insert into accounts.activations (link_hash, account_id, tenant_id, expires_at) values (@hash, @accountId, @tenantId, platform.now() + @life)
            returning expires_at
            """, new { hash = OpaqueToken.Hash(link), accountId, tenantId, life }));
        return (link, until);
    }

    /// <summary>Whose link it is, for the page; nothing is used up by it.</summary>
    public Task<(ActivationOutcome Outcome, Account? Account)> ReadAsync(HttpContext context, string link) =>
        writes.RunAsync(Actor.System, context.TraceIdentifier, write => FindAsync(write, managers.For(write), link), context.RequestAborted);

    /// <summary>Sets the password and opens the account.</summary>
    public async Task<ActivationAnswer> RunAsync(HttpContext context, string link, string password, string repeat)
    {
        if (password != repeat)
            return new(ActivationOutcome.PasswordsDiffer);
        using var turn = await gate.EnterAsync(context.RequestAborted);
        return turn is null
            ? new(ActivationOutcome.Busy)
            : await writes.RunAsync(Actor.System, context.TraceIdentifier, write => RunAsync(write, managers.For(write), link, password), context.RequestAborted);
    }

    private static async Task<ActivationAnswer> RunAsync(WriteScope write, AccountManager manager, string link, string password)
    {
        var (outcome, account) = await FindAsync(write, manager, link);
        if (account is null)
            return new(outcome);
        var result = await manager.SetPasswordAsync(account, password);
        if (!result.Succeeded)
            return new(ActivationOutcome.GuidelinesNotMet) { Broken = PasswordAnswer.Of(result).Broken };
        account.State = AccountStates.Active;
        await manager.SaveAsync(account);
        await write.Connection.ExecuteAsync(write.Sql("update accounts.activations set used_at = platform.now() where link_hash = @hash", new { hash = OpaqueToken.Hash(link) }));
        await write.As(new("account", account.Id.ToString())).AuditAsync(account.TenantId, "accounts.account.activated", "account", account.Id.ToString());
        return new(ActivationOutcome.Activated);
    }

    private static async Task<(ActivationOutcome Outcome, Account? Account)> FindAsync(WriteScope write, AccountManager manager, string link)
    {
        if (!OpaqueToken.IsWellFormed(link, OpaqueToken.Link))
            return (ActivationOutcome.LinkUnknown, null);
        var found = await write.Connection.QuerySingleOrDefaultAsync<Found>(write.Sql("""
            select account_id, used_at is not null as is_used, voided_at is not null or expires_at <= platform.now() as is_over
            from accounts.activations
            where link_hash = @hash
            for update
            """, new { hash = OpaqueToken.Hash(link) }));
        if (found is null)
            return (ActivationOutcome.LinkUnknown, null);
        if (found.IsUsed)
            return (ActivationOutcome.LinkUsed, null);
        return !found.IsOver && await manager.FindAsync(found.AccountId) is { State: AccountStates.Invited, TenantState: not "closed" } account
            ? (ActivationOutcome.Activated, account)
            : (ActivationOutcome.LinkExpired, null);
    }

    private sealed record Found
    {
        public Guid AccountId { get; init; }
        public bool IsUsed { get; init; }
        public bool IsOver { get; init; }
    }
}

/// <summary>How an activation ended.</summary>
internal enum ActivationOutcome
{
    /// <summary>The account is active; of a link that was only read: it can be.</summary>
    Activated,

    /// <summary>There is no such link.</summary>
    LinkUnknown,

    /// <summary>The link is too old, or a newer one was made.</summary>
    LinkExpired,

    /// <summary>The account was activated before.</summary>
    LinkUsed,

    /// <summary>The repetition differs.</summary>
    PasswordsDiffer,

    /// <summary>The password breaks the guidelines.</summary>
    GuidelinesNotMet,

    /// <summary>Too many people at this moment: try again in some seconds.</summary>
    Busy,
}

/// <summary>How an activation ended.</summary>
internal sealed record ActivationAnswer(ActivationOutcome Outcome)
{
    /// <summary>Codes of the broken rules: see <see cref="PasswordRule"/>.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];
}
