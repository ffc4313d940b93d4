using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Pages;

namespace Aos.Api.OAuth.Sessions;

/// <summary>The cookie that carries a sign-in session. It opens pages only; no operation of the API reads it.</summary>
internal static class SessionCookie
{
    private static readonly HostCookie Cookie = new("aos");

    /// <summary>Hash of the session's text; null without a well-formed cookie.</summary>
    public static byte[]? Read(HttpRequest request) =>
        Cookie.Read(request) is { } text && OpaqueToken.IsWellFormed(text, OpaqueToken.Session) ? OpaqueToken.Hash(text) : null;

    /// <summary>Gives the browser its session.</summary>
    public static void Write(HttpContext context, string text) => Cookie.Write(context, text);

    /// <summary>Takes the session from the browser.</summary>
    public static void Remove(HttpContext context) => Cookie.Remove(context);
}
