using System.Globalization;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Registrations that staff checks and decides.</summary>
[ApiProduct("administration", 1)]
[Route("registrations")]
[Tags("Registrations")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class RegistrationReviewsController(RegistrationReader reader, RegistrationReview review, RegistrationSteps steps, AttachmentStore attachments, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Staff right for registrations.</summary>
    internal const string Right = "registrations.administer";

    private const string Path = "/administration/v1/registrations";

    /// <summary>List registrations</summary>
    /// <remarks>Oldest first, so that the one that has waited longest comes first.</remarks>
    [HttpGet(Name = "ListRegistrations")]
    [ProducesResponseType<Page<RegistrationSummary>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<RegistrationSummary>>> ListRegistrations([FromQuery] RegistrationQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("registrations", Caller, query.State, query.UserGroup, query.Country, query.Late?.ToString(), query.PossibleDuplicate?.ToString());
        var after = cursors.Read(list, query.Cursor) is [{ } at, { } id] ? (DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), Guid.Parse(id)) : ((DateTime, Guid)?)null;
        var rows = Page.Of(await reader.ListAsync(query, after, query.Take + 1, cancellationToken), query.Take,
            last => cursors.Make(list, last.SubmittedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var page = new Page<RegistrationSummary> { Items = [.. rows.Items.Select(RegistrationSummary.Of)], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var count = await reader.CountAsync(query, cancellationToken);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>Read a registration</summary>
    /// <remarks>Everything that was sent, with the result of the VAT check and the list of files; never the password.</remarks>
    /// <param name="registrationId" example="0197c9a0-0000-7000-8000-000000000201">Id of the registration (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{registrationId}", Name = "GetRegistration"), StaffRead("registration", "registrationId")]
    [ProducesResponseType<Registration>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Registration>> GetRegistration([TextFormat("uuid")] string registrationId, CancellationToken cancellationToken)
    {
        var registration = await reader.FindAsync(IdOf(registrationId), cancellationToken) ?? throw RegistrationErrors.NotFound.With();
        StaffReadAttribute.Of(HttpContext, registration.OrganisationId);
        Response.Headers.ETag = registration.Etag;
        return registration;
    }

    /// <summary>Read a file of a registration</summary>
    /// <remarks>The file as it was uploaded, as an attachment that no browser runs.</remarks>
    /// <param name="registrationId" example="0197c9a0-0000-7000-8000-000000000201">Id of the registration (UUID).</param>
    /// <param name="attachmentId" example="4c381c08-dfba-4c76-a445-e9b5d83eec0c">Id of the file (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{registrationId}/attachments/{attachmentId}", Name = "GetRegistrationAttachment"), FileAnswer("image/png"), StaffRead("registrationAttachment", "attachmentId")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<IActionResult> GetRegistrationAttachment([TextFormat("uuid")] string registrationId, [TextFormat("uuid")] string attachmentId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(attachmentId, "D", out var id) || await attachments.ReadAsync(IdOf(registrationId), id, cancellationToken) is not var (row, content))
            throw AttachmentErrors.NotFound.With();
        StaffReadAttribute.Of(HttpContext, row.TenantId);
        var tag = $"\"{Convert.ToHexStringLower(row.Sha256.AsSpan(0, 16))}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = "no-store";
        if (EntityTag.Matches(Request, tag))
            return StatusCode(StatusCodes.Status304NotModified);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(row.FileName);
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = "sandbox";
        return new FileContentResult(content, row.MediaType);
    }

    /// <summary>Approve a registration</summary>
    /// <remarks>
    /// Only in the state `inReview`. The organisation gets its customer number, a sandbox and its permissions, the legal representative an account with the
    /// password of the form; a mail tells it. Of two approvals at once the second is refused.
    /// </remarks>
    /// <param name="registrationId" example="0197c9a0-0000-7000-8000-000000000201">Id of the registration (UUID).</param>
    /// <param name="body">The permissions, where they are not those of the user group.</param>
    [HttpPost("{registrationId}/approvals", Name = "ApproveRegistration"), Idempotent]
    [ProducesResponseType<Registration>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ApproveRegistration([TextFormat("uuid")] string registrationId, [FromBody] RegistrationApprovalRequest body) =>
        ActAsync(registrationId, (write, id) => review.ApproveAsync(write, id, body.Permissions));

    /// <summary>Refuse a registration</summary>
    /// <remarks>Only in the state `inReview`. The applicant gets the reason by mail; the e-mail address is free at once. The data are deleted after 90 days.</remarks>
    /// <param name="registrationId" example="0197c9a0-0000-7000-8000-000000000201">Id of the registration (UUID).</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{registrationId}/refusals", Name = "RefuseRegistration"), Idempotent]
    [ProducesResponseType<Registration>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RefuseRegistration([TextFormat("uuid")] string registrationId, [FromBody] RegistrationRefusalRequest body) =>
        ActAsync(registrationId, (write, id) => review.RefuseAsync(write, id, body.Reason!));

    /// <summary>Ask for documents of a registration</summary>
    /// <remarks>Only in the state `inReview`. The applicant gets the text by mail with a link of 14 days; without documents the registration is refused then.</remarks>
    /// <param name="registrationId" example="0197c9a0-0000-7000-8000-000000000201">Id of the registration (UUID).</param>
    /// <param name="body">What is wanted.</param>
    [HttpPost("{registrationId}/document-requests", Name = "RequestRegistrationDocuments"), Idempotent]
    [ProducesResponseType<Registration>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RequestRegistrationDocuments([TextFormat("uuid")] string registrationId, [FromBody] RegistrationDocumentsWish body) =>
        ActAsync(registrationId, (write, id) => review.AskForDocumentsAsync(write, id, body.Text!));

    /// <summary>Resume the review of a registration</summary>
    /// <remarks>Only in the state `documentsRequested`: the review goes on without the documents.</remarks>
    /// <param name="registrationId" example="0197c9a0-0000-7000-8000-000000000201">Id of the registration (UUID).</param>
    [HttpPost("{registrationId}/resumptions", Name = "ResumeRegistration"), Idempotent]
    [ProducesResponseType<Registration>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ResumeRegistration([TextFormat("uuid")] string registrationId) => ActAsync(registrationId, async (write, id) =>
    {
        var row = await RegistrationStore.LockAsync(write, id) ?? throw RegistrationErrors.NotFound.With();
        if (row.State != RegistrationStateNames.DocumentsRequested)
            throw RegistrationErrors.NotWaitingForDocuments.With(row.State);
        await steps.BeginReviewAsync(write, row);
        await RegistrationAudit.WriteAsync(write, "organisations.registration.resumed", id);
    });

    private Task<IActionResult> ActAsync(string registrationId, Func<WriteScope, Guid, Task> act) => writes.RunAsync(HttpContext, async write =>
    {
        var id = IdOf(registrationId);
        await act(write, id);
        var row = (await RegistrationStore.LockAsync(write, id))!;
        var registration = Registration.Of(row, await AttachmentStore.ListAsync(write, id));
        return Answer.Created($"{Path}/{id}", registration, registration.Etag);
    });

    private static Guid IdOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id : throw RegistrationErrors.NotFound.With();
}
