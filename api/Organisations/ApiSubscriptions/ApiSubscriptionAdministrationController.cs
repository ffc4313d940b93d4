using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Access of any organisation to API products, for the operator. What is done stands in the log of the organisation. Acts touch money, so people need a recent sign-in.</summary>
[ApiProduct("administration", 1)]
[Route("organisations/{organisationId}/api-subscriptions")]
[Tags("ApiSubscriptions")]
[Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
internal sealed class ApiSubscriptionAdministrationController(SubscriptionActs subscriptions, ApiSubscriptionStore store, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List the access of an organisation</summary>
    /// <remarks>In the order of the products, what has ended too; empty for an organisation without any.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListOrganisationApiSubscriptions"), StaffRead]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<Page<ApiSubscription>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<ApiSubscription>>> ListOrganisationApiSubscriptions([TextFormat("uuid")] string organisationId, CancellationToken cancellationToken) =>
        new Page<ApiSubscription> { Items = await subscriptions.ListAsync(IdOf(organisationId), ApiEnvironment.Production, cancellationToken) };

    /// <summary>Read an access of an organisation</summary>
    /// <remarks>Plan, limits, state and end.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{productCode}", Name = "GetOrganisationApiSubscription"), StaffRead("apiSubscription", "productCode")]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ApiSubscription>> GetOrganisationApiSubscription([TextFormat("uuid")] string organisationId, [StringLength(50, MinimumLength = 1)] string productCode, CancellationToken cancellationToken)
    {
        var subscription = await subscriptions.FindAsync(IdOf(organisationId), productCode, ApiEnvironment.Production, cancellationToken) ?? throw ApiAccessErrors.SubscriptionNotFound.With();
        Response.Headers.ETag = subscription.Etag;
        return subscription;
    }

    /// <summary>Read the history of an organisation's access</summary>
    /// <remarks>Grants, changes of plan, suspensions and ends, newest first.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="query">Page.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{productCode}/history", Name = "ListOrganisationApiSubscriptionHistory"), StaffRead("apiSubscription", "productCode")]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<Page<ApiSubscriptionEvent>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<ApiSubscriptionEvent>>> ListOrganisationApiSubscriptionHistory([TextFormat("uuid")] string organisationId, [StringLength(50, MinimumLength = 1)] string productCode, [FromQuery] ApiSubscriptionHistoryQuery query, CancellationToken cancellationToken)
    {
        var id = IdOf(organisationId);
        _ = await subscriptions.FindAsync(id, productCode, ApiEnvironment.Production, cancellationToken) ?? throw ApiAccessErrors.SubscriptionNotFound.With();
        var list = Cursors.ListKey("organisation-api-subscription-history", Caller, organisationId, productCode);
        var found = await store.HistoryAsync(id, productCode, ApiLists.After(cursors.Read(list, query.Cursor)), query.Take + 1, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, ApiLists.Position(last.HappenedAt.UtcDateTime, last.Id)));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        return query.IncludeTotal == true ? page.WithTotal(await store.CountHistoryAsync(id, productCode, cancellationToken)) : page;
    }

    /// <summary>Set the plan of an access</summary>
    /// <remarks>Any plan of the product, at once. A plan that needs a payment method is refused where the organisation has none.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">The plan.</param>
    /// <param name="ifMatch">`ETag` of the access.</param>
    [HttpPut("{productCode}/plan", Name = "SetApiSubscriptionPlan")]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> SetApiSubscriptionPlan([TextFormat("uuid")] string organisationId, [StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiPlanChange body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var id = IdOf(organisationId);
        var access = await subscriptions.LockAsync(write, id, productCode);
        SubscriptionActs.RequireVersion(access.Right, ifMatch);
        await subscriptions.ChangePlanAsync(write, id, access, body.PlanCode!, offeredOnly: false);
        var after = await subscriptions.ReadAsync(write, id, access.Product, ApiEnvironment.Production);
        return Answer.Changed(after, after.Etag);
    });

    /// <summary>Suspend an access</summary>
    /// <remarks>Calls answer 402 `access.access-suspended` on every node within a second, until it is reactivated.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{productCode}/suspensions", Name = "SuspendApiSubscription"), Idempotent]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> SuspendApiSubscription([TextFormat("uuid")] string organisationId, [StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiSuspension body) =>
        ActAsync(organisationId, productCode, (write, id, access) => subscriptions.SuspendAsync(write, id, access, body.Reason!));

    /// <summary>Reactivate a suspended access</summary>
    /// <remarks>Calls work again at once.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    [HttpPost("{productCode}/reactivations", Name = "ReactivateApiSubscription"), Idempotent]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ReactivateApiSubscription([TextFormat("uuid")] string organisationId, [StringLength(50, MinimumLength = 1)] string productCode) =>
        ActAsync(organisationId, productCode, subscriptions.ReactivateAsync);

    /// <summary>Terminate an access of an organisation</summary>
    /// <remarks>With a last day, or at once. After it, calls answer 403 `access.product-not-granted`.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation (UUID).</param>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">Last day and reason.</param>
    [HttpPost("{productCode}/terminations", Name = "TerminateOrganisationApiSubscription"), Idempotent]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> TerminateOrganisationApiSubscription([TextFormat("uuid")] string organisationId, [StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiTermination body) =>
        ActAsync(organisationId, productCode, (write, id, access) => subscriptions.TerminateAsync(write, id, access, body));

    private Task<IActionResult> ActAsync(string organisationId, string productCode, Func<WriteScope, Guid, (ApiProductRow Product, ProductRight Right), Task> act) => writes.RunAsync(HttpContext, async write =>
    {
        var id = IdOf(organisationId);
        var access = await subscriptions.LockAsync(write, id, productCode);
        await act(write, id, access);
        var after = await subscriptions.ReadAsync(write, id, access.Product, ApiEnvironment.Production);
        return Answer.Created($"/administration/v1/organisations/{id}/api-subscriptions/{productCode}", after, after.Etag);
    });

    private static Guid IdOf(string text) => ApiLists.IdOf(text, ApiAccessErrors.SubscriptionNotFound);
}
