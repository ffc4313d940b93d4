using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What organisations may do; staff decides.</summary>
[ApiProduct("administration", 1)]
[Route("organisations/{organisationId}/permissions")]
[Tags("OrganisationPermissions")]
[Access(Scopes.Administration, Machine = ManagedPermissionsController.Right, Person = ManagedPermissionsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class GrantedPermissionsController(Writes writes, PermissionPages pages, OrganisationPermissionActs acts) : AosController
{
    /// <summary>List the permissions of an organisation</summary>
    /// <remarks>Every permission that there is, and whether the organisation has it today, in the order of codes. What staff grants or withdraws, the sandbox of the organisation gets or loses too.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation, or of the operator.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListGrantedPermissions"), Translated, StaffRead]
    [ProducesResponseType<Page<GrantedPermission>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<GrantedPermission>>> ListGrantedPermissions([TextFormat("uuid")] string organisationId, [FromQuery] PermissionQuery query, CancellationToken cancellationToken) =>
        await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, async write =>
        {
            var holder = await OrganisationPermissionActs.ReadAsync(write, organisationId);
            var after = pages.After(this, "granted-permissions", Caller, query, null);
            var page = pages.Cut(this, "granted-permissions", Caller, query, null, await TenantPermissions.ListAllAsync(write, holder.Id, after, query.Take + 1), held => GrantedPermission.Of(held, Language), held => held.Code);
            return query.IncludeTotal == true ? page with { Total = await PermissionCatalogue.CountAsync(write, [RightKinds.Permission]), TotalIsCapped = false } : page;
        }, cancellationToken);

    /// <summary>Grant a permission to an organisation</summary>
    /// <remarks>Or change its end. Users of the organisation have it at once, except those from whom it was taken. The legal representative is told by mail. A closed organisation gets nothing more (409).</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation, or of the operator.</param>
    /// <param name="code" example="airCharged">Code of the permission.</param>
    /// <param name="body">End and reason.</param>
    /// <param name="ifMatch">`etag` of the permission in the list; `"v0"` for one that the organisation does not have.</param>
    [HttpPut("{code}", Name = "GrantPermission"), Translated]
    [ProducesResponseType<GrantedPermission>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> GrantPermission(
        [TextFormat("uuid")] string organisationId, [StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Right)] string code, [FromBody] PermissionGrant body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var granted = GrantedPermission.Of(await acts.GrantAsync(write, organisationId, code, version, body), Language);
        Response.Headers.ContentLanguage = Language;
        return Answer.Changed(granted, granted.Etag);
    });

    /// <summary>Withdraw a permission of an organisation</summary>
    /// <remarks>Within a second nobody of the organisation has it any more, also with tokens issued before. Paid tickets keep running but open nothing without the permission. The legal representative is told by mail.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation, or of the operator.</param>
    /// <param name="code" example="airCharged">Code of the permission.</param>
    /// <param name="query">Why.</param>
    /// <param name="ifMatch">`etag` of the permission in the list.</param>
    [HttpDelete("{code}", Name = "WithdrawPermission")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawPermission(
        [TextFormat("uuid")] string organisationId, [StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Right)] string code, [FromQuery] PermissionWithdrawalQuery query, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        await acts.WithdrawAsync(write, organisationId, code, EntityTag.RequiredVersion(ifMatch), query.Reason!);
        return Answer.Deleted();
    });
}
