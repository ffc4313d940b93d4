using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aos.Api.Platform.Telemetry;

/// <summary>Logs, request log, metrics and traces.</summary>
internal static class TelemetryModule
{
    /// <summary>Registers JSON logs, the metrics and the management server.</summary>
    internal static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<ManagementServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ManagementServer>());
        if (TraceSettings.Read(builder.Configuration) is { } traces)
            builder.Services.AddSingleton(traces).AddHostedService<TraceExport>();

        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LogOutput>().AddSingleton<ILoggerProvider, JsonLogProvider>();
        // The framework's own request lines hold the raw path; ours does not.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        return builder;
    }

    /// <summary>Names the span of each request; only where spans are sent somewhere.</summary>
    internal static IApplicationBuilder UseTraceNames(this IApplicationBuilder app) =>
        app.ApplicationServices.GetService<TraceSettings>() is null ? app : app.UseMiddleware<TraceNames>();

    /// <summary>Writes one line per request; stands first in the pipeline, so that it sees every answer.</summary>
    internal static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseMiddleware<RequestLog>();
}
