using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// Gives the span of a request its name and tags: method, route template, status, request id. The path, the query and
/// the headers stay out of it, because they hold VINs and tokens.
/// </summary>
internal sealed class TraceNames(RequestDelegate next)
{
    /// <summary>What the framework may set by itself and what can hold a caller's data.</summary>
    private static readonly string[] Unwanted = ["url.path", "url.query", "url.full", "user_agent.original", "client.address"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            await next(context);
            return;
        }

        var failed = true;
        try
        {
            await next(context);
            failed = false;
        }
        finally
        {
            Name(span, context, failed ? StatusCodes.Status500InternalServerError : context.Response.StatusCode);
        }
    }

    private static void Name(Activity span, HttpContext context, int status)
    {
        var (method, route) = (RequestName.Method(context.Request.Method), RequestName.Route(context));
        span.DisplayName = $"{method} {route}";
        foreach (var name in Unwanted)
            span.SetTag(name, null);
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("aos.request_id", context.TraceIdentifier);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
        // Probes come every few seconds and tell nothing.
        if (context.GetEndpoint()?.Metadata.GetMetadata<NoRequestLog>() is not null)
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
