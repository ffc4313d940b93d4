using System.Text.Json.Serialization.Metadata;
using Aos.Api.Accounts.Activations;
using Aos.Api.Accounts.Mails;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.Profile;
using Aos.Api.Accounts.Resets;
using Aos.Api.Accounts.SecondFactor;
using Aos.Api.Accounts.Sessions;
using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Jobs;
using Npgsql;

namespace Aos.Api.Accounts;

/// <summary>Introduces the area: people sign in, and look after their own accounts.</summary>
internal static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<KnownBrowsers>()
        .AddSingleton<SignInProgress>()
        .AddSingleton<SignInAct>()
        .AddSingleton<SecondFactorStep>()
        .AddSingleton<EnrolmentStep>()
        .AddSingleton<SecondFactors>()
        .AddSingleton<CurrentPassword>()
        .AddSingleton<PasswordChanges>()
        .AddSingleton<ResetCodes>()
        .AddSingleton<ResetWishes>()
        .AddSingleton<PasswordResets>()
        .AddHostedService<ResetWorker>()
        .AddSingleton<EmailChanges.EmailChanges>()
        .AddSingleton<Activations.Activations>()
        .AddSingleton<Invitations>()
        .AddSingleton<Removal.AccountRemoval>()
        .AddSingleton<AccountMails>()
        .AddSingleton<Profiles>()
        .AddSingleton<SessionEnds>()
        .AddSingleton<OwnSecondFactor>()
        .AddSingleton<IJsonTypeInfoResolver>(AccountsJson.Default)
        .AddSingleton(new RecurringWork("accounts", SweepAsync));

    public static CommandLine AddAccountsCommands(this CommandLine line) => line
        .Add(AccountCommands.Account(line.Settings))
        .Add(AccountCommands.Staff(line.Settings));

    private static async Task SweepAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellation);
        await SignInThrottle.SweepAsync(connection, cancellation);
    }
}
