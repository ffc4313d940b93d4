using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.VehicleIdentification.Catalogue;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>What all reference lists have in common.</summary>
internal abstract class ReferenceController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Answers with a page of a list.</summary>
    protected async Task<ActionResult<ReferencePage<T>>> ListAsync<T>(Func<ReferenceBook, ReferenceList<T>> listOf, ReferenceQuery query, CancellationToken cancellation)
    {
        var (page, release) = await reading.ListAsync(typeof(T).Name, listOf, query, Caller, Language, cancellation);
        ReleaseTag.Set(HttpContext, release, $"{ReleaseTag.MarkOf(Caller)}.{release?.Oldest}.{cursors.CurrentHour()}", Caller.DataSet, Language);
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        return page;
    }
}
