using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Events;

/// <summary>What happened to your organisation in the last 30 days.</summary>
[ApiProduct("portal", 1)]
[Route("events")]
[Tags("Events")]
[Access(Scopes.PortalRead, Person = PermissionCodes.ApiClients, PersonOr = Person.Representative)]
internal sealed class EventsController(EventStore events, ApiProducts products, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List events</summary>
    /// <remarks>Events of your organisation of the last 30 days, newest first unless `sort` says otherwise. Events of one `subject` are numbered in order; an event can become visible a moment later than its `timestamp` says, so a program that follows the list looks some seconds back. Whoever reads by the right `apiClients` sees only events of the types `organisations.api…` and `limits.…`.</remarks>
    [HttpGet(Name = "ListEvents")]
    [ProducesResponseType<Page<Event>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<Event>>> ListEvents([FromQuery] EventQuery query, CancellationToken cancellationToken)
    {
        var filter = query.ToFilter(Caller.TenantId, Caller.IsRepresentative, origin.Absolute(""));
        var list = Cursors.ListKey("events", Caller, filter.Texts);
        var found = await events.ListAsync(filter, EventPlace.Read(cursors.Read(list, query.Cursor)), query.Take + 1, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, new EventPlace(last.HappenedAt, last.Id).Texts));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var page = new Page<Event> { Items = [.. rows.Items.Select(ToEvent)], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var (total, isCapped) = await events.CountAsync(filter, cancellationToken);
        return page with { Total = total, TotalIsCapped = isCapped };
    }

    /// <summary>Read an event</summary>
    /// <remarks>One event of your organisation. Whoever reads by the right `apiClients` sees it only if its type begins with `organisations.api` or `limits.`.</remarks>
    /// <param name="eventId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the event.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{eventId}", Name = "GetEvent")]
    [ProducesResponseType<Event>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Event>> GetEvent([TextFormat("uuid")] string eventId, CancellationToken cancellationToken)
    {
        var row = Guid.TryParseExact(eventId, "D", out var id) ? await events.FindAsync(Caller.TenantId, Caller.IsRepresentative, id, cancellationToken) : null;
        return ToEvent(row ?? throw EventErrors.NotFound.With());
    }

    private Event ToEvent(EventRow row) => row.ToEvent(products.Get("portal", 1).Contract, origin.Absolute);
}
