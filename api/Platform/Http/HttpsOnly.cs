using System.Net;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Http;

/// <summary>Refuses plain HTTP, except on the loopback in development and for the probes of the health paths.</summary>
public sealed class HttpsOnly(RequestDelegate next, IHostEnvironment environment, ProblemWriter problems)
{
    /// <summary>Lets HTTPS pass.</summary>
    public Task InvokeAsync(HttpContext context) =>
        context.Request.IsHttps || IsPermitted(context) ? next(context) : problems.WriteAsync(context, RequestErrors.HttpsRequired);

    private bool IsPermitted(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        || (environment.IsDevelopment() && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address));
}
