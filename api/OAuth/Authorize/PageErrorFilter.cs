using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Answers <see cref="PageException"/> with a page (400): no redirect, and nothing of the request on it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PageErrorFilterAttribute : ExceptionFilterAttribute
{
    public override void OnException(ExceptionContext context)
    {
        if (context.Exception is not PageException failure)
            return;
        context.Result = new RequestErrorPage(failure.Reason);
        context.ExceptionHandled = true;
    }
}

/// <summary>The error page of an authorization request.</summary>
internal sealed class RequestErrorPage(PageReason reason) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var response = http.Response;
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        var text = WebUtility.HtmlEncode(reason switch
        {
            PageReason.Client => "The application is unknown or not active.",
            PageReason.RedirectUri => "The application has sent an address that is not registered for it.",
            PageReason.PushedRequest => "The request of the application is unknown, too old, or used up.",
            PageReason.Void => "This step is over. Go back to the application and start again.",
            _ => "The request of the application cannot be read.",
        });
        return response.Body.WriteAsync(Encoding.UTF8.GetBytes(
            $"<!doctype html><html lang=\"en\"><title>Sign-in is not possible</title><h1>Sign-in is not possible</h1><p>{text}</p><p>{WebUtility.HtmlEncode(http.TraceIdentifier)}</p></html>"), http.RequestAborted).AsTask();
    }
}
