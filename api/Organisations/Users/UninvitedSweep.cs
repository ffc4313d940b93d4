using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Npgsql;

namespace Aos.Api.Organisations.Users;

/// <summary>Deletes users who did not activate their account within 30 days; they and the representative are told.</summary>
internal sealed class UninvitedSweep(NpgsqlDataSource database, Writes writes, AccountManagers managers, UserActs acts)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int Batch = 100;

    public async Task RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Guid> found;
        do
        {
            await using (var connection = await database.OpenConnectionAsync(cancellation))
                found = await TenantAccounts.NeverCameAsync(connection, Longest, Batch, cancellation);
            foreach (var id in found)
                await writes.RunAsync(Actor.System, requestId: null, async write =>
                {
                    // Somebody may have come meanwhile.
                    if (await managers.For(write).FindAsync(id) is { State: AccountStates.Invited } account && await TenantChanges.LockAsync(write, account.TenantId) is not null)
                        await acts.DeleteAsync(write, account.TenantId, id, version: null, "user-expired");
                    return true;
                }, cancellation);
        }
        while (found.Count == Batch);
    }
}
