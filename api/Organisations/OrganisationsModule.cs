using Aos.Api.Organisations.AccessReports;
using Aos.Api.Organisations.ApiApplications;
using Aos.Api.Organisations.ApiClients;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Overview;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Organisations.Sample;
using Aos.Api.Organisations.Security;
using Aos.Api.Organisations.Staff;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Organisations;

/// <summary>Introduces the area: organisations register, are checked, manage themselves, their users, permissions and API access.</summary>
internal static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services)
    {
        services.AddVatChecks();
        services.AddRegistrations();
        services.AddOrganisation();
        services.AddPermissions();
        services.AddApiProductCatalogue();
        services.AddApiApplications();
        services.AddApiSubscriptions();
        services.AddApiClients();
        services.AddStaff();
        services.AddSecurityPolicies();
        services.AddConditionsOfUse();
        services.AddAccessReports();
        services.AddOverview();
        services.AddSingleton(new SampleAddition(OrganisationSample.RunAsync));
        services.AddSingleton(new SampleAddition(PermissionSample.RunAsync));
        return services;
    }
}
