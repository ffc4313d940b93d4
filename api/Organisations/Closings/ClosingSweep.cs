using Aos.Api.Organisations.States;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Closings;

/// <summary>Closes organisations whose 30 days are over.</summary>
internal sealed class ClosingSweep(ClosingStore closings, OrganisationStates states, Writes writes, RowWork rows)
{
    public Task RunAsync(CancellationToken cancellation) => rows.RunAsync("organisations-closings", except => closings.DueAsync(except, cancellation), id => CloseAsync(id, cancellation), cancellation);

    private Task CloseAsync(Guid id, CancellationToken cancellation) => writes.RunAsync(Actor.System, requestId: null, async write =>
    {
        // It may have been withdrawn meanwhile.
        if (await TenantChanges.LockAsync(write, id) is not null && await ClosingStore.FindAsync(write, id) is not null)
            await states.SetAsync(write, id, OrganisationStates.Closed, reason: null);
        return true;
    }, cancellation);
}
