using System.Globalization;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>Applications of the own organisation for API products.</summary>
[ApiProduct("portal", 1)]
[Route("api-applications")]
[Tags("ApiApplications")]
[Access(Scopes.PortalWrite, Person = Person.Representative, InSandbox = true, Fresh = true)]
internal sealed class ApiApplicationsController(
    ApiApplicationStore applications, ApiApplicationActs acts, SandboxReview sandbox, ApiProductStore products, Writes writes, Cursors cursors, PublicOrigin origin, TimeProvider time) : AosController
{
    private const string Path = "/portal/v1/api-applications/";

    /// <summary>List the own API applications</summary>
    /// <remarks>Newest first.</remarks>
    [HttpGet(Name = "ListApiApplications")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative)]
    [ProducesResponseType<Page<ApiApplication>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ApiApplication>>> ListApiApplications([FromQuery] ApiApplicationQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("api-applications", Caller, query.State, query.ProductCode);
        var after = ApiLists.After(cursors.Read(list, query.Cursor));
        var found = await applications.ListAsync(Caller.TenantId, query, after, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, ApiLists.Position(last.SubmittedAt, last.Id)));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var page = new Page<ApiApplication> { Items = [.. rows.Items.Select(row => row.ToApplication())], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var count = await applications.CountAsync(Caller.TenantId, query, PageQuery.TotalCap, cancellationToken);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>Read an API application</summary>
    /// <remarks>What was applied for, where it stands, and the questions and answers.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{applicationId}", Name = "GetApiApplication")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative)]
    [ProducesResponseType<ApiApplication>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ApiApplication>> GetApiApplication([TextFormat("uuid")] string applicationId, CancellationToken cancellationToken)
    {
        var found = await applications.FindAsync(ApiLists.IdOf(applicationId, ApiAccessErrors.ApplicationNotFound), Caller.TenantId, cancellationToken) ?? throw ApiAccessErrors.ApplicationNotFound.With();
        var application = found.ToApplication();
        Response.Headers.ETag = application.Etag;
        return application;
    }

    /// <summary>Apply for API products</summary>
    /// <remarks>
    /// A reviewer decides within five working days as a rule. Only products that are available; one open application per product; the conditions of use of each
    /// product must be accepted in the version in force. In the sandbox it is decided at once: refused for a technical contact `refused@…`, questioned for `question@…`, else approved.
    /// </remarks>
    /// <param name="body">The application.</param>
    [HttpPost(Name = "CreateApiApplication"), Idempotent]
    [ProducesResponseType<ApiApplication>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateApiApplication([FromBody] ApiApplicationCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var catalogue = await products.ListAsync(write);
        var rights = await ProductRights.HeldAsync(write, Caller.TenantId, [.. catalogue.Select(product => product.RightCode)], alsoSuspended: true, withPlan: true);
        ApiApplicationRules.Check(body, catalogue, catalogue.Where(product => rights.Contains(product.RightCode)).Select(product => product.Code).ToHashSet(StringComparer.Ordinal));
        var row = await ApiApplicationStore.AddAsync(write, Caller.TenantId, Caller.AccountId!.Value, body, ApiApplicationRules.ReviewDueOn(time.GetUtcNow()))
            ?? throw ApiAccessErrors.ApplicationAlreadyOpen.With(await ApiApplicationStore.OpenProductAsync(write, Caller.TenantId, body.ProductCodes!));
        await acts.SubmittedAsync(write, row);
        if (Caller.TenantKind == TenantKinds.Sandbox)
            await sandbox.DecideAsync(write, row);
        return Created(await ApiApplicationStore.ReadAsync(write, row.Id));
    });

    /// <summary>Withdraw an API application</summary>
    /// <remarks>As long as it is not decided. Another application for the same products can be sent afterwards.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    [HttpPost("{applicationId}/withdrawals", Name = "WithdrawApiApplication"), Idempotent]
    [ProducesResponseType<ApiApplication>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawApiApplication([TextFormat("uuid")] string applicationId) => ActAsync(applicationId, acts.WithdrawAsync);

    /// <summary>Answer the question of the reviewer</summary>
    /// <remarks>Within 30 days; later the application is closed. It goes back to the reviewer.</remarks>
    /// <param name="applicationId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the application (UUID).</param>
    /// <param name="body">The answer.</param>
    [HttpPost("{applicationId}/answers", Name = "AnswerApiApplicationQuestion"), Idempotent]
    [ProducesResponseType<ApiApplication>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> AnswerApiApplicationQuestion([TextFormat("uuid")] string applicationId, [FromBody] ApiApplicationText body) =>
        ActAsync(applicationId, (write, row) => acts.AnswerAsync(write, row, body.Text!, time.GetUtcNow()));

    private Task<IActionResult> ActAsync(string applicationId, Func<WriteScope, ApiApplicationRow, Task> act) => writes.RunAsync(HttpContext, async write =>
    {
        var row = await ApiApplicationStore.LockAsync(write, ApiLists.IdOf(applicationId, ApiAccessErrors.ApplicationNotFound), Caller.TenantId) ?? throw ApiAccessErrors.ApplicationNotFound.With();
        await act(write, row);
        return Created(await ApiApplicationStore.ReadAsync(write, row.Id));
    });

    private static Answer Created(ApiApplicationRow row)
    {
        var application = row.ToApplication();
        return Answer.Created(Path + row.Id, application, application.Etag);
    }
}
