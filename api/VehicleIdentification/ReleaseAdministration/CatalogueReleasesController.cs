using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Aos.Api.VehicleIdentification.Import;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Releases of catalogue data, for the operator.</summary>
[ApiProduct("administration", 1)]
[Route("catalogues/{dataSet}")]
[Tags("CatalogueReleases")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class CatalogueReleasesController(CatalogueReleaseStore releases, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Staff right for everything about releases.</summary>
    internal const string Right = "catalogue.administer";

    private const string DataSetForm = "^(production|sandbox)$";

    /// <summary>List catalogue releases</summary>
    /// <remarks>Releases of one data set and attempts to make one, newest first. Imports themselves run on the server, by the command `import`.</remarks>
    /// <param name="dataSet" example="sandbox">`production` or `sandbox`.</param>
    /// <param name="query">Filters.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("releases", Name = "ListCatalogueReleases")]
    [ProducesResponseType<Page<CatalogueRelease>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<CatalogueRelease>>> ListCatalogueReleases([StringLength(10), RegularExpression(DataSetForm)] string dataSet, [FromQuery] CatalogueReleaseQuery query, CancellationToken cancellationToken)
    {
        var number = NumberOf(dataSet);
        var list = Cursors.ListKey("catalogue-releases", Caller, dataSet, query.State);
        var after = cursors.Read(list, query.Cursor);
        int? before = after is null ? null : int.Parse(after[0]!, CultureInfo.InvariantCulture);
        var found = await releases.ListAsync(number, query.State, before, query.Take, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, last.Number.ToString(CultureInfo.InvariantCulture)));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        if (query.IncludeTotal != true)
            return page;
        var (total, isCapped) = await releases.CountAsync(number, query.State, cancellationToken);
        return page with { Total = total, TotalIsCapped = isCapped };
    }

    /// <summary>Read a catalogue release</summary>
    /// <remarks>State and figures of one release, also of one that is being loaded.</remarks>
    /// <param name="dataSet" example="sandbox">`production` or `sandbox`.</param>
    /// <param name="number" example="12">Number of the release.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("releases/{number}", Name = "GetCatalogueRelease")]
    [ProducesResponseType<CatalogueRelease>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<CatalogueRelease>> GetCatalogueRelease([StringLength(10), RegularExpression(DataSetForm)] string dataSet, [StringLength(10), RegularExpression("^[0-9]{1,10}$")] string number, CancellationToken cancellationToken) =>
        await releases.FindAsync(NumberOf(dataSet), Parse(number), cancellationToken) ?? throw CatalogueReleaseErrors.ReleaseNotFound.With();

    /// <summary>Roll back to the former release</summary>
    /// <remarks>Readers on every node see the release before again, at once; page walks that began in the withdrawn one end with 410. An import that is running comes to nothing. The withdrawn release cannot be used again: import its data anew.</remarks>
    /// <param name="dataSet" example="sandbox">`production` or `sandbox`.</param>
    /// <param name="body">Which release is taken back.</param>
    [HttpPost("rollbacks", Name = "RollBackCatalogue"), Idempotent]
    [ProducesResponseType<CatalogueRollback>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RollBackCatalogue([StringLength(10), RegularExpression(DataSetForm)] string dataSet, [FromBody] CatalogueRollbackCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var rollback = await CatalogueReleaseStore.RollBackAsync(write, NumberOf(dataSet), body.Withdraw);
        return Answer.Created(PathOf(dataSet, rollback.Release.Number), rollback);
    });

    /// <summary>Abandon an import</summary>
    /// <remarks>An import that was cut off can no longer go on, and one that is running ends within seconds. The release in use stays; what was written is removed before the next import.</remarks>
    /// <param name="dataSet" example="sandbox">`production` or `sandbox`.</param>
    /// <param name="number" example="13">Number of the release that it was to make.</param>
    [HttpPost("releases/{number}/abandonments", Name = "AbandonCatalogueImport"), Idempotent]
    [ProducesResponseType<CatalogueAbandonment>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> AbandonCatalogueImport([StringLength(10), RegularExpression(DataSetForm)] string dataSet, [StringLength(10), RegularExpression("^[0-9]{1,10}$")] string number) => writes.RunAsync(HttpContext, async write =>
    {
        var abandonment = await CatalogueReleaseStore.AbandonAsync(write, NumberOf(dataSet), Parse(number));
        return Answer.Created(PathOf(dataSet, abandonment.Release.Number), abandonment);
    });

    /// <summary>Purge old releases</summary>
    /// <remarks>Releases older than the one named can be read no longer, at once: a page walk in one of them ends with 410, and no roll-back leads to it. Their rows, as far as no other release needs them, are removed within about an hour, or by the command `releases purge`.</remarks>
    /// <param name="dataSet" example="sandbox">`production` or `sandbox`.</param>
    /// <param name="body">Which releases go.</param>
    [HttpPost("purges", Name = "PurgeCatalogueReleases"), Idempotent]
    [ProducesResponseType<CataloguePurge>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> PurgeCatalogueReleases([StringLength(10), RegularExpression(DataSetForm)] string dataSet, [FromBody] CataloguePurgeCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var purge = await CatalogueReleaseStore.PurgeAsync(write, NumberOf(dataSet), body.OlderThan!.Value);
        return Answer.Created(PathOf(dataSet, purge.Oldest), purge);
    });

    private static short NumberOf(string dataSet) => DataSetNames.NumberOf(dataSet) ?? throw CatalogueReleaseErrors.DataSetNotFound.With();

    private static int Parse(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw CatalogueReleaseErrors.ReleaseNotFound.With();

    private static string PathOf(string dataSet, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/administration/v1/catalogues/{dataSet}/releases/{number}");
}
