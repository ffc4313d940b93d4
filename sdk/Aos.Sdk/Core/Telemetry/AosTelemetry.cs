using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aos.Sdk;

/// <summary>
/// What a client tells about itself: log category, traces and figures, all named <c>Aos.Sdk</c>. Operations, templates of
/// paths, statuses and request ids; never tokens, addresses with values, or bodies.
/// </summary>
internal sealed class AosTelemetry(ILoggerFactory? loggers, Action<AosDeprecation>? onDeprecation)
{
    public const string Name = "Aos.Sdk";

    // Requests without an operation are named by their path; a caller that makes paths up must not fill the memory.
    private const int MostDeprecations = 1000;

    private static readonly ActivitySource Source = new(Name, SdkUserAgent.Version);
    private static readonly Meter Meter = new(Name, SdkUserAgent.Version);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("aos.client.try.duration", "s", "Time of a try, until its answer was read.");
    private static readonly Histogram<double> PacingWait = Meter.CreateHistogram<double>("aos.client.pacing.duration", "s", "Time that calls waited for a limit of the plan.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("aos.client.retries", "{retry}", "Tries that were repeated.");

    private readonly ILogger _log = loggers?.CreateLogger(Name) ?? NullLogger.Instance;
    private readonly ConcurrentDictionary<string, bool> _deprecated = new(StringComparer.Ordinal);

    public static string TextOf(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    public static string TextOf(Exception fault) => fault is TimeoutException ? "timeout" : fault.GetType().Name;

    /// <summary>Begins the span of a try.</summary>
    public static TrySpan Begin(HttpRequestMessage request, CallState state)
    {
        if (!Source.HasListeners() && !Duration.Enabled)
            return default;
        var operation = AosOperation.Of(request);
        // .NET adds these headers for the current span, and leaves them as they are when they are there; each try is a span of its own.
        if (state.HasOwnTrace is false)
        {
            request.Headers.Remove("traceparent");
            request.Headers.Remove("tracestate");
        }
        state.HasOwnTrace ??= request.Headers.NonValidated.Contains("traceparent");
        return new TrySpan(Start(request, operation, state), operation, Stopwatch.GetTimestamp());
    }

    /// <summary>Says once per operation that it will end.</summary>
    public void Look(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (CallState.HeaderOf(response.Headers, "Deprecation") is not { } deprecation)
            return;
        var operation = AosOperation.Of(request).Id;
        var notice = AosDeprecation.Read(deprecation, CallState.HeaderOf(response.Headers, "Sunset"), CallState.HeaderOf(response.Headers, "Link"), operation);
        if (notice is null || _deprecated.Count >= MostDeprecations || !_deprecated.TryAdd(operation, true))
            return;
        Messages.Deprecated(_log, operation, notice.SunsetAt, notice.Link);
        onDeprecation?.Invoke(notice);
    }

    public void Retrying(HttpRequestMessage request, int tries, string reason, TimeSpan wait)
    {
        if (!_log.IsEnabled(LogLevel.Information) && !Retries.Enabled)
            return;
        var operation = AosOperation.Of(request).Id;
        Retries.Add(1, new KeyValuePair<string, object?>("aos.operation", operation), new("error.type", reason));
        Messages.Retrying(_log, operation, tries, reason, wait.TotalSeconds, CallState.RequestIdOf(request));
    }

    public void Paced(AosOperation operation, TimeSpan wait)
    {
        PacingWait.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("aos.operation", operation.Id));
        Messages.Paced(_log, operation.Id, wait.TotalSeconds);
    }

    public void Resumed(AosOperation operation, long offset, string reason, string? requestId) => Messages.Resumed(_log, operation.Id, offset, reason, requestId);

    internal static void Record(AosOperation operation, long began, string outcome) =>
        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("aos.operation", operation.Id), new("outcome", outcome));

    private static Activity? Start(HttpRequestMessage request, AosOperation operation, CallState state)
    {
        var activity = Source.StartActivity($"{request.Method} {operation.Template}", ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true })
            return activity;
        activity.SetTag("http.request.method", request.Method.Method);
        activity.SetTag("url.template", operation.Template);
        activity.SetTag("server.address", request.RequestUri?.Host);
        activity.SetTag("server.port", request.RequestUri?.Port);
        activity.SetTag("aos.operation", operation.Id);
        activity.SetTag("aos.request_id", CallState.RequestIdOf(request));
        if (state.Tries > 1)
            activity.SetTag("http.request.resend_count", state.Tries - 1);
        return activity;
    }
}
