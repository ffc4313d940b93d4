using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Audit.Events;

/// <summary>Pages of events and single ones, the same for the operator and for organisations.</summary>
internal sealed class AuditReading(AuditEventStore events, Cursors cursors, PublicOrigin origin)
{
    public async Task<Page<AuditEvent>> ListAsync(HttpContext context, Principal caller, PageQuery query, AuditFilter filter, CancellationToken cancellation)
    {
        var list = Cursors.ListKey("audit-events", caller, filter.Texts);
        var after = AuditPlace.Read(cursors.Read(list, query.Cursor));
        var found = await events.ListAsync(filter, after, query.Take + 1, cancellation);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, AuditPlace.Of(last).Texts));
        PageLinks.Set(context, origin, page.NextCursor);
        if (query.IncludeTotal != true)
            return page;
        var (total, isCapped) = await events.CountAsync(filter, cancellation);
        return page with { Total = total, TotalIsCapped = isCapped };
    }

    /// <exception cref="Errors.ProblemException">404: there is none, or it stands in another log.</exception>
    public async Task<AuditEvent> FindAsync(Guid? tenantId, string? eventId, CancellationToken cancellation) =>
        (Guid.TryParseExact(eventId, "D", out var id) ? await events.FindAsync(tenantId, id, cancellation) : null) ?? throw AuditErrors.EventNotFound.With();
}
