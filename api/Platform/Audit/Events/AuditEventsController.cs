using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Audit.Events;

/// <summary>What happened in all organisations, for the operator.</summary>
[ApiProduct("administration", 1)]
[Route("audit-events")]
[Tags("AuditEvents")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class AuditEventsController(AuditReading reading) : AosController
{
    /// <summary>Staff right for reading the audit.</summary>
    internal const string Right = "audit.read";

    /// <summary>List audit events</summary>
    /// <remarks>Events of all tenants, newest first.</remarks>
    [HttpGet(Name = "ListAuditEvents")]
    [ProducesResponseType<Page<AuditEvent>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AuditEvent>>> ListAuditEvents([FromQuery] TenantAuditEventQuery query, CancellationToken cancellationToken) =>
        await reading.ListAsync(HttpContext, Caller, query, query.Filter, cancellationToken);

    /// <summary>Read an audit event</summary>
    /// <remarks>One event with its details, unless they have been erased.</remarks>
    /// <param name="eventId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the event.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{eventId}", Name = "GetAuditEvent")]
    [ProducesResponseType<AuditEvent>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<AuditEvent>> GetAuditEvent([TextFormat("uuid")] string eventId, CancellationToken cancellationToken) =>
        await reading.FindAsync(tenantId: null, eventId, cancellationToken);
}

/// <summary>What happened in your own organisation.</summary>
[ApiProduct("portal", 1)]
[Route("audit-events")]
[Tags("AuditEvents")]
[Access(Scopes.PortalRead, Person = Person.Representative)]
internal sealed class OwnAuditEventsController(AuditReading reading) : AosController
{
    /// <summary>List audit events</summary>
    /// <remarks>Events of your organisation, newest first: also what staff of the operator did for it.</remarks>
    [HttpGet(Name = "ListAuditEvents")]
    [ProducesResponseType<Page<AuditEvent>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AuditEvent>>> ListAuditEvents([FromQuery] AuditEventQuery query, CancellationToken cancellationToken)
    {
        var page = await reading.ListAsync(HttpContext, Caller, query, query.ToFilter(Caller.TenantId), cancellationToken);
        return page with { Items = [.. page.Items.Select(item => item with { TenantId = null })] };
    }

    /// <summary>Read an audit event</summary>
    /// <remarks>One event of your organisation with its details, unless they have been erased.</remarks>
    /// <param name="eventId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the event.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{eventId}", Name = "GetAuditEvent")]
    [ProducesResponseType<AuditEvent>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<AuditEvent>> GetAuditEvent([TextFormat("uuid")] string eventId, CancellationToken cancellationToken) =>
        await reading.FindAsync(Caller.TenantId, eventId, cancellationToken) with { TenantId = null };
}
