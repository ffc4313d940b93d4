namespace Aos.Api.Platform.Pages;

/// <summary>A cookie of this host alone, out of reach of scripts. Plain HTTP is permitted on the loopback in development only, and there no cookie can be Secure.</summary>
/// <param name="name">Name without prefix.</param>
internal sealed class HostCookie(string name)
{
    /// <summary>What the browser sent; null without.</summary>
    public string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    /// <summary>Gives it to the browser, until it is closed or for a time.</summary>
    public void Write(HttpContext context, string text, TimeSpan? life = null) => context.Response.Cookies.Append(NameFor(context.Request), text, Options(context.Request, life));

    /// <summary>Takes it from the browser.</summary>
    public void Remove(HttpContext context)
    {
        if (Read(context.Request) is not null)
            context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, null));
    }

    private string NameFor(HttpRequest request) => request.IsHttps ? "__Host-" + name : name;

    private static CookieOptions Options(HttpRequest request, TimeSpan? life) =>
        new() { Secure = request.IsHttps, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life };
}
