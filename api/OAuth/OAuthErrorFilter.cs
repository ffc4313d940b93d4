using System.Text.Json;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.OAuth;

/// <summary>Answers the refusals of the authorization server in the form of its RFCs, never cached.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OAuthErrorFilterAttribute : ExceptionFilterAttribute
{
    public override void OnException(ExceptionContext context)
    {
        if (context.Exception is not OAuthException failure)
            return;
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        if (failure.Basic)
            response.Headers.WWWAuthenticate = "Basic realm=\"oauth\", charset=\"UTF-8\"";
        context.Result = new ObjectResult(failure.Body) { StatusCode = failure.Status };
        context.ExceptionHandled = true;
    }
}

/// <summary>What fails before or around an operation (limits, sizes, the database) has the same form.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OAuthErrorFormAttribute : ErrorFormAttribute
{
    public override byte[] Write(ApiError error, string detail) => JsonSerializer.SerializeToUtf8Bytes(new OAuthError
    {
        Error = error.Status switch
        {
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => "temporarily_unavailable",
            >= StatusCodes.Status500InternalServerError => "server_error",
            _ => "invalid_request",
        },
        ErrorDescription = detail,
    }, OAuthJson.Default.OAuthError);
}
