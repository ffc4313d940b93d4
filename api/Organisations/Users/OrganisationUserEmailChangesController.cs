using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Users;

/// <summary>Changes of the e-mail addresses of users of any organisation, for administrators.</summary>
[ApiProduct("administration", 1)]
[Route("organisations/{organisationId}/users/{userId}/email-changes")]
[Tags("OrganisationUserEmailChanges")]
[Access(Scopes.Administration, Machine = ChangeRequestsController.Right, Person = ChangeRequestsController.Right, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
internal sealed class OrganisationUserEmailChangesController(UserEmailChanges changes, Writes writes) : AosController
{
    /// <summary>Ask for another e-mail address of a user</summary>
    /// <remarks>
    /// A link goes to the new address, valid for 48 hours, and the present one is told; until
    /// the link is used, the present address stays. Whether another account has the address, this answer does not tell.
    /// </remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">The new address.</param>
    [HttpPost(Name = "RequestOrganisationUserEmailChange")]
    [ProducesResponseType<EmailChange>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<ActionResult<EmailChange>> RequestOrganisationUserEmailChange([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromBody] AdministeredEmailChangeRequest body)
    {
        var id = UserStore.IdOf(userId);
        var change = await changes.AskAsync(HttpContext, Caller.Actor, IdOf(organisationId), id, body.NewEmail!, proof: null);
        Response.Headers.Location = $"/administration/v1/organisations/{organisationId}/users/{id}/email-changes/current";
        Response.Headers.RetryAfter = "60";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status202Accepted, change);
    }

    /// <summary>Read the open change of a user's e-mail address</summary>
    /// <remarks>The new address and until when it can be confirmed.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    [HttpGet("current", Name = "GetOrganisationUserEmailChange"), StaffRead("account", "userId")]
    [ProducesResponseType<EmailChange>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<EmailChange>> GetOrganisationUserEmailChange([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId)
    {
        var change = await changes.FindAsync(HttpContext, IdOf(organisationId), UserStore.IdOf(userId));
        Response.Headers.ETag = change.Etag;
        return change;
    }

    /// <summary>Withdraw the change of a user's e-mail address</summary>
    /// <remarks>The link does not work any more; the present address stays.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="ifMatch">`ETag` of the change that is withdrawn.</param>
    [HttpDelete("current", Name = "WithdrawOrganisationUserEmailChange")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawOrganisationUserEmailChange([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromHeader(Name = "If-Match")] string? ifMatch) =>
        writes.RunAsync(HttpContext, write => UserEmailChanges.WithdrawAsync(write, IdOf(organisationId), UserStore.IdOf(userId), ifMatch));

    /// <summary>Send the link to a user's new address again</summary>
    /// <remarks>Mails a new link, at most 3 times an hour. The link before does not work any more; the 48 hours do not begin anew.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    [HttpPost("current/mails", Name = "SendOrganisationUserEmailChangeAgain"), Idempotent]
    [ProducesResponseType<EmailChange>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> SendOrganisationUserEmailChangeAgain([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId) => writes.RunAsync(HttpContext, async write =>
    {
        var id = UserStore.IdOf(userId);
        return Answer.Accepted($"/administration/v1/organisations/{organisationId}/users/{id}/email-changes/current", await changes.SendAgainAsync(write, IdOf(organisationId), id));
    });

    private static Guid IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : throw OrganisationErrors.NotFound.With();
}
