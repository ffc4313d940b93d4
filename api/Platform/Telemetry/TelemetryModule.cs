using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aos.Api.Platform.Telemetry;

/// <summary>Logs, request log and metrics.</summary>
internal static class TelemetryModule
{
    /// <summary>Registers JSON logs, the metrics and the management server.</summary>
    internal static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<ManagementServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ManagementServer>());

        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LogOutput>().AddSingleton<ILoggerProvider, JsonLogProvider>();
        // The framework's own request lines hold the raw path; ours does not.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        return builder;
    }

    /// <summary>Writes one line per request; stands first in the pipeline, so that it sees every answer.</summary>
    internal static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseMiddleware<RequestLog>();
}
