using Aos.Api.OAuth;
using Aos.Api.Platform;
using Aos.Api.VehicleIdentification;

namespace Aos.Api;

/// <summary>Puts the application together: the platform, then one line per area.</summary>
internal static class ApiApplication
{
    /// <summary>The application, ready to run.</summary>
    /// <param name="args">Settings from the command line.</param>
    /// <param name="customise">Last word on settings and services, for commands and tests.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? customise = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        customise?.Invoke(builder);
        builder.AddPlatform();
        builder.Services.AddOAuth();
        builder.Services.AddVehicleIdentification();
        return builder.Build().UsePlatform();
    }
}
