using Aos.Api.Organisations.ApiApplications;
using Aos.Api.Organisations.ApiClients;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Closings;

/// <summary>What people have written down about an organisation, as lines of its copy: each kind in as many statements for many as for one. The rest, which can be long, comes in pieces.</summary>
internal sealed class OrganisationCopy(
    RegistrationReader registrations, ChangeRequestStore requests, ApiApplicationStore applications, SubscriptionActs subscriptions, ApiSubscriptionStore histories,
    ClientStore clients, ApiProductStore products, ProductRights rights, Writes writes)
{
    /// <summary>The lines, those of the sandbox among them.</summary>
    public async Task<List<OrganisationExportLine>> ListAsync(Guid organisation, CancellationToken cancellation)
    {
        var tenants = new Dictionary<Guid, ApiEnvironment> { [organisation] = ApiEnvironment.Production };
        if (await rights.SandboxOfAsync(organisation, cancellation) is { } sandbox)
            tenants[sandbox] = ApiEnvironment.Sandbox;
        var lines = new List<OrganisationExportLine>();
        if (await registrations.FindOfOrganisationAsync(organisation, cancellation) is { } registration)
            lines.Add(new() { Kind = OrganisationExportKind.Registration, Registration = ExportedRegistration.Of(registration) });
        lines.AddRange((await writes.RunAsync(Actor.System, requestId: null, write => ConditionActs.AcceptancesAsync(write, organisation), cancellation))
            .Select(acceptance => new OrganisationExportLine { Kind = OrganisationExportKind.ConditionAcceptance, ConditionAcceptance = acceptance }));
        lines.AddRange((await requests.AllAsync(organisation, cancellation)).Select(request => new OrganisationExportLine { Kind = OrganisationExportKind.ChangeRequest, ChangeRequest = request.ToRequest() }));
        lines.AddRange((await applications.AllAsync([.. tenants.Keys], cancellation)).Select(row => new OrganisationExportLine
        {
            Kind = OrganisationExportKind.ApiApplication,
            ApiApplication = new() { Environment = tenants[row.TenantId], Application = row.ToApplication() },
        }));
        lines.AddRange(await SubscriptionsAsync(tenants, cancellation));
        var catalogue = await products.ListAsync(cancellation);
        lines.AddRange((await clients.ListOfOrganisationAsync(organisation, environment: null, after: null, int.MaxValue, cancellation))
            .Select(client => new OrganisationExportLine { Kind = OrganisationExportKind.ApiClient, ApiClient = ApiClient.Of(client, catalogue) }));
        return lines;
    }

    private async Task<IEnumerable<OrganisationExportLine>> SubscriptionsAsync(Dictionary<Guid, ApiEnvironment> tenants, CancellationToken cancellation)
    {
        var history = await histories.HistoriesAsync([.. tenants.Keys], cancellation);
        var lines = new List<OrganisationExportLine>();
        foreach (var (tenant, environment) in tenants)
            lines.AddRange((await subscriptions.ListAsync(tenant, environment, cancellation)).Select(subscription => new OrganisationExportLine
            {
                Kind = OrganisationExportKind.ApiSubscription,
                ApiSubscription = new() { Subscription = subscription, History = [.. history[(tenant, subscription.ProductCode)]] },
            }));
        return lines;
    }
}
