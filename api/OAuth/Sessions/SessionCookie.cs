using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.OAuth.Sessions;

/// <summary>The cookie that carries a sign-in session. It opens pages only; no operation of the API reads it.</summary>
internal static class SessionCookie
{
    private const string Name = "__Host-aos";

    /// <summary>Plain HTTP is permitted on the loopback in development only, and there no cookie can be Secure.</summary>
    private const string NameWithoutHttps = "aos";

    /// <summary>Hash of the session's text; null without a well-formed cookie.</summary>
    public static byte[]? Read(HttpRequest request) =>
        request.Cookies[NameFor(request)] is { } text && OpaqueToken.IsWellFormed(text, OpaqueToken.Session) ? OpaqueToken.Hash(text) : null;

    /// <summary>Gives the browser its session.</summary>
    public static void Write(HttpContext context, string text) => context.Response.Cookies.Append(NameFor(context.Request), text, Options(context.Request));

    /// <summary>Takes the session from the browser.</summary>
    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request));

    private static string NameFor(HttpRequest request) => request.IsHttps ? Name : NameWithoutHttps;

    private static CookieOptions Options(HttpRequest request) => new() { Secure = request.IsHttps, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };
}
