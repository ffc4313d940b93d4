using System.Globalization;

namespace Aos.Api.VehicleIdentification.Catalogue;

/// <summary>Caching headers of answers from catalogue data whose entity tag is made from their bytes.</summary>
internal static class CatalogueHeaders
{
    /// <param name="context">The request.</param>
    /// <param name="tookEffectAt">When the release of the answer took effect; null if nothing was loaded yet.</param>
    /// <param name="language">Language of the answer; null if it holds no translated text.</param>
    public static void Set(HttpContext context, DateTime? tookEffectAt, string? language)
    {
        var headers = context.Response.Headers;
        if (tookEffectAt is { } instant)
            headers.LastModified = instant.ToString("r", CultureInfo.InvariantCulture);
        headers.CacheControl = "private, max-age=60";
        headers.Vary = language is null ? "Authorization" : "Authorization, Accept-Language";
        if (language is not null)
            headers.ContentLanguage = language;
    }
}
