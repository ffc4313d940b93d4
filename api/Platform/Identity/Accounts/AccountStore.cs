using System.Globalization;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>
/// The store behind the managers of ASP.NET Core Identity, bound to one transaction. A row that was read stays locked to
/// the end of the act; an update compares the version all the same.
/// </summary>
internal sealed class AccountStore(WriteScope write, SecretBox box, TimeProvider time) :
    IUserPasswordStore<Account>, IUserEmailStore<Account>, IUserSecurityStampStore<Account>, IUserTwoFactorStore<Account>,
    IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    private const string TotpPurpose = "totp";

    internal const string Columns = """
        a.id, a.tenant_id, t.kind as tenant_kind, t.state as tenant_state, t.name as tenant_name, t.second_factor_required as tenant_demands_second_factor, a.realm, a.login, a.email, a.state, a.representative,
        a.title, a.last_name, a.first_name, a.phone, a.language, a.time_zone, a.password_hash, a.password_changed_at, a.must_change,
        a.start_hash, a.start_expires_at, a.security_stamp, a.totp_secret, a.totp_confirmed_at, a.totp_step, a.last_signed_in_at,
        a.version, a.created_at, a.updated_at
        """;

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        write.Connection.QuerySingleOrDefaultAsync<Account>(write.Sql($"""
            select {Columns} from identity.accounts a join identity.tenants t on t.id = a.tenant_id
            where a.id = @id and a.state <> 'closed'
            for update of a
            """, new { id = Guid.Parse(userId) }));

    /// <param name="normalizedUserName">Realm and normalised login with a slash between.</param>
    /// <param name="cancellationToken">Not used: the transaction has its own.</param>
    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var (realm, name) = (normalizedUserName[..normalizedUserName.IndexOf('/', StringComparison.Ordinal)], normalizedUserName[(normalizedUserName.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        return write.Connection.QuerySingleOrDefaultAsync<Account>(write.Sql($"""
            select {Columns}
            from identity.login_names n
            join identity.accounts a on a.id = n.holder_id
            join identity.tenants t on t.id = a.tenant_id
            where n.realm = @realm and n.name_normalised = @name and n.holder_kind = 'account' and a.state <> 'closed'
            for update of a
            """, new { realm, name }));
    }

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => FindByNameAsync(normalizedEmail, cancellationToken);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        if (!await LoginNames.ReserveAsync(write, user.Realm, user.Id, user.Login, user.Email))
            return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(user.Login));
        await AccountCreation.InsertAsync(write, user);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var version = await write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
            update identity.accounts
            set login = @Login, email = @Email, state = @State, title = @Title, last_name = @LastName, first_name = @FirstName, phone = @Phone,
                language = @Language, time_zone = @TimeZone, password_hash = @PasswordHash, password_changed_at = @PasswordChangedAt, must_change = @MustChange,
                start_hash = @StartHash, start_expires_at = @StartExpiresAt, security_stamp = @SecurityStamp, totp_secret = @TotpSecret,
                totp_confirmed_at = @TotpConfirmedAt, totp_step = @TotpStep, last_signed_in_at = @LastSignedInAt, version = version + 1,
                updated_at = case when (email, title, last_name, first_name, phone, language, time_zone)
                    is distinct from (@Email, @Title, @LastName, @FirstName, @Phone, @Language, @TimeZone) then platform.now() else updated_at end
            where id = @Id and version = @Version
            returning version
            """, new
        {
            user.Login,
            user.Email,
            user.State,
            user.Title,
            user.LastName,
            user.FirstName,
            user.Phone,
            user.Language,
            user.TimeZone,
            user.PasswordHash,
            user.PasswordChangedAt,
            user.MustChange,
            user.StartHash,
            user.StartExpiresAt,
            user.SecurityStamp,
            user.TotpSecret,
            user.TotpConfirmedAt,
            user.TotpStep,
            user.LastSignedInAt,
            user.Id,
            user.Version,
        }));
        if (version is null)
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        user.Version = version.Value;
        return IdentityResult.Success;
    }

    /// <summary>Closes the account and frees its names; its history keeps pointing at it.</summary>
    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        user.State = AccountStates.Closed;
        await LoginNames.ReleaseAsync(write, user.Id);
        return await UpdateAsync(user, cancellationToken);
    }

    /// <summary>Hashes of the last own passwords, the present one aside.</summary>
    public async Task<IReadOnlyList<string>> FormerHashesAsync(Account user) =>
        [.. await write.Connection.QueryAsync<string>(write.Sql("""
            select password_hash from identity.former_passwords where account_id = @Id order by replaced_at desc limit @remembered
            """, new { user.Id, remembered = PasswordSettings.Remembered }))];

    /// <summary>Remembers the present password as a former one and forgets the oldest.</summary>
    public Task RememberAsync(Account user) => user.PasswordHash is null ? Task.CompletedTask : write.Connection.ExecuteAsync(write.Sql("""
        insert into identity.former_passwords (account_id, replaced_at, password_hash) values (@Id, platform.now(), @PasswordHash) on conflict do nothing;
        delete from identity.former_passwords
        where account_id = @Id and replaced_at not in (
            select replaced_at from identity.former_passwords where account_id = @Id order by replaced_at desc limit @remembered)
        """, new { user.Id, user.PasswordHash, remembered = PasswordSettings.Remembered }));

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Sql("""
            delete from identity.recovery_codes where account_id = @Id;
            insert into identity.recovery_codes (account_id, code_hash) select @Id, unnest(@hashes)
            """, new { user.Id, hashes = recoveryCodes.Select(code => HashOf(user, code)).ToArray() }));

    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Sql(
            "delete from identity.recovery_codes where account_id = @Id and code_hash = @hash", new { user.Id, hash = HashOf(user, code) })) > 0;

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        write.Connection.ExecuteScalarAsync<int>(write.Sql("select count(*) from identity.recovery_codes where account_id = @Id", new { user.Id }));

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.TotpSecret = box.Seal(TotpPurpose, user.Id.ToString(), key);
        (user.TotpConfirmedAt, user.TotpStep) = (null, null);
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.TotpSecret is null ? null : box.Open(TotpPurpose, user.Id.ToString(), user.TotpSecret));

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken)
    {
        user.TotpConfirmedAt = enabled ? time.GetUtcNow().UtcDateTime : null;
        if (!enabled)
            (user.TotpSecret, user.TotpStep) = (null, null);
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.HasSecondFactor);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.Login = userName!);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(LoginNames.Normalise(user.Login));

    /// <summary>Names stand in a table of their own; see <see cref="LoginNames"/>.</summary>
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email!);

    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.State != AccountStates.Invited);

    /// <summary>Activation confirms the first address, and a link every later one: there are no others.</summary>
    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(LoginNames.Normalise(user.Email));

    /// <summary>Names stand in a table of their own; see <see cref="LoginNames"/>.</summary>
    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public void Dispose()
    {
        // The transaction belongs to the act.
    }

    private byte[] HashOf(Account user, string code) =>
        box.Mac("recovery-code", string.Create(CultureInfo.InvariantCulture, $"{user.Id}/{code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant()}"));

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
