using System.Text.Json;
using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Closings;

/// <summary>Closing of the own organisation by its legal representative, with a copy of its data and 30 days to think it over.</summary>
[ApiProduct("portal", 1)]
[Route("organisation/closings")]
[Tags("OrganisationClosings")]
[Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true, RecentSignIn = true)]
internal sealed class ClosingsController(ClosingStore closings, OrganisationReading organisations, OrganisationMails mails, Writes writes, TimeProvider time) : AosController
{
    private const string Current = "/portal/v1/organisation/closings/current";

    private Guid Id => OrganisationReading.IdOf(Caller);

    /// <summary>Close the own organisation</summary>
    /// <remarks>In 30 days the organisation is closed for good and its users are deleted; invoices and history stay. Until then everything works as before, and the closing can be withdrawn. A job makes a copy of the data (NDJSON, one thing a line, those of the sandbox among them), which the representative can fetch until the organisation is closed: the organisation, its registration, accepted conditions, change requests, API applications with questions and answers, API access with its history, API clients without secrets, users, permissions withdrawn from them, usage by day and the change log. Audit events and events have lists of their own.</remarks>
    /// <param name="body">The confirmation.</param>
    [HttpPost(Name = "RequestOrganisationClosing"), Idempotent, ResultItem(typeof(OrganisationExportLine))]
    [ProducesResponseType<OrganisationClosing>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RequestOrganisationClosing([FromBody] OrganisationClosingCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var tenant = await TenantChanges.LockAsync(write, Id) ?? throw OrganisationErrors.NotFound.With();
        var row = await OrganisationStore.LockAsync(write, tenant);
        if (!string.Equals(body.Confirmation, row.CustomerNumber ?? row.Name, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/confirmation", Code = FieldCodes.ValueNotPermitted, Detail = "Send the customer number of the organisation." }] };
        if (await ClosingStore.FindAsync(write, Id) is not null)
            throw OrganisationErrors.ClosingOpen.With();
        var form = new JobResultForm(JobResultFormat.Ndjson, JobCompression.None);
        var job = await JobStore.AddAsync(write, HttpContext, Caller, Language, new()
        {
            Kind = OrganisationExportJob.KindName,
            Input = JsonSerializer.Serialize(new OrganisationExportInput(form, Id, time.GetUtcNow().UtcDateTime), OrganisationExportJson.Default.OrganisationExportInput),
            Release = null,
            Form = form,
            FileName = "organisation-export",
        });
        var closing = await ClosingStore.BeginAsync(write, Id, Caller.AccountId!.Value, job.Id);
        await OrganisationStore.TouchAsync(write, Id);
        await write.AuditAsync(Id, "organisations.closing.requested", "organisation", Id.ToString());
        await Events.AddAsync(write, Id, "organisations.closing.requested", "/portal/v1/organisation", new Dictionary<string, string?> { ["closesAt"] = closing.ClosesAt.ToString("O") });
        await mails.ClosingAsync(write, Id, closing.ClosesAt);
        var made = OrganisationClosing.Of(closing);
        return Answer.Created(Current, made, made.Etag);
    });

    /// <summary>Read the closing of the own organisation</summary>
    /// <remarks>When it takes effect, and where the copy of the data is.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("current", Name = "GetOrganisationClosing")]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<OrganisationClosing>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<OrganisationClosing>> GetOrganisationClosing(CancellationToken cancellationToken)
    {
        await organisations.TenantAsync(Id, cancellationToken);
        var closing = OrganisationClosing.Of(await closings.FindAsync(Id, cancellationToken) ?? throw OrganisationErrors.NoClosing.With());
        Response.Headers.ETag = closing.Etag;
        return closing;
    }

    /// <summary>Withdraw the closing of the own organisation</summary>
    /// <remarks>Nothing changes; the copy of the data stays until the job's `expiresAt`.</remarks>
    /// <param name="ifMatch">`ETag` of the closing.</param>
    [HttpDelete("current", Name = "WithdrawOrganisationClosing")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawOrganisationClosing([FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var closing = await ClosingStore.FindAsync(write, Id) ?? throw OrganisationErrors.NoClosing.With();
        if (closing.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        await ClosingStore.WithdrawAsync(write, closing);
        await OrganisationStore.TouchAsync(write, Id);
        await write.AuditAsync(Id, "organisations.closing.withdrawn", "organisation", Id.ToString());
        await Events.AddAsync(write, Id, "organisations.closing.withdrawn", "/portal/v1/organisation");
        await mails.ClosingWithdrawnAsync(write, Id);
        return Answer.Deleted();
    });
}

/// <summary>Long work of the own organisation: how far it is, and its results.</summary>
[ApiProduct("portal", 1)]
[Route("jobs")]
[Tags("Jobs")]
[Access(Scopes.PortalRead, Person = Person.Representative, Fresh = true)]
internal sealed class PortalJobsController(JobDesk desk) : JobsControllerBase(desk);
