using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ChangeLog;

/// <summary>The change log of the own organisation.</summary>
[ApiProduct("portal", 1)]
[Route("organisation/change-log")]
[Tags("ChangeLog")]
[Access(Scopes.PortalRead, Person = Person.Representative)]
internal sealed class ChangeLogController(ChangeLogReading reading) : AosController
{
    /// <summary>Read the change log</summary>
    /// <remarks>What was done to the own organisation, its users and permissions, newest first, with old and new values. Administrators are not named. Lines are never changed; values of an erased person are removed.</remarks>
    [HttpGet(Name = "ListChangeLog")]
    [ProducesResponseType<Page<ChangeLogEntry>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ChangeLogEntry>>> ListChangeLog([FromQuery] ChangeLogQuery query, CancellationToken cancellationToken) =>
        await reading.ListAsync(HttpContext, Caller, OrganisationReading.IdOf(Caller), query, namesAdministrators: false, cancellationToken);
}

/// <summary>The change log of any organisation, for administrators.</summary>
[ApiProduct("administration", 1)]
[Route("organisations/{organisationId}/change-log")]
[Tags("OrganisationChangeLog")]
[Access(Scopes.Administration, Machine = ChangeRequestsController.Right, Person = ChangeRequestsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class OrganisationChangeLogController(ChangeLogReading reading, OrganisationReading organisations) : AosController
{
    /// <summary>Read the change log of an organisation</summary>
    /// <remarks>What was done to it, its users and permissions, newest first, with old and new values and who did it.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="query">Filters.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListOrganisationChangeLog"), StaffRead]
    [ProducesResponseType<Page<ChangeLogEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<ChangeLogEntry>>> ListOrganisationChangeLog([TextFormat("uuid")] string organisationId, [FromQuery] ChangeLogQuery query, CancellationToken cancellationToken)
    {
        var id = Guid.TryParseExact(organisationId, "D", out var parsed) ? parsed : throw OrganisationErrors.NotFound.With();
        await organisations.TenantAsync(id, cancellationToken);
        return await reading.ListAsync(HttpContext, Caller, id, query, namesAdministrators: true, cancellationToken);
    }
}
