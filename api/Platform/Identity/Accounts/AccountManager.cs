using System.Security.Cryptography;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The manager of ASP.NET Core Identity on one transaction, with what start passwords and former passwords need.</summary>
internal sealed class AccountManager(
    AccountStore store, SecretBox box, AccountPasswordHasher hasher, PasswordRule rule, LoginNames names, TimeProvider time, IOptions<IdentityOptions> options, IServiceProvider services, ILogger<UserManager<Account>> logger)
    : UserManager<Account>(store, options, hasher, [], [rule], names, new IdentityErrorDescriber(), services, logger)
{
    private const string StartPurpose = "start-password";

    /// <summary>Letters and digits that nobody mistakes for others.</summary>
    private const string Lower = "abcdefghijkmnopqrstuvwxyz", Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ", Digits = "23456789";

    /// <summary>Life of a start password that recovery made.</summary>
    public static readonly TimeSpan StartLife = TimeSpan.FromHours(24);

    private const int StartLength = 16;

    /// <summary>The account that signs in by a name; null if there is none.</summary>
    public Task<Account?> FindInAsync(string realm, string login) => FindByNameAsync($"{realm}/{LoginNames.Normalise(login)}");

    /// <summary>One account; null if there is none.</summary>
    public Task<Account?> FindAsync(Guid id) => FindByIdAsync(id.ToString());

    /// <summary>Checks a password, at the same price whether the account has one or not; a hash with few iterations is made anew.</summary>
    /// <param name="account">Account; null if there is none.</param>
    /// <param name="password">What was entered.</param>
    /// <param name="keep">The hash stays as it is: it does not stand in an account.</param>
    public async Task<bool> IsPasswordAsync(Account? account, string password, bool keep = false)
    {
        if (account?.PasswordHash is not { } hash)
        {
            hasher.WasteTime(password);
            return false;
        }

        var result = hasher.VerifyHashedPassword(account, hash, password);
        if (result != PasswordVerificationResult.SuccessRehashNeeded || keep)
            return result != PasswordVerificationResult.Failed;
        account.PasswordHash = hasher.HashPassword(account, password);
        await SaveAsync(account);
        return true;
    }

    /// <summary>Checks the password that recovery made. It is as random as a key, so that a keyed hash is enough.</summary>
    public bool IsStartPassword(Account? account, string password) =>
        account?.StartHash is { } hash && account.StartExpiresAt > time.GetUtcNow().UtcDateTime
        && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(hash), StartHashOf(account, password));

    /// <summary>Makes a start password: 16 characters that fulfil the guidelines and can be read off a screen.</summary>
    /// <returns>Its text, which is stored as hash only.</returns>
    public string MakeStartPassword(Account account)
    {
        var text = RandomPassword();
        account.StartHash = Convert.ToBase64String(StartHashOf(account, text));
        account.StartExpiresAt = time.GetUtcNow().UtcDateTime + StartLife;
        return text;
    }

    /// <summary>A random password that fulfils the guidelines and can be read off a screen.</summary>
    public static string RandomPassword()
    {
        string text;
        do
            text = RandomNumberGenerator.GetString(Lower + Upper + Digits, StartLength);
        while (!text.Any(Lower.Contains) || !text.Any(Upper.Contains) || !text.Any(Digits.Contains));
        return text;
    }

    /// <summary>Ends the present password; it stays among those that cannot be taken again.</summary>
    public async Task EndPasswordAsync(Account account)
    {
        await store.RememberAsync(account);
        account.PasswordHash = null;
    }

    /// <summary>Sets a password that the person chose. The rules that it breaks are the errors of the result.</summary>
    public async Task<IdentityResult> SetPasswordAsync(Account account, string password)
    {
        var former = account.PasswordHash;
        var result = await UpdatePasswordHash(account, password, validatePassword: true);
        if (!result.Succeeded)
            return result;
        var chosen = account.PasswordHash;
        account.PasswordHash = former;
        await store.RememberAsync(account);
        account.PasswordHash = chosen;
        (account.PasswordChangedAt, account.MustChange, account.StartHash, account.StartExpiresAt) = (time.GetUtcNow().UtcDateTime, false, null, null);
        await SaveAsync(account);
        return result;
    }

    /// <summary>True for the present password, the start password and the last own ones.</summary>
    public async Task<bool> WasUsedAsync(Account account, string password)
    {
        if (IsStartPassword(account, password))
            return true;
        var hashes = (await store.FormerHashesAsync(account)).ToList();
        if (account.PasswordHash is { } present)
            hashes.Insert(0, present);
        return hashes.Take(PasswordSettings.Remembered).Any(hash => hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed);
    }

    /// <summary>Makes the recovery codes void.</summary>
    public Task ClearRecoveryCodesAsync(Account account) => store.ReplaceCodesAsync(account, [], CancellationToken.None);

    /// <summary>Writes the account. The row is locked since it was read, so that nothing but a fault can fail here.</summary>
    public async Task SaveAsync(Account account)
    {
        var result = await UpdateUserAsync(account);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Code)));
    }

    private byte[] StartHashOf(Account account, string password) => box.Mac(StartPurpose, $"{account.Id}/{password}");
}

/// <summary>Makes managers: <c>managers.For(write)</c> works in the transaction of an act.</summary>
internal sealed class AccountManagers(
    SecretBox box, AccountPasswordHasher hasher, PasswordRule rule, LoginNames names, Totp totp, TimeProvider time, IServiceProvider services, ILogger<UserManager<Account>> logger)
{
    private readonly IOptions<IdentityOptions> _options = Options.Create(OptionsWith(totp));

    /// <summary>A manager for one transaction.</summary>
    public AccountManager For(WriteScope write) => new(new AccountStore(write, box, time), box, hasher, rule, names, time, _options, services, logger);

    private static IdentityOptions OptionsWith(Totp totp)
    {
        var options = new IdentityOptions();
        options.Tokens.ProviderMap[Totp.Provider] = new TokenProviderDescriptor(typeof(Totp)) { ProviderInstance = totp };
        options.Tokens.AuthenticatorTokenProvider = Totp.Provider;
        return options;
    }
}
