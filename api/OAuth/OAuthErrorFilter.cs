using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Limits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.OAuth;

/// <summary>Answers the failures of the authorization server in the form of its RFCs, never cached.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OAuthErrorFilterAttribute : ExceptionFilterAttribute
{
    public override void OnException(ExceptionContext context)
    {
        var failure = context.Exception switch
        {
            OAuthException oauth => oauth,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(StatusCodes.Status413PayloadTooLarge, "invalid_request", "The body is larger than 16 KB."),
            BadHttpRequestException => OAuthException.InvalidRequest("The body cannot be read."),
            ProblemException { Error: var error, RetryAfterSeconds: var wait } when error == LimitErrors.TooManyFailures =>
                new(StatusCodes.Status429TooManyRequests, "temporarily_unavailable", "This address has sent too many wrong secrets.") { RetryAfterSeconds = wait },
            _ => null,
        };
        if (failure is null)
            return;
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        if (failure.Basic)
            response.Headers.WWWAuthenticate = "Basic realm=\"oauth\", charset=\"UTF-8\"";
        if (failure.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Result = new ObjectResult(failure.Body) { StatusCode = failure.Status };
        context.ExceptionHandled = true;
    }
}
