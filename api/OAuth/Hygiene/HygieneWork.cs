using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.Hygiene;

/// <summary>Tells owners of clients, hourly: secrets that expire in 30 and in 7 days, and clients that were not used for 90 days.</summary>
internal sealed class HygieneWork(Writes writes, ClientMails mails)
{
    private const int Batch = 100, UnusedDays = 90;
    private static readonly int[] WarningDays = [30, 7];

    /// <summary>Tells everybody who is to be told.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var days in WarningDays)
            await RunAsync("expiring", write => ClientHygiene.TakeExpiringAsync(write, days, Batch), cancellation);
        await RunAsync("unused", write => ClientHygiene.TakeUnusedAsync(write, UnusedDays, Batch), cancellation);
    }

    // Taken and told in one transaction: a mail is neither lost nor sent twice.
    private async Task RunAsync(string what, Func<WriteScope, Task<IReadOnlyList<ClientContact>>> take, CancellationToken cancellation)
    {
        int told;
        do
        {
            told = await writes.RunAsync(Actor.System, requestId: null, async write =>
            {
                var clients = await take(write);
                foreach (var client in clients)
                    await mails.SendAsync(write, client, what, client.ExpiresAt);
                return clients.Count;
            }, cancellation);
        }
        while (told == Batch);
    }
}
