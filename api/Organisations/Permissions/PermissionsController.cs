using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What permissions there are, and which of them the own organisation has.</summary>
[ApiProduct("portal", 1)]
[Tags("Permissions")]
internal sealed class PermissionsController(Writes writes, PermissionPages pages) : AosController
{
    private static readonly string[] Kinds = [RightKinds.Permission, RightKinds.Product];

    /// <summary>List permissions</summary>
    /// <remarks>Every permission that organisations can have, with its name and what it opens, in the order of codes. Two can have the same name: use the code.</remarks>
    [HttpGet("permissions", Name = "ListPermissions"), Translated]
    [Access(Scopes.PortalRead, Person = Person.AnyUser)]
    [ProducesResponseType<Page<Permission>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<Permission>>> ListPermissions([FromQuery] PermissionQuery query, CancellationToken cancellationToken) =>
        await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, async write =>
        {
            var after = pages.After(this, "permissions", Caller, query, null);
            var page = pages.Cut(this, "permissions", Caller, query, null, await PermissionCatalogue.ListAsync(write, Kinds, after, query.Take + 1), facts => Permission.Of(facts, Language), facts => facts.Code);
            return query.IncludeTotal == true ? page with { Total = await PermissionCatalogue.CountAsync(write, Kinds), TotalIsCapped = false } : page;
        }, cancellationToken);

    /// <summary>List the permissions of the organisation</summary>
    /// <remarks>Those in force, in the order of codes. They cannot be changed here: who wants more sends a support request. What somebody may do stands in the own profile.</remarks>
    [HttpGet("organisation/permissions", Name = "ListOrganisationPermissions"), Translated]
    [Access(Scopes.PortalRead, Person = Person.Representative)]
    [ProducesResponseType<Page<OrganisationPermission>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<OrganisationPermission>>> ListOrganisationPermissions([FromQuery] PermissionQuery query, CancellationToken cancellationToken) =>
        await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, async write =>
        {
            var tenant = Caller.ParentTenantId ?? Caller.TenantId;
            var after = pages.After(this, "organisation-permissions", Caller, query, null);
            var page = pages.Cut(this, "organisation-permissions", Caller, query, null, await TenantPermissions.ListAsync(write, tenant, after, query.Take + 1), held => OrganisationPermission.Of(held, Language), held => held.Code);
            return query.IncludeTotal == true ? page with { Total = (await TenantPermissions.ListAsync(write, tenant)).Count, TotalIsCapped = false } : page;
        }, cancellationToken);
}
