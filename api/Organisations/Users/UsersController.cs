using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Users;

/// <summary>Users of the own organisation, for its legal representative.</summary>
[ApiProduct("portal", 1)]
[Route("users")]
[Tags("Users")]
[Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true)]
internal sealed class UsersController(UserReading reading, UserActs acts, AddressAttempts attempts, Writes writes) : AosController
{
    private Guid Organisation => OrganisationReading.IdOf(Caller);

    /// <summary>List users</summary>
    /// <remarks>Users of the own organisation, in order of their e-mail addresses unless `sort` says otherwise. The legal representative is marked by its role.</remarks>
    [HttpGet(Name = "ListUsers")]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<Page<OrganisationUser>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<OrganisationUser>>> ListUsers([FromQuery] UserQuery query, CancellationToken cancellationToken) =>
        await reading.ListAsync(HttpContext, Caller, Organisation, query, cancellationToken);

    /// <summary>Read a user</summary>
    /// <remarks>Data, state and last log-on; never sessions or passwords.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{userId}", Name = "GetUser")]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<OrganisationUser>> GetUser([TextFormat("uuid")] string userId, CancellationToken cancellationToken)
    {
        var user = await reading.FindAsync(Organisation, UserStore.IdOf(userId), cancellationToken);
        Response.Headers.ETag = user.Etag;
        return user;
    }

    /// <summary>Create a user</summary>
    /// <remarks>Mails an activation link to the address, valid for 7 days. The user gets the permissions of the organisation, or those of them that are named. A user who is not activated within 30 days is deleted.</remarks>
    /// <param name="body">The user.</param>
    [HttpPost(Name = "CreateUser"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateUser([FromBody] UserCreate body) => attempts.RunAsync(HttpContext, Organisation, async write =>
    {
        var user = OrganisationUser.Of(await acts.CreateAsync(write, Organisation, body));
        return Answer.Created($"/portal/v1/users/{user.Id}", user, user.Etag);
    });

    /// <summary>Replace the data of a user</summary>
    /// <remarks>Sets all data that can be changed here, at once. A user who has not confirmed the e-mail address is refused with 409.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">The data, whole.</param>
    /// <param name="ifMatch">`ETag` of the user.</param>
    [HttpPut("{userId}", Name = "ReplaceUser")]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceUser([TextFormat("uuid")] string userId, [FromBody] UserReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.ReplaceAsync(write, Organisation, UserStore.IdOf(userId), EntityTag.RequiredVersion(ifMatch), body));
        return Answer.Changed(user, user.Etag);
    });

    /// <summary>Correct the e-mail address of an invited user</summary>
    /// <remarks>For a user who has not confirmed the address: the link that was mailed does not work any more, and a new one goes to the right address.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">The right address.</param>
    /// <param name="ifMatch">`ETag` of the user.</param>
    [HttpPut("{userId}/email", Name = "ReplaceUserEmail")]
    [Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceUserEmail([TextFormat("uuid")] string userId, [FromBody] UserEmailReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => attempts.RunAsync(HttpContext, Organisation, async write =>
    {
        var user = OrganisationUser.Of(await acts.ReplaceEmailAsync(write, Organisation, UserStore.IdOf(userId), EntityTag.RequiredVersion(ifMatch), body.Email!));
        return Answer.Changed(user, user.Etag);
    });

    /// <summary>Delete a user</summary>
    /// <remarks>Sessions and tokens end within a second, an open invitation is void, the e-mail address is free. What the user did keeps name and address of that time; API clients stay with the organisation. The legal representative cannot be deleted.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="ifMatch">`ETag` of the user.</param>
    [HttpDelete("{userId}", Name = "DeleteUser")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteUser([TextFormat("uuid")] string userId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        await acts.DeleteAsync(write, Organisation, UserStore.IdOf(userId), EntityTag.RequiredVersion(ifMatch), notice: null);
        return Answer.Deleted();
    });

    /// <summary>Send the activation link again</summary>
    /// <remarks>Mails a new link, valid for 7 days; the one before does not work any more. At most 3 times an hour for one user.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    [HttpPost("{userId}/confirmation-mails", Name = "SendUserConfirmationAgain"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> SendUserConfirmationAgain([TextFormat("uuid")] string userId) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.SendAgainAsync(write, Organisation, UserStore.IdOf(userId)));
        return Answer.Accepted($"/portal/v1/users/{user.Id}", user);
    });
}
