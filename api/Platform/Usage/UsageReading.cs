using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Usage;

/// <summary>Pages of usage, the same for the operator and for organisations.</summary>
internal sealed class UsageReading(UsageStore usage, Cursors cursors, PublicOrigin origin, TimeProvider time)
{
    /// <param name="context">The request.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="organisation">Organisation; null for all.</param>
    /// <param name="byTenant">Divide by organisations too.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<Page<UsageItem>> ListAsync(HttpContext context, Principal caller, UsageQuery query, Guid? organisation, bool byTenant, CancellationToken cancellation)
    {
        var filter = query.ToFilter(organisation, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var list = Cursors.ListKey("usage", caller, filter.Texts);
        var found = await usage.ListAsync(filter, byTenant, UsagePlace.Read(cursors.Read(list, query.Cursor)), query.Take + 1, cancellation);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, UsagePlace.Of(last).Texts));
        PageLinks.Set(context, origin, page.NextCursor);
        if (query.IncludeTotal != true)
            return page;
        var (total, isCapped) = await usage.CountAsync(filter, byTenant, cancellation);
        return page with { Total = total, TotalIsCapped = isCapped };
    }
}
