using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Publications.Navigation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Publications.CenTree;

/// <summary>The way through all contents by headings that are the same for all vehicle makers (EN ISO 18541).</summary>
[ApiProduct("portal", 1)]
[Route("cen-navigation")]
[Tags("CenNavigation")]
[OptionalAccess(Scopes.PortalRead)]
internal sealed class CenNavigationController(CenStore store, CallerDirectory callers, IOptions<Portal> portal, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List the CEN navigation</summary>
    /// <remarks>Headings, each followed by its entries, with what the caller may open now: a visitor, or with a token of a person that person. Entries about vehicles or brands that the caller does not see are left out, and those that are not offered in the country.</remarks>
    [HttpGet(Name = "ListCenEntries")]
    [ProducesResponseType<Page<CenEntry>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<CenEntry>>> ListCenEntries([FromQuery] CenQuery query, CancellationToken cancellationToken)
    {
        var facts = await callers.ReadAsync(OptionalCaller, cancellationToken);
        var country = CenRules.Blank(query.Country) ?? facts.Country;
        var filter = FilterOf(CenRules.Blank(query.ParentCode)) with { Country = country, Text = CenRules.Blank(query.Q) };
        // The visibility says what of the tree a caller sees; the filters cannot contain a bar but in the text, which stands last.
        var list = string.Join('|', "cen", OptionalCaller?.Visibility ?? "visitor", country, filter.ParentCode, filter.Text);
        var found = await store.ListAsync(filter, cursors.Read(list, query.Cursor)?[0], query.Take + 1, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, last.Place));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        Response.Headers.Vary = "Authorization";
        var viewer = new Viewer(OptionalCaller, facts, country, portal.Value.Countries);
        var page = new Page<CenEntry> { Items = [.. rows.Items.Select(row => CenRules.Of(row, viewer, country))], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var total = await store.CountAsync(filter, PageQuery.TotalCap, cancellationToken);
        return page.WithTotal(total);
    }

    /// <summary>Read an entry of the CEN navigation</summary>
    /// <remarks>As in the list; an entry that is not offered in the country of the caller's organisation says so.</remarks>
    /// <param name="code" example="repairInstructions">Code of the entry.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{code}", Name = "GetCenEntry")]
    [ProducesResponseType<CenEntry>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<CenEntry>> GetCenEntry([StringLength(50), RegularExpression(NavigationForms.Code)] string code, CancellationToken cancellationToken)
    {
        var row = await store.FindAsync(code, FilterOf(null), cancellationToken) ?? throw CenErrors.NotFound.With();
        var facts = await callers.ReadAsync(OptionalCaller, cancellationToken);
        Response.Headers.Vary = "Authorization";
        return CenRules.Of(row, new(OptionalCaller, facts, facts.Country, portal.Value.Countries), facts.Country);
    }

    private CenFilter FilterOf(string? parentCode) => OptionalCaller is { } caller
        ? new() { ParentCode = parentCode, IsVisitor = false, Brands = caller.Brands, Kinds = caller.VehicleKinds }
        : new() { ParentCode = parentCode };
}
