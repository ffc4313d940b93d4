using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Publications.News;

/// <summary>Editing of news, for the operator's editors.</summary>
[ApiProduct("administration", 1)]
[Route("news")]
[Tags("News")]
[Access(Scopes.Administration, Machine = ContentRights.Administer, Person = ContentRights.Administer, PersonOr = ContentRights.Edit, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class NewsEditingController(NewsStore store, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List all news</summary>
    /// <remarks>In all languages, newest first, with those that are scheduled.</remarks>
    [HttpGet(Name = "ListAllNews")]
    [ProducesResponseType<Page<News>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<News>>> ListAllNews([FromQuery] NewsEditorQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("allNews", Caller, query.Scheduled?.ToString());
        var found = await store.ListAsync(query.Scheduled, cursors.Read(list, query.Cursor), query.Take + 1, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, last.PublishedOn.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        if (query.IncludeTotal != true)
            return page;
        var total = await store.CountAsync(query.Scheduled, PageQuery.TotalCap, cancellationToken);
        return page.WithTotal(total);
    }

    /// <summary>Read news for editing</summary>
    /// <remarks>In all languages, also while it is scheduled.</remarks>
    /// <param name="newsId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the news.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{newsId}", Name = "GetNewsForEditing")]
    [ProducesResponseType<News>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<News>> GetNewsForEditing([TextFormat("uuid")] string newsId, CancellationToken cancellationToken)
    {
        var news = await store.FindAsync(IdOf(newsId), cancellationToken) ?? throw NewsErrors.NotFound.With();
        Response.Headers.ETag = news.Etag;
        return news;
    }

    /// <summary>Create news</summary>
    /// <remarks>Readers see it from its day on; a day to come schedules it.</remarks>
    /// <param name="body">The news.</param>
    [HttpPost(Name = "CreateNews"), Idempotent]
    [ProducesResponseType<News>(StatusCodes.Status201Created)]
    public Task<IActionResult> CreateNews([FromBody] NewsReplace body) => writes.RunAsync(HttpContext, async write =>
    {
        NewsRules.Check(body);
        var news = await NewsStore.AddAsync(write, body);
        await AuditAsync(write, "created", news.Id, news);
        return Answer.Created($"/administration/v1/news/{news.Id}", news, news.Etag);
    });

    /// <summary>Replace news</summary>
    /// <remarks>Sets everything; a day to come takes it back until then.</remarks>
    /// <param name="newsId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the news.</param>
    /// <param name="body">The news, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{newsId}", Name = "ReplaceNews")]
    [ProducesResponseType<News>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceNews([TextFormat("uuid")] string newsId, [FromBody] NewsReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var id = await LockAsync(write, newsId, ifMatch);
        NewsRules.Check(body);
        var news = await NewsStore.ReplaceAsync(write, id, body);
        await AuditAsync(write, "replaced", id, news);
        return Answer.Changed(news, news.Etag);
    });

    /// <summary>Delete news</summary>
    /// <remarks>For good. Editors take news back by another day.</remarks>
    /// <param name="newsId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the news.</param>
    /// <param name="ifMatch">`ETag` of the state that is deleted.</param>
    [HttpDelete("{newsId}", Name = "DeleteNews")]
    [Access(Scopes.Administration, Machine = ContentRights.Administer, Person = ContentRights.Administer, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteNews([TextFormat("uuid")] string newsId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var id = await LockAsync(write, newsId, ifMatch);
        await NewsStore.DeleteAsync(write, id);
        await AuditAsync(write, "deleted", id, null);
        return Answer.Deleted();
    });

    private static Guid IdOf(string newsId) => Guid.TryParseExact(newsId, "D", out var id) ? id : throw NewsErrors.NotFound.With();

    private static async Task<Guid> LockAsync(WriteScope write, string newsId, string? ifMatch)
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var id = IdOf(newsId);
        return await NewsStore.LockAsync(write, id) is not { } current ? throw NewsErrors.NotFound.With()
            : current == version ? id : throw PreconditionErrors.VersionConflict.With();
    }

    private Task AuditAsync(WriteScope write, string happened, Guid id, News? news) => write.AuditAsync(Caller.TenantId, "publications.news." + happened, "news", id.ToString(),
        news is null ? null : new Dictionary<string, string?> { ["publishedOn"] = news.PublishedOn.ToString("O", CultureInfo.InvariantCulture), ["title"] = news.Texts[0].Title });
}
