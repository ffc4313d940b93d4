using System.Buffers;

namespace Aos.Api.Platform.Http;

/// <summary>
/// Gives every request an id, or keeps the caller's own (<c>X-Request-Id</c>, 1 to 64 safe characters), and sends the
/// headers that every answer carries.
/// </summary>
public sealed class RequestIdMiddleware(RequestDelegate next, IHostEnvironment environment)
{
    private const int MaxLength = 64;
    private static readonly SearchValues<char> Safe = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Sets the id and the headers, then goes on.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers["X-Request-Id"];
        context.TraceIdentifier = sent.Count == 1 && sent[0] is { Length: > 0 and <= MaxLength } id && !id.AsSpan().ContainsAnyExcept(Safe)
            ? id
            : Guid.CreateVersion7().ToString("N");

        // Set at the last moment: the framework clears the headers of a request that took too long.
        context.Response.OnStarting(SetHeaders, context);
        return next(context);
    }

    private Task SetHeaders(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers["X-Request-Id"] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (!environment.IsDevelopment())
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }
}
