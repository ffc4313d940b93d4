using System.Diagnostics.Metrics;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// A second, tiny web server on <c>Management:Address</c> that answers <c>/metrics</c> and nothing else. It is a server
/// of its own and not a second binding of the API, so that no route, header or proxy setting can make the metrics public. Without an address nothing is measured.
/// </summary>
internal sealed class ManagementServer(IConfiguration configuration, IMeterFactory meters, ILoggerFactory loggers) : IHostedService
{
    private MetricsCollector? _metrics;
    private WebApplication? _server;

    /// <summary>Where it listens; null when no address is configured.</summary>
    internal string? Address => _server?.Urls.FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Management:Address"] is not { Length: > 0 } address)
            return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            throw new InvalidOperationException($"Setting Management:Address must be an address such as http://127.0.0.1:5081; it is '{address}'.");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.AddServerHeader = false).UseUrls(address);
        builder.Services.AddSingleton(loggers).Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        _metrics = new MetricsCollector(meters);
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is null)
            return;
        await _server.StopAsync(cancellationToken);
        await _server.DisposeAsync();
        _metrics?.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path != "/metrics")
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }
        response.ContentType = PrometheusText.MediaType;
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync(_metrics!.Render(), context.RequestAborted);
    }
}
