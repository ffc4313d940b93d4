using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Pages;

/// <summary>Who reads a page: the language, the texts in it, and the name of the house.</summary>
internal sealed class Reader
{
    private const string Cookie = "aos-lang";
    private const int MaxWishes = 20;

    private Reader(string language, Portal portal, PageAssets assets) => (Language, Portal, Assets) = (language, portal, assets);

    /// <summary>ISO 639-1 code of the language.</summary>
    public string Language { get; }

    /// <summary>Texts in the language.</summary>
    public PageTexts Texts => PageTexts.In(Language);

    /// <summary>The house.</summary>
    public Portal Portal { get; }

    /// <summary>Style sheet and pictures.</summary>
    public PageAssets Assets { get; }

    /// <summary>The reader of this request: <c>lang</c>, then <c>ui_locales</c>, then the cookie, then <c>Accept-Language</c>, then English.</summary>
    public static Reader Of(HttpContext context)
    {
        if (context.Features.Get<Reader>() is { } known)
            return known;
        var portal = context.RequestServices.GetRequiredService<IOptions<Portal>>().Value;
        var reader = new Reader(Choose(context.Request, portal), portal, context.RequestServices.GetRequiredService<PageAssets>());
        context.Features.Set(reader);
        return reader;
    }

    /// <summary>Takes the languages that a client prefers for the pages, unless the reader has just chosen one.</summary>
    public static void Prefer(HttpContext context, string? languages)
    {
        var present = Of(context);
        if (languages is not null && context.Request.Query["lang"].Count == 0 && First(languages, present.Portal) is { } language)
            context.Features.Set(new Reader(language, present.Portal, present.Assets));
    }

    /// <summary>Keeps the language that the reader chose by a link.</summary>
    public void Keep(HttpContext context)
    {
        if (context.Request.Query["lang"] is [{ } wanted] && wanted == Language)
            context.Response.Cookies.Append(Cookie, wanted, new() { Secure = context.Request.IsHttps, HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365) });
    }

    /// <summary>This page in another language.</summary>
    public static string InLanguage(HttpRequest request, string language)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key is not ("lang" or "ui_locales" or "handler"))) { { "lang", language } };
        return request.Path.ToUriComponent() + query.ToQueryString();
    }

    private static string Choose(HttpRequest request, Portal portal) =>
        First(request.Query["lang"].ToString(), portal)
        ?? First(request.Query["ui_locales"].ToString(), portal)
        ?? First(request.Cookies[Cookie] ?? "", portal)
        ?? FromHeader(request.Headers.AcceptLanguage, portal)
        ?? PageTexts.Languages[0];

    private static string? First(string wishes, Portal portal) =>
        wishes.Split(' ', MaxWishes, StringSplitOptions.RemoveEmptyEntries).Select(wish => Known(wish, portal)).FirstOrDefault(language => language is not null);

    private static string? FromHeader(Microsoft.Extensions.Primitives.StringValues header, Portal portal) =>
        StringWithQualityHeaderValue.TryParseList(header, out var wishes)
            ? wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Take(MaxWishes)
                .Select(wish => Known(wish.Value.ToString(), portal)).FirstOrDefault(language => language is not null)
            : null;

    private static string? Known(string tag, Portal portal)
    {
        var language = tag.Split('-')[0].ToLower(CultureInfo.InvariantCulture);
        return PageTexts.Languages.Contains(language) || (portal.PseudoLocale && language == PageTexts.Pseudo) ? language : null;
    }
}
