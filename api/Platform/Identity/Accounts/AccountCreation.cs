using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The door by which accounts come into being.</summary>
internal static class AccountCreation
{
    /// <summary>Creates an account that waits for its activation; null if its login or e-mail address is taken.</summary>
    public static async Task<Guid?> CreateAsync(WriteScope write, NewAccount account)
    {
        var id = Guid.NewGuid();
        var login = account.Login ?? account.Email;
        if (!await LoginNames.ReserveAsync(write, account.Realm, id, login, account.Email))
            return null;
        await InsertAsync(write, new Account
        {
            Id = id,
            TenantId = account.TenantId,
            Realm = account.Realm,
            Login = login,
            Email = account.Email,
            State = AccountStates.Invited,
            Representative = account.IsRepresentative,
            Title = account.Title,
            LastName = account.LastName,
            FirstName = account.FirstName,
            Phone = account.Phone,
            Language = account.Language,
            TimeZone = account.TimeZone,
            SecurityStamp = Guid.NewGuid().ToString(),
        });
        await write.AuditAsync(account.TenantId, "identity.account.created", "account", id.ToString(),
            new Dictionary<string, string?> { ["realm"] = account.Realm, ["representative"] = account.IsRepresentative ? "true" : "false" });
        return id;
    }

    /// <summary>Creates the account of a registration that was approved: active, with the password chosen then. The name that the registration reserved passes on to it.</summary>
    public static async Task<Guid> CreateApprovedAsync(WriteScope write, NewAccount account, Guid registrationId, string passwordHash)
    {
        await LoginNames.ReleaseRegistrationAsync(write, registrationId);
        var id = await CreateAsync(write, account) ?? throw new InvalidOperationException("The name of a registration was not reserved.");
        await write.Connection.ExecuteAsync(write.Sql("""
            update identity.accounts set state = @state, password_hash = @passwordHash, password_changed_at = platform.now() where id = @id
            """, new { id, state = AccountStates.Active, passwordHash }));
        return id;
    }

    /// <summary>Opens an account without an activation: of samples, and of a representative whose address and password the registration has proven.</summary>
    public static Task OpenAsync(WriteScope write, Guid accountId) => write.Connection.ExecuteAsync(write.Sql(
        "update identity.accounts set state = 'active', version = version + 1 where id = @accountId and state = 'invited'", new { accountId }));

    /// <summary>Gives a person a right of staff or members; false if the code is none of these.</summary>
    public static async Task<bool> GrantAsync(WriteScope write, Guid tenantId, Guid accountId, string code)
    {
        var granted = await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.account_rights (account_id, code, granted_by)
            select @accountId, r.code, @by from identity.rights r where r.code = @code and r.kind in ('staff', 'member')
            on conflict (account_id, code) do nothing
            """, new { accountId, code, by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        if (granted == 0)
            return false;
        await write.AuditAsync(tenantId, "identity.accountRight.granted", "account", accountId.ToString(), new Dictionary<string, string?> { ["right"] = code });
        await write.NotifyRightsAsync("u:" + accountId);
        return true;
    }

    internal static Task InsertAsync(WriteScope write, Account account) => write.Connection.ExecuteAsync(write.Sql("""
        insert into identity.accounts (id, tenant_id, realm, login, email, state, representative, title, last_name, first_name, phone, language, time_zone, security_stamp)
        values (@Id, @TenantId, @Realm, @Login, @Email, @State, @Representative, @Title, @LastName, @FirstName, @Phone, @Language, @TimeZone, @SecurityStamp)
        """, new
    {
        account.Id,
        account.TenantId,
        account.Realm,
        account.Login,
        account.Email,
        account.State,
        account.Representative,
        account.Title,
        account.LastName,
        account.FirstName,
        account.Phone,
        account.Language,
        account.TimeZone,
        account.SecurityStamp,
    }));
}

/// <summary>An account to be created.</summary>
internal sealed record NewAccount
{
    public required Guid TenantId { get; init; }
    public required string Realm { get; init; }

    /// <summary>Name by which the person signs in; the e-mail address if absent.</summary>
    public string? Login { get; init; }
    public required string Email { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Title { get; init; }
    public string? Phone { get; init; }
    public string Language { get; init; } = "en-GB";
    public string TimeZone { get; init; } = "Europe/Berlin";
    public bool IsRepresentative { get; init; }
}
