using System.Globalization;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Docs;

/// <summary>Where to report a weakness (RFC 9116), from the setting <c>Contact:Security</c>; 404 without it.</summary>
internal static class SecurityText
{
    private const string Path = "/.well-known/security.txt";
    private const int ValidDays = 180;

    internal static void MapSecurityText(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], Send).AllowAnonymous().ExcludeFromDescription();

    private static IResult Send(IConfiguration configuration, PublicOrigin origin, TimeProvider clock, HttpContext context)
    {
        if (configuration["Contact:Security"] is not { Length: > 0 } contact)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=300";
        var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(ValidDays).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Results.Text($"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en, de\nCanonical: {origin.Absolute(Path)}\n", "text/plain; charset=utf-8");
    }
}
