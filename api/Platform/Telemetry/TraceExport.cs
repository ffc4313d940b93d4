using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aos.Api.Platform.Telemetry;

/// <summary>Sends spans of requests, statements and calls to others to a collector, in batches and beside the requests.</summary>
internal sealed class TraceExport(TraceSettings settings) : IHostedService, IDisposable
{
    /// <summary>Name of the product's own spans.</summary>
    public const string Source = "Aos";

    private const string Service = "aos-api";

    /// <summary>Time to send the last spans when the process stops.</summary>
    private const int FlushMilliseconds = 3_000;

    private static readonly string Version = typeof(TraceExport).Assembly.GetName().Version!.ToString(3);

    // Not a processor of OpenTelemetry: a class of ours with a base class of theirs would load their assembly wherever types are listed.
    private readonly ActivityListener _withoutAddresses = new()
    {
        ShouldListenTo = source => source.Name == "System.Net.Http",
        ActivityStopped = call => call.SetTag("url.full", null),
    };

    private TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The address of a call to somebody else may hold a VIN or a token; host and status stay. Listeners are asked in order, so this comes before the exporter.
        ActivitySource.AddActivityListener(_withoutAddresses);
        _provider = Sdk.CreateTracerProviderBuilder()
            // Attributes of the environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) come last and win.
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service, serviceVersion: Version).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.Share)))
            .AddSource("Microsoft.AspNetCore", "Npgsql", "System.Net.Http", Source)
            .AddOtlpExporter(Configure)
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.Shutdown(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _provider?.Dispose();
        _withoutAddresses.Dispose();
    }

    private void Configure(OtlpExporterOptions options)
    {
        options.Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = settings.Endpoint;
        options.Headers = settings.Headers ?? "";
    }
}
