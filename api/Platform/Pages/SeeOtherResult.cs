using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Pages;

/// <summary>Sends the browser on with 303, so that a form is never sent a second time to the next address.</summary>
internal sealed class SeeOtherResult(string address) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = address;
        response.Headers.CacheControl = "no-store";
        // The address that the browser comes from may hold what only this server and the client should know.
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }
}
