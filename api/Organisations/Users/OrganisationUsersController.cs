using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.States;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Users;

/// <summary>Users of any organisation, for administrators: the same acts as its legal representative has.</summary>
[ApiProduct("administration", 1)]
[Route("organisations/{organisationId}/users")]
[Tags("OrganisationUsers")]
[Access(Scopes.Administration, Machine = ChangeRequestsController.Right, Person = ChangeRequestsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class OrganisationUsersController(OrganisationReading organisations, UserReading reading, UserActs acts, Writes writes) : AosController
{
    /// <summary>List users</summary>
    /// <remarks>Users of an organisation, in order of their e-mail addresses unless `sort` says otherwise. The legal representative is marked by its role.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="query">Filters and order.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListOrganisationUsers"), StaffRead]
    [ProducesResponseType<Page<OrganisationUser>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<OrganisationUser>>> ListOrganisationUsers([TextFormat("uuid")] string organisationId, [FromQuery] UserQuery query, CancellationToken cancellationToken) =>
        await reading.ListAsync(HttpContext, Caller, (await organisations.TenantAsync(IdOf(organisationId), cancellationToken)).Id, query, cancellationToken);

    /// <summary>Read a user</summary>
    /// <remarks>Data, state and last log-on; never sessions or passwords.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{userId}", Name = "GetOrganisationUser"), StaffRead("account", "userId")]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<OrganisationUser>> GetOrganisationUser([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, CancellationToken cancellationToken)
    {
        var user = await reading.FindAsync(IdOf(organisationId), UserStore.IdOf(userId), cancellationToken);
        Response.Headers.ETag = user.Etag;
        return user;
    }

    /// <summary>Create a user</summary>
    /// <remarks>Mails an activation link to the address, valid for 7 days. The user gets the permissions of the organisation, or those of them that are named. A user who is not activated within 30 days is deleted.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="body">The user.</param>
    [HttpPost(Name = "CreateOrganisationUser"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateOrganisationUser([TextFormat("uuid")] string organisationId, [FromBody] UserCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.CreateAsync(write, IdOf(organisationId), body));
        return Answer.Created($"/administration/v1/organisations/{organisationId}/users/{user.Id}", user, user.Etag);
    });

    /// <summary>Replace the data of a user</summary>
    /// <remarks>Sets all data that can be changed here, at once. A user who has not confirmed the e-mail address is refused with 409.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">The data, whole.</param>
    /// <param name="ifMatch">`ETag` of the user.</param>
    [HttpPut("{userId}", Name = "ReplaceOrganisationUser")]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceOrganisationUser([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromBody] UserReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.ReplaceAsync(write, IdOf(organisationId), UserStore.IdOf(userId), EntityTag.RequiredVersion(ifMatch), body));
        return Answer.Changed(user, user.Etag);
    });

    /// <summary>Correct the e-mail address of an invited user</summary>
    /// <remarks>For a user who has not confirmed the address: the link that was mailed does not work any more, and a new one goes to the right address.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">The right address.</param>
    /// <param name="ifMatch">`ETag` of the user.</param>
    [HttpPut("{userId}/email", Name = "ReplaceOrganisationUserEmail")]
    [Access(Scopes.Administration, Machine = ChangeRequestsController.Right, Person = ChangeRequestsController.Right, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceOrganisationUserEmail([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromBody] UserEmailReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.ReplaceEmailAsync(write, IdOf(organisationId), UserStore.IdOf(userId), EntityTag.RequiredVersion(ifMatch), body.Email!));
        return Answer.Changed(user, user.Etag);
    });

    /// <summary>Delete a user</summary>
    /// <remarks>Sessions and tokens end within a second, an open invitation is void, the e-mail address is free. What the user did keeps name and address of that time; API clients stay with the organisation. The user and the representative are told. The legal representative cannot be deleted.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="ifMatch">`ETag` of the user.</param>
    [HttpDelete("{userId}", Name = "DeleteOrganisationUser")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteOrganisationUser([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        await acts.DeleteAsync(write, IdOf(organisationId), UserStore.IdOf(userId), EntityTag.RequiredVersion(ifMatch), notice: "user-deleted");
        return Answer.Deleted();
    });

    /// <summary>Send the activation link again</summary>
    /// <remarks>Mails a new link, valid for 7 days; the one before does not work any more. At most 3 times an hour for one user.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    [HttpPost("{userId}/confirmation-mails", Name = "SendOrganisationUserConfirmationAgain"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> SendOrganisationUserConfirmationAgain([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.SendAgainAsync(write, IdOf(organisationId), UserStore.IdOf(userId)));
        return Answer.Accepted($"/administration/v1/organisations/{organisationId}/users/{user.Id}", user);
    });

    /// <summary>Suspend a user</summary>
    /// <remarks>The user cannot sign in; sessions and tokens end within a second. It can be taken back.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">Why.</param>
    [HttpPost("{userId}/suspensions", Name = "SuspendOrganisationUser"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> SuspendOrganisationUser([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromBody] StateChangeRequest body) =>
        SetStateAsync(organisationId, userId, AccountStates.Active, AccountStates.Suspended, body);

    /// <summary>Take the suspension of a user back</summary>
    /// <remarks>The user can sign in again.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user (UUID).</param>
    /// <param name="body">Why.</param>
    [HttpPost("{userId}/reactivations", Name = "ReactivateOrganisationUser"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ReactivateOrganisationUser([TextFormat("uuid")] string organisationId, [TextFormat("uuid")] string userId, [FromBody] StateChangeRequest body) =>
        SetStateAsync(organisationId, userId, AccountStates.Suspended, AccountStates.Active, body);

    private Task<IActionResult> SetStateAsync(string organisationId, string userId, string from, string to, StateChangeRequest body) => writes.RunAsync(HttpContext, async write =>
    {
        var user = OrganisationUser.Of(await acts.SetStateAsync(write, IdOf(organisationId), UserStore.IdOf(userId), from, to, body.Reason!));
        return Answer.Created($"/administration/v1/organisations/{organisationId}/users/{user.Id}", user, user.Etag);
    });

    private static Guid IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : throw OrganisationErrors.NotFound.With();
}
