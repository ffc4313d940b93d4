using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Organisation;

/// <summary>The own organisation, for its legal representative.</summary>
[ApiProduct("portal", 1)]
[Route("organisation")]
[Tags("Organisation")]
[Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true)]
internal sealed class OrganisationController(OrganisationReading reading, OrganisationStore organisations, ChangeRequestStore requests, OrganisationSave save, Writes writes) : AosController
{
    private Guid Id => OrganisationReading.IdOf(Caller);

    /// <summary>Read the own organisation</summary>
    /// <remarks>All data of the organisation, what the VAT register said of it, and the requested changes beside the stored values. Only for the legal representative; other users read the summary.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "GetOrganisation"), Translated]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<Organisation>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Organisation>> GetOrganisation(CancellationToken cancellationToken)
    {
        var organisation = await reading.FindAsync(Id, Language, cancellationToken);
        Response.Headers.ETag = organisation.Etag;
        (Response.Headers.ContentLanguage, Response.Headers.Vary) = (Language, "Authorization, Accept-Language");
        return organisation;
    }

    /// <summary>Read name and customer number</summary>
    /// <remarks>What every user may know of the own organisation.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("summary", Name = "GetOrganisationSummary")]
    [Access(Scopes.PortalRead, Person = Person.AnyUser)]
    [ProducesResponseType<OrganisationSummary>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<OrganisationSummary>> GetOrganisationSummary(CancellationToken cancellationToken) => await reading.SummaryAsync(Id, cancellationToken);

    /// <summary>Change the own organisation</summary>
    /// <remarks>
    /// Phone, fax and homepage change at once. Name, address and VAT data become a request that an administrator confirms within two working days; until then
    /// the stored values stay in force. A further save while a request is open replaces the values of the fields that it names and begins the two working days
    /// anew; a field put back to its stored value leaves the request, and without fields the request is withdrawn. A new VAT id is checked before it is
    /// accepted: one that the European register calls invalid, or whose name or address differ there, is refused; if the register does not answer, the
    /// answer carries a warning. At most 30 new VAT ids an hour are checked for an organisation. Country, customer number and user group cannot be changed here.
    /// </remarks>
    /// <param name="body">What changes.</param>
    /// <param name="ifMatch">`ETag` of the state that is changed.</param>
    [HttpPatch(Name = "UpdateOrganisation"), Translated]
    [ProducesResponseType<Organisation>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public async Task<IActionResult> UpdateOrganisation([FromBody] OrganisationPatch body, [FromHeader(Name = "If-Match")] string? ifMatch)
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var before = await reading.TenantAsync(Id, HttpContext.RequestAborted);
        var stored = await organisations.FindAsync(before, HttpContext.RequestAborted);
        var shown = await requests.ShownAsync(Id, HttpContext.RequestAborted);
        // The version that is checked in the transaction pins what is judged here.
        var vat = await save.AskRegisterAsync(stored, version, shown is { State: ChangeRequestRow.Open } ? shown.Fields : [], body, HttpContext.RequestAborted);
        return await writes.RunAsync(HttpContext, async write =>
        {
            var tenant = await TenantChanges.LockAsync(write, Id) ?? throw OrganisationErrors.NotFound.With();
            var representative = (await AccountDirectory.FindAsync(write, Caller.AccountId!.Value))!;
            var warnings = await save.RunAsync(write, tenant, version, body, vat, representative);
            var organisation = await OrganisationReading.ReadAsync(write, tenant, warnings, Language);
            Response.Headers.ContentLanguage = Language;
            return Answer.Changed(organisation, organisation.Etag);
        });
    }

    /// <summary>Withdraw the requested changes</summary>
    /// <remarks>The stored values stay. A request that was decided or withdrawn is refused with 409. `If-Match` is `changeRequest.etag` of `GET /portal/v1/organisation`, not the `ETag` of the organisation.</remarks>
    /// <param name="ifMatch">`changeRequest.etag` of the organisation.</param>
    [HttpDelete("change-request", Name = "WithdrawChangeRequest")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawChangeRequest([FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var request = await ChangeRequestStore.LastAsync(write, Id) ?? throw OrganisationErrors.NoChangeRequest.With();
        if (request.State != ChangeRequestRow.Open)
            throw OrganisationErrors.ChangeRequestNotOpen.With(request.State);
        if (request.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        await ChangeRequestActs.WithdrawAsync(write, request);
        await OrganisationStore.TouchAsync(write, Id);
        return Answer.Deleted();
    });
}
