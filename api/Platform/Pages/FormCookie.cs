using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.Platform.Pages;

/// <summary>
/// The cookie against forged forms. Its name begins with <c>__Host-</c>, which browsers take with HTTPS only; on the
/// plain loopback of development it has another name.
/// </summary>
internal sealed class FormCookie : CookieBuilder
{
    private static readonly AsyncLocal<bool> Plain = new();

    public FormCookie()
    {
        HttpOnly = true;
        SameSite = SameSiteMode.Lax;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
        Path = "/";
        IsEssential = true;
    }

    public override string? Name
    {
        get => Plain.Value ? "aos-form" : "__Host-aos-form";
        set { }
    }

    /// <summary>Says how this request came.</summary>
    public static void Meet(HttpRequest request) => Plain.Value = !request.IsHttps;
}

/// <summary>Tells the reader that the form was old, which happens, and not just that the request was bad.</summary>
internal sealed class FormCheckFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            throw PageErrors.FormExpired.With();
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
