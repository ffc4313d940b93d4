using Aos.Api.OAuth.Consents;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth;

/// <summary>Withdraws consents by the door that the pages and operations of people use.</summary>
internal static class Withdrawals
{
    /// <summary>False if there is no such consent.</summary>
    public static Task<bool> RunAsync(ApiHost api, SomePerson person, string clientId) =>
        api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, write =>
            ConsentStore.WithdrawAsync(write, person.Id, person.TenantId, clientId), CancellationToken.None);
}
