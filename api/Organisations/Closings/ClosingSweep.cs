using Aos.Api.Organisations.States;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Closings;

/// <summary>Closes organisations whose 30 days are over.</summary>
internal sealed class ClosingSweep(ClosingStore closings, OrganisationStates states, Writes writes)
{
    private const string Reason = "Closed as its legal representative asked for.";

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var id in await closings.DueAsync(cancellation))
            await writes.RunAsync(Actor.System, requestId: null, async write =>
            {
                // It may have been withdrawn meanwhile.
                if (await TenantChanges.LockAsync(write, id) is not null && await ClosingStore.FindAsync(write, id) is not null)
                    await states.SetAsync(write, id, OrganisationStates.Closed, Reason);
                return true;
            }, cancellation);
    }
}
