using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Writes;

/// <summary>Sends the answer of a write, fresh or stored.</summary>
internal sealed class WrittenResult(int status, string? location, string? entityTag, byte[]? body) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (location is not null)
            response.Headers.Location = location;
        if (entityTag is not null)
            response.Headers.ETag = entityTag;
        if (status == StatusCodes.Status202Accepted)
            response.Headers.RetryAfter = "1";
        if (body is null)
            return Task.CompletedTask;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.HttpContext.RequestAborted).AsTask();
    }
}
