using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.SecondFactor;

/// <summary>Set-up of the second factor, the same for the log-on of staff and for everybody's own account.</summary>
internal sealed class SecondFactors(IOptions<Portal> portal)
{
    /// <summary>Recovery codes that a set-up gives.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>The key that waits for its first code.</summary>
    /// <param name="manager">Manager of the act.</param>
    /// <param name="account">Person.</param>
    /// <param name="anew">Make another one, even if one waits.</param>
    public async Task<AuthenticatorKey> KeyAsync(AccountManager manager, Account account, bool anew)
    {
        if (anew || account.TotpSecret is null)
            await manager.ResetAuthenticatorKeyAsync(account);
        var key = (await manager.GetAuthenticatorKeyAsync(account))!;
        return new(key, Totp.UriOf(portal.Value.Name, account.Login, key));
    }

    /// <summary>Confirms the key by a first code; the recovery codes are shown this once. Null for a wrong code.</summary>
    public static async Task<IReadOnlyList<string>?> ConfirmAsync(WriteScope write, AccountManager manager, Account account, string code)
    {
        if (account.TotpSecret is null || !await manager.VerifyTwoFactorTokenAsync(account, Totp.Provider, code))
            return null;
        await manager.SetTwoFactorEnabledAsync(account, true);
        var codes = (await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!.ToList();
        await write.As(new("account", account.Id.ToString())).AuditAsync(account.TenantId, "accounts.secondFactor.confirmed", "account", account.Id.ToString());
        return codes;
    }
}

/// <summary>The key of an authenticator.</summary>
/// <param name="Key">In Base32, to be typed.</param>
/// <param name="Uri">As a link, to be opened or shown as a picture.</param>
internal sealed record AuthenticatorKey(string Key, string Uri);
