using System.Globalization;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Audit;
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

namespace Aos.Api.Organisations.ChangeRequests;

/// <summary>Change requests of all organisations, for administrators.</summary>
[ApiProduct("administration", 1)]
[Route("change-requests")]
[Tags("ChangeRequests")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class ChangeRequestsController(ChangeRequestStore requests, ChangeRequestActs acts, TenantLists tenants, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Staff right for everything about organisations.</summary>
    internal const string Right = "organisations.administer";

    /// <summary>List change requests</summary>
    /// <remarks>Requests of all organisations, oldest first. `late` are open ones whose two working days are over.</remarks>
    [HttpGet(Name = "ListChangeRequests")]
    [ProducesResponseType<Page<ChangeRequestReview>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ChangeRequestReview>>> ListChangeRequests([FromQuery] ChangeRequestQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("change-requests", Caller, query.State, query.Late?.ToString(), query.OrganisationId);
        var after = cursors.Read(list, query.Cursor) is [{ } at, { } id] ? (DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), Guid.Parse(id)) : ((DateTime, Guid)?)null;
        Guid? tenantId = query.OrganisationId is { Length: > 0 } wanted ? Guid.Parse(wanted) : null;
        var found = await requests.ListAsync(query, tenantId, after, query.Take + 1, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, last.RequestedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var names = await tenants.NamesAsync([.. rows.Items.Select(row => row.TenantId).Distinct()], cancellationToken);
        var page = new Page<ChangeRequestReview> { Items = [.. rows.Items.Select(row => row.ToReview(names.GetValueOrDefault(row.TenantId, "")))], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var count = await requests.CountAsync(query, tenantId, PageQuery.TotalCap, cancellationToken);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>Read a change request</summary>
    /// <remarks>Old and new value of each field, with what the VAT register said.</remarks>
    /// <param name="changeRequestId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the request (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{changeRequestId}", Name = "GetChangeRequest"), StaffRead("changeRequest", "changeRequestId")]
    [ProducesResponseType<ChangeRequestReview>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ChangeRequestReview>> GetChangeRequest([TextFormat("uuid")] string changeRequestId, CancellationToken cancellationToken)
    {
        var row = await requests.FindAsync(IdOf(changeRequestId), cancellationToken) ?? throw OrganisationErrors.NoChangeRequest.With();
        StaffReadAttribute.Of(HttpContext, row.TenantId);
        var review = row.ToReview((await tenants.NamesAsync([row.TenantId], cancellationToken)).GetValueOrDefault(row.TenantId, ""));
        Response.Headers.ETag = review.Etag;
        return review;
    }

    /// <summary>Approve a change request</summary>
    /// <remarks>Applies all values in one step and tells the representative. Only an open request can be approved (409).</remarks>
    /// <param name="changeRequestId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the request (UUID).</param>
    [HttpPost("{changeRequestId}/approvals", Name = "ApproveChangeRequest"), Idempotent]
    [ProducesResponseType<ChangeRequestReview>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ApproveChangeRequest([TextFormat("uuid")] string changeRequestId) => DecideAsync(changeRequestId, (write, id) => acts.ApproveAsync(write, id));

    /// <summary>Refuse a change request</summary>
    /// <remarks>Refuses the request as a whole; the representative gets the reason by mail and sees it until the next save. Only an open request can be refused (409).</remarks>
    /// <param name="changeRequestId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the request (UUID).</param>
    /// <param name="body">Why.</param>
    [HttpPost("{changeRequestId}/refusals", Name = "RefuseChangeRequest"), Idempotent]
    [ProducesResponseType<ChangeRequestReview>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RefuseChangeRequest([TextFormat("uuid")] string changeRequestId, [FromBody] ChangeRequestRefusal body) =>
        DecideAsync(changeRequestId, (write, id) => acts.RefuseAsync(write, id, body.Reason!));

    private Task<IActionResult> DecideAsync(string changeRequestId, Func<WriteScope, Guid, Task<ChangeRequestRow>> decide) => writes.RunAsync(HttpContext, async write =>
    {
        var row = await decide(write, IdOf(changeRequestId));
        var tenant = (await TenantChanges.LockAsync(write, row.TenantId))!;
        var review = row.ToReview(tenant.Name);
        return Answer.Created($"/administration/v1/change-requests/{row.Id}", review, review.Etag);
    });

    private static Guid IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : throw OrganisationErrors.NoChangeRequest.With();
}
