using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.Organisations.Permissions;

/// <summary>Introduces permissions of organisations and users.</summary>
internal static class PermissionsModule
{
    public static IServiceCollection AddPermissions(this IServiceCollection services) => services
        .AddSingleton<PermissionPages>()
        .AddSingleton<PermissionMails>()
        .AddSingleton<PermissionNotices>()
        .AddSingleton<UserPermissionActs>()
        .AddSingleton<OrganisationPermissionActs>()
        .AddSingleton<IJsonTypeInfoResolver>(PermissionsJson.Default);
}
