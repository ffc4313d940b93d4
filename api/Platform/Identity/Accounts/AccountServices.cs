using Aos.Api.Platform.Secrets;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>Registers people: their directory, their managers, and how passwords are judged and kept.</summary>
internal static class AccountServices
{
    public static IServiceCollection AddAccountManagers(this IServiceCollection services)
    {
        services.AddOptions<PasswordSettings>().BindConfiguration("Passwords").ValidateDataAnnotations()
            .Validate<IHostEnvironment>((settings, host) => host.IsDevelopment() || settings.HashIterations >= PasswordSettings.LeastIterations,
                $"Setting Passwords:HashIterations must be at least {PasswordSettings.LeastIterations} outside development.")
            .ValidateOnStart();
        return services
            .AddSingleton<SecretBox>()
            .AddSingleton<AccountDirectory>()
            .AddSingleton<AccountLists>()
            .AddSingleton<TenantAccounts>()
            .AddSingleton<AccountPasswordHasher>()
            .AddSingleton<PasswordRule>()
            .AddSingleton<HashingGate>()
            .AddSingleton<LoginNames>()
            .AddSingleton<Totp>()
            .AddSingleton<AccountManagers>();
    }
}
