using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>Releases of the catalogue data.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("releases")]
[Tags("Releases")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class ReleasesController(ReleaseStore releases, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List releases</summary>
    /// <remarks>The releases that can still be read, the newest first. Those that were rolled back or purged are not among them.</remarks>
    [HttpGet(Name = "ListReleases"), CatalogueRead]
    [ProducesResponseType<Page<Release>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<Release>>> ListReleases([FromQuery] WalkQuery query, CancellationToken cancellationToken)
    {
        var key = Cursors.ListKey("releases", Caller);
        var before = cursors.Read(key, query.Cursor) is [{ } number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : int.MaxValue;
        var rows = await releases.ListAsync(Caller.DataSet, before, query.Take + 1, cancellationToken);
        var page = Page.Of(rows, query.Take, last => cursors.Make(key, last.Number.ToString(CultureInfo.InvariantCulture)));
        var withCounts = await SeesAllAsync();
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        CatalogueHeaders.Set(HttpContext, rows is [var newest, ..] ? newest.TookEffectAt : null, language: null);
        return new Page<Release> { Items = [.. page.Items.Select(row => row.ToRelease(withCounts))], NextCursor = page.NextCursor };
    }

    /// <summary>Read the current release</summary>
    /// <remarks>The release from which reads answer now.</remarks>
    [HttpGet("current", Name = "GetCurrentRelease"), CatalogueRead]
    [ProducesResponseType<Release>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Release>> GetCurrentRelease(CancellationToken cancellationToken)
    {
        var rows = await releases.ListAsync(Caller.DataSet, int.MaxValue, 1, cancellationToken);
        if (rows is not [var current])
            throw VehicleIdentificationErrors.ReleaseNotFound.With();
        CatalogueHeaders.Set(HttpContext, current.TookEffectAt, language: null);
        return current.ToRelease(await SeesAllAsync());
    }

    /// <summary>Counts over all brands are for those who see all brands, those of former releases too.</summary>
    private async Task<bool> SeesAllAsync() =>
        (await releases.KindsAsync(Caller.DataSet, HttpContext.RequestAborted)).All(kind => VehicleVisibility.IsVisible(kind.Brand, kind.ProductType, Caller.Brands, Caller.VehicleKinds));
}
