using Aos.Api.Organisations.Permissions;

namespace Aos.Api.Organisations;

/// <summary>Introduces the area: organisations register, are checked, manage themselves, their users, permissions and API access.</summary>
internal static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddPermissions();
}
