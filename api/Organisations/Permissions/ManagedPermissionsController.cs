using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Permissions;

/// <summary>The list of permissions that organisations can have. Permissions are data: new ones need no release.</summary>
[ApiProduct("administration", 1)]
[Route("permissions")]
[Tags("Permissions")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class ManagedPermissionsController(Writes writes, PermissionPages pages) : AosController
{
    /// <summary>Staff right for permissions.</summary>
    internal const string Right = "permissions.administer";

    private static readonly string[] Kinds = [RightKinds.Permission];

    /// <summary>List permissions</summary>
    /// <remarks>Every permission of organisations with its texts in all languages, in the order of codes.</remarks>
    [HttpGet(Name = "ListManagedPermissions")]
    [ProducesResponseType<Page<ManagedPermission>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ManagedPermission>>> ListManagedPermissions([FromQuery] PermissionQuery query, CancellationToken cancellationToken) =>
        await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, async write =>
        {
            var after = pages.After(this, "managed-permissions", Caller, query, null);
            var page = pages.Cut(this, "managed-permissions", Caller, query, null, await PermissionCatalogue.ListAsync(write, Kinds, after, query.Take + 1), ManagedPermission.Of, facts => facts.Code, isTranslated: false);
            return query.IncludeTotal == true ? page with { Total = await PermissionCatalogue.CountAsync(write, Kinds), TotalIsCapped = false } : page;
        }, cancellationToken);

    /// <summary>Create a permission</summary>
    /// <remarks>It can be granted to organisations from now on. Permissions of brands come with the catalogue.</remarks>
    /// <param name="body">The permission.</param>
    [HttpPost(Name = "CreatePermission"), Idempotent]
    [ProducesResponseType<ManagedPermission>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreatePermission([FromBody] PermissionCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        if (!await PermissionCatalogue.CreateAsync(write, body.Facts(body.Code!, 1)))
            throw PermissionErrors.PermissionExists.With();
        var made = ManagedPermission.Of((await PermissionCatalogue.FindAsync(write, body.Code!))!);
        await write.AuditAsync(Caller.TenantId, "organisations.permission.created", "permission", made.Code, new Dictionary<string, string?> { ["nameEn"] = made.NameEn });
        return Answer.Created($"/administration/v1/permissions/{made.Code}", made, made.Etag);
    });

    /// <summary>Replace a permission</summary>
    /// <remarks>Sets its texts, price model and who may have it; every node obeys within a second. The code and the brand stay.</remarks>
    /// <param name="code" example="irapNext">Code of the permission.</param>
    /// <param name="body">The new state, whole.</param>
    /// <param name="ifMatch">`etag` of the state that is replaced.</param>
    [HttpPut("{code}", Name = "ReplacePermission")]
    [ProducesResponseType<ManagedPermission>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplacePermission([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Right)] string code, [FromBody] PermissionReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var before = await PermissionCatalogue.FindAsync(write, code) ?? throw PermissionErrors.PermissionNotFound.With();
        if (!await PermissionCatalogue.ReplaceAsync(write, body.Facts(before.Code, version)))
            throw PreconditionErrors.VersionConflict.With();
        var after = ManagedPermission.Of((await PermissionCatalogue.FindAsync(write, code))!);
        await write.AuditAsync(Caller.TenantId, "organisations.permission.replaced", "permission", code, new Dictionary<string, string?>
        {
            ["old.delegable"] = before.Delegable ? "true" : "false",
            ["new.delegable"] = after.IsDelegable ? "true" : "false",
            ["old.nameEn"] = before.NameEn,
            ["new.nameEn"] = after.NameEn,
        });
        return Answer.Changed(after, after.Etag);
    });
}
