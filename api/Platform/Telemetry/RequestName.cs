namespace Aos.Api.Platform.Telemetry;

/// <summary>What logs and traces call a request: the template of its route and never the path, which holds VINs.</summary>
internal static class RequestName
{
    /// <summary>The template with a slash in front; <c>(none)</c> where no route fits.</summary>
    public static string Route(HttpContext context) => context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }
        ? route.StartsWith('/') ? route : "/" + route
        : "(none)";

    /// <summary>The method if it is a known one; callers may send any word.</summary>
    public static string Method(string method) => method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" => method,
        _ => "OTHER",
    };
}
