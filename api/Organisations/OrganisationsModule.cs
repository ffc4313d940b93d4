using Aos.Api.Organisations.Overview;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Organisations.Sample;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Organisations;

/// <summary>Introduces the area: organisations register, are checked, manage themselves, their users, permissions and API access.</summary>
internal static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services)
    {
        services.AddVatChecks();
        services.AddPermissions();
        services.AddOverview();
        services.AddSingleton(new SampleAddition(OrganisationSample.RunAsync));
        return services;
    }
}
