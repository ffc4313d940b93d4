using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What the users of the own organisation may do; the legal representative decides.</summary>
[ApiProduct("portal", 1)]
[Route("users/{userId}/permissions")]
[Tags("UserPermissions")]
[Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true)]
internal sealed class UserPermissionsController(Writes writes, UserPermissionActs acts) : AosController
{
    private Guid Organisation => Caller.ParentTenantId ?? Caller.TenantId;

    /// <summary>Read the permissions of a user</summary>
    /// <remarks>The permissions of the organisation that a user can have, and which of them this one has. Not for the legal representative, who has all, and not before the user has confirmed the e-mail address (409).</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "GetUserPermissions"), Translated]
    [Access(Scopes.PortalRead, Person = Person.Representative, Fresh = true)]
    [ProducesResponseType<UserPermissions>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<ActionResult<UserPermissions>> GetUserPermissions([TextFormat("uuid")] string userId, CancellationToken cancellationToken)
    {
        var found = await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, write => UserPermissionActs.ReadAsync(write, Organisation, userId, Language), cancellationToken);
        Response.Headers.ETag = found.Etag;
        (Response.Headers.ContentLanguage, Response.Headers.Vary) = (Language, "Authorization, Accept-Language");
        return found;
    }

    /// <summary>Set the permissions of a user</summary>
    /// <remarks>Takes the complete list of what is given; what the organisation has and the list does not name is taken away. Takes effect everywhere within a second, also on tokens issued before. The user is told by mail. Tickets of the user keep running.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user.</param>
    /// <param name="body">What is given.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut(Name = "ReplaceUserPermissions"), Translated]
    [ProducesResponseType<UserPermissions>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceUserPermissions([TextFormat("uuid")] string userId, [FromBody] UserPermissionsReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var changed = await acts.ReplaceAsync(write, Organisation, userId, body.Permissions!, EntityTag.Required(ifMatch), Language);
        Response.Headers.ContentLanguage = Language;
        return Answer.Changed(changed, changed.Etag);
    });

    /// <summary>Restore all permissions of a user</summary>
    /// <remarks>Gives back everything that was taken away, also what the organisation does not have today. The user is told by mail.</remarks>
    /// <param name="userId" example="0197c9a0-0000-7000-8000-000000000101">Id of the user.</param>
    [HttpPost("restorations", Name = "RestoreUserPermissions"), Idempotent, Translated]
    [ProducesResponseType<UserPermissions>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> RestoreUserPermissions([TextFormat("uuid")] string userId) => writes.RunAsync(HttpContext, async write =>
    {
        var restored = await acts.RestoreAsync(write, Organisation, userId, Language);
        Response.Headers.ContentLanguage = Language;
        return Answer.Created($"/portal/v1/users/{restored.UserId}/permissions", restored, restored.Etag);
    });
}
