using Aos.Api.Organisations.AccessReports;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Organisations.Security;
using Aos.Api.Organisations.Staff;

namespace Aos.Api.Organisations;

/// <summary>Introduces the area: organisations register, are checked, manage themselves, their users, permissions and API access.</summary>
internal static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddPermissions()
        .AddStaff()
        .AddSecurityPolicies()
        .AddConditionsOfUse()
        .AddAccessReports();
}
