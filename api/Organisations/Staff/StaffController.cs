using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Staff;

/// <summary>The operator's staff. Nobody changes the own rights, and nobody gives or takes a right without holding it.</summary>
[ApiProduct("administration", 1)]
[Route("staff")]
[Tags("Staff")]
[Access(Scopes.Administration, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
internal sealed class StaffController(Writes writes, StaffActs acts, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Staff right for staff.</summary>
    internal const string Right = StaffAccounts.AdministratorRight;

    /// <summary>List staff</summary>
    /// <remarks>Newest first, with their rights.</remarks>
    [HttpGet(Name = "ListStaff"), Translated]
    [Access(Scopes.Administration, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<Page<StaffMember>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<StaffMember>>> ListStaff([FromQuery] StaffQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("staff", Caller, query.State, query.Q);
        var after = cursors.Read(list, query.Cursor) is [{ } at, { } id] ? (DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), Guid.Parse(id)) : ((DateTime, Guid)?)null;
        var (found, rights, total) = await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, async write =>
        {
            var rows = await StaffAccounts.ListAsync(write, Caller.TenantId, query.State, query.Q, after, query.Take + 1);
            var all = query.IncludeTotal == true ? (await StaffAccounts.ListAsync(write, Caller.TenantId, query.State, query.Q, null, PageQuery.TotalCap + 1)).Count : (int?)null;
            return (rows, await StaffAccounts.RightsAsync(write, [.. rows.Select(row => row.Id)]), all);
        }, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, last.CreatedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        (Response.Headers.ContentLanguage, Response.Headers.Vary) = (Language, "Authorization, Accept-Language");
        return new Page<StaffMember>
        {
            Items = [.. page.Items.Select(row => StaffMember.Of(row, rights[row.Id], Language))],
            NextCursor = page.NextCursor,
            Total = total is { } count ? Math.Min(count, PageQuery.TotalCap) : null,
            TotalIsCapped = total is { } counted ? counted > PageQuery.TotalCap : null,
        };
    }

    /// <summary>Read a member of staff</summary>
    /// <remarks>With the rights in force.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000105">Id of the account.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{accountId}", Name = "GetStaffMember"), Translated]
    [Access(Scopes.Administration, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<StaffMember>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<StaffMember>> GetStaffMember([TextFormat("uuid")] string accountId, CancellationToken cancellationToken)
    {
        var member = await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, write => StaffActs.ReadAsync(write, Caller, accountId, Language), cancellationToken);
        (Response.Headers.ETag, Response.Headers.ContentLanguage, Response.Headers.Vary) = (member.Etag, Language, "Authorization, Accept-Language");
        return member;
    }

    /// <summary>Invite a member of staff</summary>
    /// <remarks>Makes the account and mails a link, valid 24 hours, by which the person chooses a password. The first sign-in sets up a second factor.</remarks>
    /// <param name="body">Who, and with which rights.</param>
    [HttpPost(Name = "InviteStaffMember"), Idempotent, Translated]
    [ProducesResponseType<StaffMember>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> InviteStaffMember([FromBody] StaffInvite body) => writes.RunAsync(HttpContext, async write =>
    {
        var made = await acts.InviteAsync(write, Caller, body, Language);
        Response.Headers.ContentLanguage = Language;
        return Answer.Created($"/administration/v1/staff/{made.Id}", made, made.Etag);
    });

    /// <summary>Send an invitation again</summary>
    /// <remarks>Mails a new link, valid 24 hours; the one before does not work any more.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000105">Id of the account.</param>
    [HttpPost("{accountId}/invitations", Name = "InviteStaffMemberAgain"), Idempotent, Translated]
    [ProducesResponseType<StaffMember>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> InviteStaffMemberAgain([TextFormat("uuid")] string accountId) => ActAsync(write => acts.InviteAgainAsync(write, Caller, accountId, Language));

    /// <summary>Set the rights of a member of staff</summary>
    /// <remarks>Takes the complete list, each right with an end if it shall have one. Nobody changes the own rights, and whoever gives, takes or changes a right holds it, for at least as long.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000105">Id of the account.</param>
    /// <param name="body">The rights.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{accountId}/rights", Name = "ReplaceStaffRights"), Translated]
    [ProducesResponseType<StaffMember>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceStaffRights([TextFormat("uuid")] string accountId, [FromBody] StaffRightsReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var changed = await acts.SetRightsAsync(write, Caller, accountId, EntityTag.RequiredVersion(ifMatch), body.Rights!, Language);
        Response.Headers.ContentLanguage = Language;
        return Answer.Changed(changed, changed.Etag);
    });

    /// <summary>Deactivate a member of staff</summary>
    /// <remarks>The person cannot sign in any more; sessions and tokens end within a second. Rights stay stored.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000105">Id of the account.</param>
    [HttpPost("{accountId}/deactivations", Name = "DeactivateStaffMember"), Idempotent, Translated]
    [ProducesResponseType<StaffMember>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> DeactivateStaffMember([TextFormat("uuid")] string accountId) => ActAsync(write => acts.DeactivateAsync(write, Caller, accountId, Language));

    /// <summary>Reactivate a member of staff</summary>
    /// <remarks>The person can sign in again; who never did gets a new invitation. The caller must hold every right that comes back.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000105">Id of the account.</param>
    [HttpPost("{accountId}/reactivations", Name = "ReactivateStaffMember"), Idempotent, Translated]
    [ProducesResponseType<StaffMember>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ReactivateStaffMember([TextFormat("uuid")] string accountId) => ActAsync(write => acts.ReactivateAsync(write, Caller, accountId, Language));

    private Task<IActionResult> ActAsync(Func<WriteScope, Task<StaffMember>> act) => writes.RunAsync(HttpContext, async write =>
    {
        var member = await act(write);
        Response.Headers.ContentLanguage = Language;
        return Answer.Created($"/administration/v1/staff/{member.Id}", member, member.Etag);
    });
}
