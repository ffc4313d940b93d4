using Aos.Api.Organisations.ApiApplications;
using Aos.Api.Organisations.ApiClients;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ApiSubscriptions;

namespace Aos.Api.Organisations;

/// <summary>Introduces the area: organisations register, are checked, manage themselves, their users, permissions and API access.</summary>
internal static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddApiProductCatalogue()
        .AddApiApplications()
        .AddApiSubscriptions()
        .AddApiClients();
}
