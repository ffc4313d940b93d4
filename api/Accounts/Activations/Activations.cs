using Aos.Api.Accounts.Passwords;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Documents;
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

    /// <summary>Versions of the texts that a user of an organisation accepts with the activation; a text that is not there yet needs no acceptance.</summary>
    public Task<IReadOnlyDictionary<string, int>> TermsAsync(HttpContext context) =>
        writes.RunAsync(Actor.System, context.TraceIdentifier, TermsAsync, context.RequestAborted);

    private static Task<IReadOnlyDictionary<string, int>> TermsAsync(WriteScope write) =>
        DocumentVersions.CurrentAsync(write, DocumentKinds.ConditionsOfUse, DocumentKinds.DataPrivacy);

    /// <summary>Makes the links of an account void.</summary>
    public static Task VoidAsync(WriteScope write, Guid accountId) => write.Connection.ExecuteAsync(write.Sql(
        "update accounts.activations set voided_at = platform.now() where account_id = @accountId and used_at is null and voided_at is null", new { accountId }));

    /// <summary>Sets the password and opens the account.</summary>
    /// <param name="context">The request.</param>
    /// <param name="link">The link of the mail.</param>
    /// <param name="password">The first password.</param>
    /// <param name="repeat">The same again.</param>
    /// <param name="accepted">Versions of the texts that the person has accepted, by kind.</param>
    public async Task<ActivationAnswer> RunAsync(HttpContext context, string link, string password, string repeat, IReadOnlyDictionary<string, int> accepted)
    {
        if (password != repeat)
            return new(ActivationOutcome.PasswordsDiffer);
        using var turn = await gate.EnterAsync(context.RequestAborted);
        return turn is null
            ? new(ActivationOutcome.Busy)
            : await writes.RunAsync(Actor.System, context.TraceIdentifier, write => RunAsync(write, managers.For(write), link, password, accepted), context.RequestAborted);
    }

    private static async Task<ActivationAnswer> RunAsync(WriteScope write, AccountManager manager, string link, string password, IReadOnlyDictionary<string, int> accepted)
    {
        var (outcome, account) = await FindAsync(write, manager, link);
        if (account is null)
            return new(outcome);
        var terms = account.TenantKind == TenantKinds.Organisation ? await TermsAsync(write) : new Dictionary<string, int>(StringComparer.Ordinal);
        if (terms.FirstOrDefault(term => !accepted.TryGetValue(term.Key, out var version) || version != term.Value) is { Key: { } kind })
            return new(accepted.ContainsKey(kind) ? ActivationOutcome.ConsentOutdated : ActivationOutcome.ConsentMissing) { Kind = kind };
        var result = await manager.SetPasswordAsync(account, password);
        if (!result.Succeeded)
            return new(ActivationOutcome.GuidelinesNotMet) { Broken = PasswordAnswer.Of(result).Broken };
        account.State = AccountStates.Active;
        await manager.SaveAsync(account);
        await write.Connection.ExecuteAsync(write.Sql("update accounts.activations set used_at = platform.now() where link_hash = @hash", new { hash = OpaqueToken.Hash(link) }));
        foreach (var term in terms)
            await write.Connection.ExecuteAsync(write.Sql("insert into accounts.activation_consents (account_id, kind, version) values (@Id, @Key, @Value) on conflict do nothing", new { account.Id, term.Key, term.Value }));
        await TellAsync(write.As(new("account", account.Id.ToString())), account, terms);
        return new(ActivationOutcome.Activated);
    }

    private static async Task TellAsync(WriteScope write, Account account, IReadOnlyDictionary<string, int> terms)
    {
        var details = terms.ToDictionary(term => term.Key + "Version", term => (string?)term.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        await write.AuditAsync(account.TenantId, "accounts.account.activated", "account", account.Id.ToString(), details);
        if (account.TenantKind != TenantKinds.Organisation)
            return;
        await write.AuditAsync(account.TenantId, "organisations.user.activated", "account", account.Id.ToString());
        await Events.AddAsync(write, account.TenantId, "organisations.user.activated", $"/portal/v1/users/{account.Id}", new Dictionary<string, string?> { ["userId"] = account.Id.ToString() });
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
        if (await manager.FindAsync(found.AccountId) is not { TenantState: not "closed" } account)
            return (ActivationOutcome.LinkUnknown, null);
        return !found.IsOver && account.State == AccountStates.Invited ? (ActivationOutcome.Activated, account) : (ActivationOutcome.LinkExpired, null);
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

    /// <summary>A text was not accepted.</summary>
    ConsentMissing,

    /// <summary>A text was accepted in a version that is no longer in force.</summary>
    ConsentOutdated,

    /// <summary>Too many people at this moment: try again in some seconds.</summary>
    Busy,
}

/// <summary>How an activation ended.</summary>
internal sealed record ActivationAnswer(ActivationOutcome Outcome)
{
    /// <summary>Codes of the broken rules: see <see cref="PasswordRule"/>.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>The text that was not accepted.</summary>
    public string? Kind { get; init; }
}
