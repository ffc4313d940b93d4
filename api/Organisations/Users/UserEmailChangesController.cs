using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Users;

/// <summary>Changes of the e-mail addresses of users, for the legal representative.</summary>
[ApiProduct("portal", 1)]
[Route("users/{userId}/email-changes")]
[Tags("UserEmailChanges")]
[Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true, RecentSignIn = true)]
internal sealed class UserEmailChangesController(UserEmailChanges changes, Writes writes) : AosController
{
    private Guid Organisation => OrganisationReading.IdOf(Caller);

    /// <summary>Ask for another e-mail address of a user</summary>
    /// <remarks>
    /// Takes the password of the representative, never that of the user. A link goes to the new address, valid for 48 hours, and the present one is told; until
    /// the link is used, the present address stays. Whether another account has the address, this answer does not tell. There is no `Idempotency-Key`, as
    /// nothing of a password is kept.
    /// </remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">The new address, and the password of the representative.</param>
    [HttpPost(Name = "RequestUserEmailChange")]
    [ProducesResponseType<EmailChange>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<ActionResult<EmailChange>> RequestUserEmailChange([TextFormat("uuid")] string userId, [FromBody] UserEmailChangeRequest body)
    {
        var id = UserStore.IdOf(userId);
        var change = await changes.AskAsync(HttpContext, Caller.Actor, Organisation, id, body.NewEmail!, (Caller.AccountId!.Value, body.CurrentPassword!));
        Response.Headers.Location = $"/portal/v1/users/{id}/email-changes/current";
        Response.Headers.RetryAfter = "60";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status202Accepted, change);
    }

    /// <summary>Read the open change of a user's e-mail address</summary>
    /// <remarks>The new address and until when it can be confirmed.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    [HttpGet("current", Name = "GetUserEmailChange")]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<EmailChange>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<EmailChange>> GetUserEmailChange([TextFormat("uuid")] string userId)
    {
        var change = await changes.FindAsync(HttpContext, Organisation, UserStore.IdOf(userId));
        Response.Headers.ETag = change.Etag;
        return change;
    }

    /// <summary>Withdraw the change of a user's e-mail address</summary>
    /// <remarks>The link does not work any more; the present address stays.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="ifMatch">`ETag` of the change that is withdrawn.</param>
    [HttpDelete("current", Name = "WithdrawUserEmailChange")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawUserEmailChange([TextFormat("uuid")] string userId, [FromHeader(Name = "If-Match")] string? ifMatch) =>
        writes.RunAsync(HttpContext, write => UserEmailChanges.WithdrawAsync(write, Organisation, UserStore.IdOf(userId), ifMatch));

    /// <summary>Send the link to a user's new address again</summary>
    /// <remarks>Mails a new link, at most 3 times an hour. The link before does not work any more; the 48 hours do not begin anew.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    [HttpPost("current/mails", Name = "SendUserEmailChangeAgain"), Idempotent]
    [ProducesResponseType<EmailChange>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> SendUserEmailChangeAgain([TextFormat("uuid")] string userId) => writes.RunAsync(HttpContext, async write =>
    {
        var id = UserStore.IdOf(userId);
        return Answer.Accepted($"/portal/v1/users/{id}/email-changes/current", await changes.SendAgainAsync(write, Organisation, id));
    });
}
