using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>API applications of all organisations, for the reviewer. What is done to one stands in the log of its organisation.</summary>
[ApiProduct("administration", 1)]
[Route("api-applications")]
[Tags("ApiApplications")]
[Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class ApiApplicationReviewsController(ApiApplicationStore applications, ApiApplicationActs acts, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    private const string Path = "/administration/v1/api-applications/";

    /// <summary>List API applications</summary>
    /// <remarks>Of all organisations, newest first.</remarks>
    [HttpGet(Name = "ListAdministeredApiApplications")]
    [ProducesResponseType<Page<AdministeredApiApplication>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AdministeredApiApplication>>> ListAdministeredApiApplications([FromQuery] AdministeredApiApplicationQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("administered-api-applications", Caller, query.State, query.ProductCode, query.OrganisationId);
        var after = ApiLists.After(cursors.Read(list, query.Cursor));
        Guid? tenant = query.OrganisationId is null ? null : Guid.Parse(query.OrganisationId);
        var found = await applications.ListAsync(tenant, query, after, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, ApiLists.Position(last.SubmittedAt, last.Id)));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var names = await applications.NamesAsync(rows.Items, cancellationToken);
        var page = new Page<AdministeredApiApplication> { Items = [.. rows.Items.Select(row => row.ToAdministered(names))], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var count = await applications.CountAsync(tenant, query, PageQuery.TotalCap, cancellationToken);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>Read an API application of any organisation</summary>
    /// <remarks>With its organisation, the applicant, and who decided.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{applicationId}", Name = "GetAdministeredApiApplication"), StaffRead("apiApplication", "applicationId")]
    [ProducesResponseType<AdministeredApiApplication>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<AdministeredApiApplication>> GetAdministeredApiApplication([TextFormat("uuid")] string applicationId, CancellationToken cancellationToken)
    {
        var row = await applications.FindAsync(ApiLists.IdOf(applicationId, ApiAccessErrors.ApplicationNotFound), tenantId: null, cancellationToken) ?? throw ApiAccessErrors.ApplicationNotFound.With();
        StaffReadAttribute.Of(HttpContext, row.TenantId);
        var application = row.ToAdministered(await applications.NamesAsync([row], cancellationToken));
        Response.Headers.ETag = application.Etag;
        return application;
    }

    /// <summary>Approve an API application</summary>
    /// <remarks>The organisation has access to the products at once, each with its plan, and sees the data of the brands. The applicant is told by mail.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    /// <param name="body">Plans and brands.</param>
    [HttpPost("{applicationId}/approvals", Name = "ApproveApiApplication"), Idempotent]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<AdministeredApiApplication>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ApproveApiApplication([TextFormat("uuid")] string applicationId, [FromBody] ApiApprovalCreate body) =>
        ActAsync(applicationId, (write, row) => acts.ApproveAsync(write, row, body));

    /// <summary>Refuse an API application</summary>
    /// <remarks>The applicant is told the reason by mail.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{applicationId}/refusals", Name = "RefuseApiApplication"), Idempotent]
    [ProducesResponseType<AdministeredApiApplication>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RefuseApiApplication([TextFormat("uuid")] string applicationId, [FromBody] ApiApplicationText body) =>
        ActAsync(applicationId, (write, row) => acts.RefuseAsync(write, row, body.Text!));

    /// <summary>Ask the applicant</summary>
    /// <remarks>The question goes by mail. Without an answer within 30 days the application is closed.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    /// <param name="body">The question.</param>
    [HttpPost("{applicationId}/questions", Name = "AskApiApplicant"), Idempotent]
    [ProducesResponseType<AdministeredApiApplication>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> AskApiApplicant([TextFormat("uuid")] string applicationId, [FromBody] ApiApplicationText body) =>
        ActAsync(applicationId, (write, row) => acts.AskAsync(write, row, body.Text!));

    private Task<IActionResult> ActAsync(string applicationId, Func<WriteScope, ApiApplicationRow, Task> act) => writes.RunAsync(HttpContext, async write =>
    {
        var row = await ApiApplicationStore.LockAsync(write, ApiLists.IdOf(applicationId, ApiAccessErrors.ApplicationNotFound), tenantId: null) ?? throw ApiAccessErrors.ApplicationNotFound.With();
        await act(write, row);
        var after = await ApiApplicationStore.ReadAsync(write, row.Id);
        var application = after.ToAdministered(await Platform.Identity.Tenants.Tenants.NamesAsync(write.Connection, [after.TenantId]));
        return Answer.Created(Path + row.Id, application, application.Etag);
    });
}
