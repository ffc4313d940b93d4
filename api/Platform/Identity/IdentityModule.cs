using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Authorization;

namespace Aos.Api.Platform.Identity;

/// <summary>Tenants, rights, clients, tokens, and the administration of clients.</summary>
internal static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddApiProduct(new("administration", 1)
        {
            Contract = "1.2.0",
            Title = "Administration",
            Description = "Back-office operations of the operator, for those of its staff and its programs that have the right which each operation names.",
        })
        .AddApiProduct(new("portal", 1)
        {
            Contract = "1.1.0",
            Title = "Portal",
            Description = "Operations of signed-in people for their own account and organisation. Each operation names the scope and the role that a person needs, or that it needs no token.",
        })
        .AddSingleton<NotificationListener>()
        .AddHostedService(provider => provider.GetRequiredService<NotificationListener>())
        .AddSingleton<PrincipalCache>()
        .AddSingleton<AccessTokens>()
        .AddSingleton<TokenWriter>()
        .AddSingleton<ClientDirectory>()
        .AddSingleton<ClientUses>()
        .AddHostedService(provider => provider.GetRequiredService<ClientUses>())
        .AddSingleton<TokenIntrospection>()
        .AddSingleton<DpopReplays>()
        .AddSingleton<DpopProofs>()
        .AddSingleton<AccountDirectory>()
        .AddSingleton<Tenants.TenantLists>()
        .AddSingleton<ClientNames>()
        .AddSingleton<Tenants.CallerDirectory>()
        .AddSingleton<Tenants.Plans>()
        .AddSingleton<Tenants.ProductRights>()
        .AddAccountManagers()
        .AddSingleton<ClientMails>()
        .AddSingleton<ClientStore>();

    /// <summary>Stops the start if an operation says neither who may call it nor that everybody may.</summary>
    public static void RequireAccessOnEveryEndpoint(this WebApplication app)
    {
        var open = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToList();
        if (open.Count > 0)
            throw new InvalidOperationException($"Without [Access]: {string.Join(", ", open)}");
    }
}
