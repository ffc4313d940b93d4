using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.Resets;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Accounts.Removal;

/// <summary>The door by which an account is suspended or ends: what it opened ends with it, on every node within a second.</summary>
internal sealed class AccountRemoval(AccountManagers managers)
{
    /// <summary>Closes an account: its names are free, its links void, its secrets gone; what it did keeps pointing at it.</summary>
    public async Task CloseAsync(WriteScope write, Account account, string reason)
    {
        await Activations.Activations.VoidAsync(write, account.Id);
        if (await EmailChangeStore.FindOpenAsync(write, account.Id) is { } open)
            await EmailChangeStore.VoidAsync(write, open.Id);
        await ResetCodes.VoidAsync(write, account.Id);
        var manager = managers.For(write);
        await manager.ClearRecoveryCodesAsync(account);
        (account.PasswordHash, account.StartHash, account.StartExpiresAt) = (null, null, null);
        (account.TotpSecret, account.TotpConfirmedAt, account.TotpStep) = (null, null, null);
        var result = await manager.DeleteAsync(account);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Code)));
        await PasswordChanges.EndAllAsync(write, account, reason);
    }

    /// <summary>Suspends an account, or opens it again. What was open before stays ended.</summary>
    public async Task SetStateAsync(WriteScope write, Account account, string state, string reason)
    {
        account.State = state;
        await managers.For(write).SaveAsync(account);
        await PasswordChanges.EndAllAsync(write, account, reason);
    }
}
