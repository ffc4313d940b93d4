using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.States;

/// <summary>All organisations, for administrators: their data, their state, their representative, their user group.</summary>
[ApiProduct("administration", 1)]
[Route("organisations")]
[Tags("Organisations")]
[Access(Scopes.Administration, Machine = ChangeRequestsController.Right, Person = ChangeRequestsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class OrganisationsController(TenantLists tenants, OrganisationStore organisations, OrganisationStates states, UserGroupChange userGroups, OrganisationMails mails, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List organisations</summary>
    /// <remarks>All organisations in order of their names.</remarks>
    [HttpGet(Name = "ListOrganisations"), Translated]
    [ProducesResponseType<Page<AdministeredOrganisation>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AdministeredOrganisation>>> ListOrganisations([FromQuery] OrganisationQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("organisations", Caller, query.Status, query.UserGroup, query.Country, query.Q);
        var after = cursors.Read(list, query.Cursor) is [{ } name, { } id] ? (name, Guid.Parse(id)) : ((string, Guid)?)null;
        var also = query.Q is { Length: > 0 } text ? await organisations.FindByNumberAsync(text, cancellationToken) : [];
        var filter = new TenantFilter(query.Status, query.UserGroup, query.Country, query.Q is { Length: > 0 } ? query.Q : null, also);
        var found = await tenants.ListAsync(filter, after, query.Take + 1, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, last.Name, last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        SayLanguage();
        var data = await organisations.FindAsync([.. rows.Items.Select(tenant => tenant.Id)], cancellationToken);
        var page = new Page<AdministeredOrganisation>
        {
            Items = [.. rows.Items.Select(tenant => new AdministeredOrganisation(tenant, data.GetValueOrDefault(tenant.Id) ?? OrganisationRow.Of(tenant), Language))],
            NextCursor = rows.NextCursor,
        };
        if (query.IncludeTotal != true)
            return page;
        var count = await tenants.CountAsync(filter, PageQuery.TotalCap, cancellationToken);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>Read an organisation</summary>
    /// <remarks>Its data, its state and why it has it.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{organisationId}", Name = "GetAdministeredOrganisation"), StaffRead, Translated]
    [ProducesResponseType<AdministeredOrganisation>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<AdministeredOrganisation>> GetAdministeredOrganisation([TextFormat("uuid")] string organisationId, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(IdOf(organisationId), cancellationToken) ?? throw OrganisationErrors.NotFound.With();
        var organisation = new AdministeredOrganisation(tenant, await organisations.FindAsync(tenant, cancellationToken), Language);
        Response.Headers.ETag = organisation.Etag;
        SayLanguage();
        return organisation;
    }

    /// <summary>Suspend an organisation</summary>
    /// <remarks>Nobody of it can sign in; sessions and tokens of its people and clients end within a second. Tickets keep running. It can be taken back. The representative is told.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="body">Why.</param>
    [HttpPost("{organisationId}/suspensions", Name = "SuspendOrganisation"), Idempotent, Translated]
    [ProducesResponseType<AdministeredOrganisation>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> SuspendOrganisation([TextFormat("uuid")] string organisationId, [FromBody] StateChangeRequest body) => SetAsync(organisationId, OrganisationStates.Suspended, body);

    /// <summary>Take a suspension back</summary>
    /// <remarks>Its people can sign in again. The representative is told.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="body">Why.</param>
    [HttpPost("{organisationId}/reactivations", Name = "ReactivateOrganisation"), Idempotent, Translated]
    [ProducesResponseType<AdministeredOrganisation>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ReactivateOrganisation([TextFormat("uuid")] string organisationId, [FromBody] StateChangeRequest body) => SetAsync(organisationId, OrganisationStates.Active, body);

    /// <summary>Close an organisation</summary>
    /// <remarks>For good: its people are deleted, sessions and tokens end within a second; invoices and history stay. The representative is told before.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="body">Why.</param>
    [HttpPost("{organisationId}/closures", Name = "CloseOrganisation"), Idempotent, Translated]
    [ProducesResponseType<AdministeredOrganisation>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CloseOrganisation([TextFormat("uuid")] string organisationId, [FromBody] StateChangeRequest body) => SetAsync(organisationId, OrganisationStates.Closed, body);

    /// <summary>Replace the legal representative</summary>
    /// <remarks>For an organisation whose representative is lost: puts another active user of it in this role, by a support request. Both are told.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="body">Who, and why.</param>
    [HttpPost("{organisationId}/representatives", Name = "ReplaceRepresentative"), Idempotent]
    [ProducesResponseType<OrganisationUser>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceRepresentative([TextFormat("uuid")] string organisationId, [FromBody] RepresentativeChange body) => writes.RunAsync(HttpContext, async write =>
    {
        var tenant = await TenantChanges.LockAsync(write, IdOf(organisationId)) ?? throw OrganisationErrors.NotFound.With();
        if (tenant.State == OrganisationStates.Closed)
            throw OrganisationErrors.StateNotPermitted.With(tenant.State);
        var user = await UserStore.LockAsync(write, tenant.Id, Guid.Parse(body.UserId!));
        if (user.State != AccountStates.Active)
            throw UserErrors.NotActive.With(user.State);
        if (user.Representative)
            throw UserErrors.RepresentativeAlready.With();
        var former = await TenantAccounts.RepresentativeAsync(write, tenant.Id);
        await TenantAccounts.ReplaceRepresentativeAsync(write, tenant.Id, user.Id);
        await write.AuditAsync(tenant.Id, "organisations.representative.changed", "organisation", tenant.Id.ToString(), new Dictionary<string, string?>
        {
            ["old.representative"] = former?.Email,
            ["new.representative"] = user.Email,
            ["reason"] = body.Reason,
        });
        await Events.AddAsync(write, tenant.Id, "organisations.representative.changed", "/portal/v1/organisation", new Dictionary<string, string?> { ["userId"] = user.Id.ToString() });
        await mails.RepresentativeAsync(write, former, user);
        var made = OrganisationUser.Of(await UserStore.LockAsync(write, tenant.Id, user.Id));
        return Answer.Created($"/administration/v1/organisations/{tenant.Id}/users/{user.Id}", made, made.Etag);
    });

    /// <summary>Replace the user group</summary>
    /// <remarks>The permissions that the former group gave are replaced by those of the new one; others stay, and the legal representative is told. What is seen of vehicles follows the group. A group for CarData needs a VAT id.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="body">The group.</param>
    /// <param name="ifMatch">`ETag` of the organisation.</param>
    [HttpPut("{organisationId}/user-group", Name = "ReplaceOrganisationUserGroup"), Translated]
    [ProducesResponseType<AdministeredOrganisation>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceOrganisationUserGroup([TextFormat("uuid")] string organisationId, [FromBody] OrganisationUserGroup body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var id = IdOf(organisationId);
        await userGroups.RunAsync(write, id, version, body.UserGroup!);
        var organisation = await ReadAsync(write, id);
        return Answer.Changed(organisation, organisation.Etag);
    });

    private Task<IActionResult> SetAsync(string organisationId, string state, StateChangeRequest body) => writes.RunAsync(HttpContext, async write =>
    {
        var id = IdOf(organisationId);
        await states.SetAsync(write, id, state, body.Reason!);
        var organisation = await ReadAsync(write, id);
        return Answer.Created($"/administration/v1/organisations/{id}", organisation, organisation.Etag);
    });

    private async Task<AdministeredOrganisation> ReadAsync(WriteScope write, Guid id)
    {
        var tenant = (await TenantChanges.LockAsync(write, id))!;
        Response.Headers.ContentLanguage = Language;
        return new(tenant, await OrganisationStore.ReadAsync(write, tenant), Language);
    }

    private void SayLanguage() => (Response.Headers.ContentLanguage, Response.Headers.Vary) = (Language, "Authorization, Accept-Language");

    private static Guid IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : throw OrganisationErrors.NotFound.With();
}
