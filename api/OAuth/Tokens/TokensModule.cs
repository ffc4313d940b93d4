using Aos.Api.OAuth.Clients;
using Aos.Api.OAuth.Devices;
using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Jobs;

namespace Aos.Api.OAuth.Tokens;

/// <summary>The token side of the authorization server: authentication of clients, grants, devices, revocation.</summary>
internal static class TokensModule
{
    public static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<ClientAuthentication>()
        .AddSingleton<ClientAssertions>()
        .AddSingleton<UsedIds>()
        .AddSingleton<ProofsOfKeys>()
        .AddSingleton<CodeStore>()
        .AddSingleton<RefreshStore>()
        .AddSingleton<FamilyTokens>()
        .AddSingleton<TokenGrant, ClientCredentialsGrant>()
        .AddSingleton<TokenGrant, AuthorizationCodeGrant>()
        .AddSingleton<TokenGrant, RefreshGrant>()
        .AddSingleton<TokenGrant, DeviceGrant>()
        .AddSingleton<Revocation>()
        .AddSingleton<DeviceStore>()
        .AddSingleton<Devices.Devices>()
        .AddSingleton<OAuthSweep>()
        .AddSingleton(new RecurringWork("sweep-oauth", (provider, cancellation) => provider.GetRequiredService<OAuthSweep>().RunAsync(cancellation)));
}
