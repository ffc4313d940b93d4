using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Publications.News;

/// <summary>News of the portal, for everybody.</summary>
[ApiProduct("portal", 1)]
[Route("news")]
[Tags("News")]
[OptionalAccess(Scopes.PortalRead)]
internal sealed class NewsController(NewsStore store, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List news</summary>
    /// <remarks>Newest first, in the best language of `Accept-Language` in which each exists, else in English; what exists in neither is left out. Whoever sends a token sees no news about brands that the organisation does not have.</remarks>
    [HttpGet(Name = "ListNews")]
    [ProducesResponseType<Page<NewsItem>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<NewsItem>>> ListNews([FromQuery] NewsQuery query, CancellationToken cancellationToken)
    {
        var languages = RequestLanguage.Wanted(Request);
        // One who sees the same may go on with the cursor of another: there is nothing of an organisation in it.
        var list = string.Join('|', ["news", OptionalCaller?.Visibility ?? "visitor", .. languages]);
        var found = await store.ListReadableAsync(languages, OptionalCaller?.Brands, cursors.Read(list, query.Cursor), query.Take + 1, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, last.PublishedOn.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        Response.Headers.Vary = "Authorization, Accept-Language";
        if (query.IncludeTotal != true)
            return page;
        var total = await store.CountReadableAsync(languages, OptionalCaller?.Brands, PageQuery.TotalCap, cancellationToken);
        return page.WithTotal(total);
    }

    /// <summary>Read news</summary>
    /// <remarks>One piece of news, in the same way as the list.</remarks>
    /// <param name="newsId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the news.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{newsId}", Name = "GetNews"), Translated]
    [ProducesResponseType<NewsItem>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<NewsItem>> GetNews([TextFormat("uuid")] string newsId, CancellationToken cancellationToken)
    {
        var item = (Guid.TryParseExact(newsId, "D", out var id) ? await store.FindReadableAsync(id, RequestLanguage.Wanted(Request), OptionalCaller?.Brands, cancellationToken) : null)
            ?? throw NewsErrors.NotFound.With();
        Response.Headers.ContentLanguage = item.Language[..2];
        Response.Headers.Vary = "Authorization, Accept-Language";
        return item;
    }
}
