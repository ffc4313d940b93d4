using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.UserGroups;

/// <summary>User groups: who may choose them, and what an organisation gets with them.</summary>
[ApiProduct("administration", 1)]
[Route("user-groups")]
[Tags("UserGroups")]
[Access(Scopes.Administration, Machine = RegistrationReviewsController.Right, Person = RegistrationReviewsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class UserGroupsController(UserGroupStore store, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List user groups</summary>
    /// <remarks>In the order in which the form of registration shows them.</remarks>
    [HttpGet(Name = "ListUserGroups")]
    [ProducesResponseType<Page<UserGroup>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<UserGroup>>> ListUserGroups([FromQuery] UserGroupQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("user-groups", Caller);
        var after = cursors.Read(list, query.Cursor) is [{ } at] ? int.Parse(at, CultureInfo.InvariantCulture) : int.MinValue;
        var all = await store.ListAsync(cancellationToken);
        var rows = Page.Of([.. all.Where(group => group.SortOrder > after).Take(query.Take + 1)], query.Take, last => cursors.Make(list, last.SortOrder.ToString(CultureInfo.InvariantCulture)));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var page = new Page<UserGroup> { Items = [.. rows.Items.Select(row => row.ToUserGroup())], NextCursor = rows.NextCursor };
        return query.IncludeTotal == true ? page with { Total = all.Count, TotalIsCapped = false } : page;
    }

    /// <summary>Read a user group</summary>
    /// <remarks>Who may choose it, and what an organisation gets with it.</remarks>
    /// <param name="code" example="independentWorkshop">Code of the user group.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{code}", Name = "GetUserGroup")]
    [ProducesResponseType<UserGroup>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<UserGroup>> GetUserGroup([StringLength(50)] string code, CancellationToken cancellationToken)
    {
        var group = (await store.ListAsync(cancellationToken)).FirstOrDefault(group => group.Code == code)?.ToUserGroup() ?? throw UserGroupErrors.NotFound.With();
        Response.Headers.ETag = group.Etag;
        return group;
    }

    /// <summary>Replace a user group</summary>
    /// <remarks>Holds for registrations that are sent or approved from now on; organisations keep what they have. Kinds of vehicles cannot be changed.</remarks>
    /// <param name="code" example="independentWorkshop">Code of the user group.</param>
    /// <param name="body">The new state, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{code}", Name = "ReplaceUserGroup")]
    [ProducesResponseType<UserGroup>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceUserGroup([StringLength(50)] string code, [FromBody] UserGroupReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var former = await UserGroupStore.FindAsync(write, code) ?? throw UserGroupErrors.NotFound.With();
        if (await WrongAsync(write, former, body) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        var group = (await UserGroupStore.ReplaceAsync(write, code, version, body))?.ToUserGroup() ?? throw PreconditionErrors.VersionConflict.With();
        await write.AuditAsync(Caller.TenantId, "organisations.userGroup.replaced", "userGroup", code, new Dictionary<string, string?> { ["permissions"] = string.Join(' ', group.Permissions) });
        return Answer.Changed(group, group.Etag);
    });

    /// <summary>Whether there is a VAT ID is seen when an organisation gets the permissions.</summary>
    private static async Task<List<FieldError>> WrongAsync(WriteScope write, UserGroupRow group, UserGroupReplace body) =>
    [
        .. await StartPermissions.WrongAsync(write, group, hasVatId: true, body.Permissions!),
        .. (body.Countries ?? []).Index().Where(country => Countries.Find(country.Item) is null)
            .Select(country => new FieldError { Pointer = $"/countries/{country.Index}", Code = FieldCodes.ValueNotPermitted, Detail = "There is no such country." }),
    ];
}
