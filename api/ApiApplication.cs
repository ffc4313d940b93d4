using Aos.Api.Accounts;
using Aos.Api.Organisations;
using Aos.Api.OAuth;
using Aos.Api.Platform;
using Aos.Api.Publications;
using Aos.Api.VehicleIdentification;

namespace Aos.Api;

/// <summary>Puts the application together: the platform, then one line per area.</summary>
internal static class ApiApplication
{
    /// <summary>The application, ready to run.</summary>
    /// <param name="args">Settings from the command line.</param>
    /// <param name="configure">Further settings, before anything reads them.</param>
    /// <param name="services">Further services, which win over those of the application.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        // Settings files lie beside the program, not in the directory from which somebody calls it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ApiApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        builder.AddPlatform();
        builder.Services.AddOAuth();
        builder.Services.AddAccounts();
        builder.Services.AddPublications();
        builder.Services.AddOrganisations();
        builder.Services.AddVehicleIdentification();
        services?.Invoke(builder.Services);
        return builder.Build().UsePlatform();
    }
}
