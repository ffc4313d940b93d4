using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The door to what was taken away from a user. Stored are the withdrawals: what the organisation gets later is open to the user at once.</summary>
internal static class AccountPermissions
{
    private const string User = """
        select id, state, representative, permissions_version as version
        from identity.accounts
        where id = @accountId and tenant_id = @tenantId and state <> 'closed'
        """;

    /// <summary>A user of an organisation, whose row stays locked to the end of the act; null if the organisation has no such user.</summary>
    public static Task<PermissionUser?> LockAsync(WriteScope write, Guid tenantId, Guid accountId) =>
        write.Connection.QuerySingleOrDefaultAsync<PermissionUser>(write.Sql($"{User} for update", new { tenantId, accountId }));

    /// <summary>The same, for reading alone.</summary>
    public static Task<PermissionUser?> ReadAsync(WriteScope write, Guid tenantId, Guid accountId) =>
        write.Connection.QuerySingleOrDefaultAsync<PermissionUser>(write.Sql(User, new { tenantId, accountId }));

    /// <summary>Codes that were taken away from a user, those too that the organisation does not have today.</summary>
    public static async Task<IReadOnlySet<string>> WithdrawnAsync(WriteScope write, Guid accountId) =>
        (await write.Connection.QueryAsync<string>(write.Sql("select code from identity.account_withdrawals where account_id = @accountId", new { accountId }))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Codes that were taken away from each of several users.</summary>
    public static async Task<ILookup<Guid, string>> WithdrawnAsync(WriteScope write, IReadOnlyCollection<Guid> accountIds) =>
        (await write.Connection.QueryAsync<(Guid AccountId, string Code)>(write.Sql(
            "select account_id, code from identity.account_withdrawals where account_id = any (@ids) order by code", new { ids = accountIds.ToArray() })))
        .ToLookup(withdrawn => withdrawn.AccountId, withdrawn => withdrawn.Code);

    /// <summary>Takes codes away from a user and gives back others; those that are neither stay as they are. Takes effect on every node within a second.</summary>
    public static async Task ChangeAsync(WriteScope write, Guid accountId, IReadOnlyCollection<string> withdrawn, IReadOnlyCollection<string> given)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            delete from identity.account_withdrawals where account_id = @accountId and code = any(@given);
            insert into identity.account_withdrawals (account_id, code, withdrawn_by)
            select @accountId, unnest(@withdrawn), @by
            on conflict (account_id, code) do nothing;
            update identity.accounts set permissions_version = permissions_version + 1 where id = @accountId
            """, new { accountId, given = given.ToArray(), withdrawn = withdrawn.ToArray(), by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        await write.NotifyRightsAsync("u:" + accountId);
    }

    /// <summary>Id of the user of an organisation with an e-mail address; null if there is none.</summary>
    public static Task<Guid?> FindUserAsync(WriteScope write, Guid tenantId, string email) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql(
            "select id from identity.accounts where tenant_id = @tenantId and email = @email and state <> 'closed'", new { tenantId, email }));

    /// <summary>The legal representative of an organisation; null if it has none.</summary>
    public static async Task<AccountFacts?> FindRepresentativeAsync(WriteScope write, Guid tenantId) =>
        await write.Connection.ExecuteScalarAsync<Guid?>(write.Sql(
            "select id from identity.accounts where tenant_id = @tenantId and representative and state <> 'closed'", new { tenantId })) is { } id
            ? await AccountDirectory.FindAsync(write, id)
            : null;
}

/// <summary>A user, as far as permissions go.</summary>
internal sealed record PermissionUser
{
    public required Guid Id { get; init; }

    /// <summary>A value of <see cref="AccountStates"/>.</summary>
    public required string State { get; init; }
    public bool Representative { get; init; }
    public int Version { get; init; }
}
