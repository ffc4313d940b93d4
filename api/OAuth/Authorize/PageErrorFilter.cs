using Aos.Api.Platform.Pages;
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
        context.Result = failure.Page;
        context.ExceptionHandled = true;
    }
}
