using Aos.Api.Accounts;
using Aos.Api.OAuth;
using Aos.Api.Platform;
using Aos.Api.Platform.Commands;
using Aos.Api.VehicleIdentification;

namespace Aos.Api;

/// <summary>Puts the commands of the executable together: those of the platform, then one line per area.</summary>
internal static class ApiCommands
{
    /// <summary>The commands, ready to run.</summary>
    /// <param name="settings">Settings for every command, such as <c>--Database:ConnectionString=…</c>, before those of the environment.</param>
    public static CommandLine Create(params string[] settings) => new CommandLine(settings)
        .AddPlatformCommands(ApiApplication.Create)
        .AddOAuthCommands()
        .AddAccountsCommands()
        .AddVehicleIdentificationCommands();
}
