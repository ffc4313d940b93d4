using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;
using Npgsql;

namespace Aos.Api.Organisations.Users;

/// <summary>Deletes users who did not activate their account within 30 days; they and the representative are told.</summary>
internal sealed class UninvitedSweep(NpgsqlDataSource database, Writes writes, AccountManagers managers, UserActs acts, RowWork rows)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int Batch = 100;

    public Task RunAsync(CancellationToken cancellation) => rows.RunAsync("organisations-uninvited", except => FindAsync(except, cancellation), id => DeleteAsync(id, cancellation), cancellation);

    private async Task<IReadOnlyList<Guid>> FindAsync(Guid[] except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await TenantAccounts.NeverCameAsync(connection, Longest, except, Batch, cancellation);
    }

    private Task DeleteAsync(Guid id, CancellationToken cancellation) => writes.RunAsync(Actor.System, requestId: null, async write =>
    {
        // Somebody may have come meanwhile.
        if (await managers.For(write).FindAsync(id) is { State: AccountStates.Invited } account && await TenantChanges.LockAsync(write, account.TenantId) is not null)
            await acts.DeleteAsync(write, account.TenantId, id, version: null, "user-expired");
        return true;
    }, cancellation);
}
