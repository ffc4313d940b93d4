using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Platform.Telemetry;

/// <summary>Endpoints with this metadata write no line to the request log; for health checks.</summary>
internal sealed class NoRequestLog;

/// <summary>
/// One line per request. It names the route template and never the path or the query, because these hold VINs.
/// Switched off by the level of the category <c>Aos.Requests</c>.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILoggerFactory loggers, TimeProvider clock)
{
    private readonly ILogger _log = loggers.CreateLogger("Aos.Requests");

    public async Task InvokeAsync(HttpContext context)
    {
        if (!_log.IsEnabled(LogLevel.Information))
        {
            await next(context);
            return;
        }
        var method = RequestName.Method(context.Request.Method);
        var start = clock.GetTimestamp();
        var failed = true;
        try
        {
            await next(context);
            failed = false;
        }
        finally
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<NoRequestLog>() is null)
                Write(context, method, failed, clock.GetElapsedTime(start));
        }
    }

    private void Write(HttpContext context, string method, bool failed, TimeSpan duration)
    {
        var isAborted = context.RequestAborted.IsCancellationRequested && (failed || !context.Response.HasStarted);
        var status = isAborted ? StatusCodes.Status499ClientClosedRequest
            : failed ? StatusCodes.Status500InternalServerError
            : context.Response.StatusCode;
        Answered(method, RequestName.Route(context), status, Math.Round(duration.TotalMilliseconds, 2), context.TraceIdentifier, ClientOf(context));
    }

    private static string? ClientOf(HttpContext context) => context.Features.Get<Principal>()?.ClientId;

    [LoggerMessage(Level = LogLevel.Information, EventName = "request",
        Message = "{Method} {Route} {Status} in {DurationMs} ms, request {RequestId}, client {ClientId}")]
    private partial void Answered(string method, string route, int status, double durationMs, string requestId, string? clientId);
}
