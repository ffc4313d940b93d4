using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Access of the own organisation to API products.</summary>
[ApiProduct("portal", 1)]
[Route("api-subscriptions")]
[Tags("ApiSubscriptions")]
[Access(Scopes.PortalWrite, Person = Person.Representative, InSandbox = true, Fresh = true, RecentSignIn = true)]
internal sealed class ApiSubscriptionsController(SubscriptionActs subscriptions, ApiSubscriptionStore store, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    private const string Path = "/portal/v1/api-subscriptions/";

    private ApiEnvironment Environment => Caller.TenantKind == TenantKinds.Sandbox ? ApiEnvironment.Sandbox : ApiEnvironment.Production;

    /// <summary>List the own access to API products</summary>
    /// <remarks>In the order of the products, with plan and limits; what has ended too.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListApiSubscriptions")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative)]
    [ProducesResponseType<Page<ApiSubscription>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ApiSubscription>>> ListApiSubscriptions(CancellationToken cancellationToken) =>
        new Page<ApiSubscription> { Items = await subscriptions.ListAsync(Caller.TenantId, Environment, cancellationToken) };

    /// <summary>Read the own access to an API product</summary>
    /// <remarks>Plan, limits, state and end.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{productCode}", Name = "GetApiSubscription")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative)]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ApiSubscription>> GetApiSubscription([StringLength(50, MinimumLength = 1)] string productCode, CancellationToken cancellationToken)
    {
        var subscription = await subscriptions.FindAsync(Caller.TenantId, productCode, Environment, cancellationToken) ?? throw ApiAccessErrors.SubscriptionNotFound.With();
        Response.Headers.ETag = subscription.Etag;
        return subscription;
    }

    /// <summary>Read the history of an access</summary>
    /// <remarks>Grants, changes of plan, suspensions and ends, newest first.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="query">Page.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{productCode}/history", Name = "ListApiSubscriptionHistory")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative)]
    [ProducesResponseType<Page<ApiSubscriptionEvent>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<ApiSubscriptionEvent>>> ListApiSubscriptionHistory([StringLength(50, MinimumLength = 1)] string productCode, [FromQuery] ApiSubscriptionHistoryQuery query, CancellationToken cancellationToken)
    {
        _ = await subscriptions.FindAsync(Caller.TenantId, productCode, Environment, cancellationToken) ?? throw ApiAccessErrors.SubscriptionNotFound.With();
        var list = Cursors.ListKey("api-subscription-history", Caller, productCode);
        var found = await store.HistoryAsync(Caller.TenantId, productCode, ApiLists.After(cursors.Read(list, query.Cursor)), query.Take + 1, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, ApiLists.Position(last.HappenedAt.UtcDateTime, last.Id)));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        return query.IncludeTotal == true ? page.WithTotal(await store.CountHistoryAsync(Caller.TenantId, productCode, cancellationToken)) : page;
    }

    /// <summary>Change the plan of an access</summary>
    /// <remarks>At once, to a plan that is offered (`offeredPlanCodes`); the plan that it has changes nothing. The conditions of use must be accepted in the version in force; a plan that needs a payment method is refused without one.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">The plan.</param>
    [HttpPost("{productCode}/plan-changes", Name = "ChangeApiPlan"), Idempotent]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> ChangeApiPlan([StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiPlanChange body) => ActAsync(productCode, async (write, access) =>
    {
        await SubscriptionActs.RefuseUnacceptedAsync(write, Caller.TenantId, [access.Product]);
        await subscriptions.ChangePlanAsync(write, Caller.TenantId, access, body.PlanCode!, offeredOnly: true);
    });

    /// <summary>Terminate an access</summary>
    /// <remarks>With a last day, or at once. After it, calls answer 403 `access.product-not-granted`; the clients stay. Until the day it can be taken back, or set anew. Where the operator has set an end, the last day can only be earlier.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">Last day and reason.</param>
    [HttpPost("{productCode}/terminations", Name = "TerminateApiSubscription"), Idempotent]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> TerminateApiSubscription([StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiTermination body) =>
        ActAsync(productCode, (write, access) => subscriptions.TerminateOwnAsync(write, Caller.TenantId, access, body));

    /// <summary>Take a termination back</summary>
    /// <remarks>Before its last day is over. The access goes on as before; an end that the operator has set stays, and is no termination that can be taken back.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="ifMatch">`ETag` of the access.</param>
    [HttpDelete("{productCode}/terminations", Name = "WithdrawApiTermination")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawApiTermination([StringLength(50, MinimumLength = 1)] string productCode, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var access = await subscriptions.LockAsync(write, Caller.TenantId, productCode);
        SubscriptionActs.RequireVersion(access.Right, ifMatch);
        await subscriptions.WithdrawTerminationAsync(write, Caller.TenantId, access);
        return Answer.Deleted();
    });

    /// <summary>Accept newer conditions of a product</summary>
    /// <remarks>The version in force. Until then the plan cannot be changed and no client gets the product; from `conditionsDueAt` on calls of the product are refused (403 `access.conditions-not-accepted`), and the acceptance opens them again within a second. A sandbox owes nothing.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">The version.</param>
    [HttpPost("{productCode}/condition-acceptances", Name = "AcceptApiConditions"), Idempotent]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> AcceptApiConditions([StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiConditionsAcceptance body) =>
        ActAsync(productCode, (write, access) => SubscriptionActs.AcceptConditionsAsync(write, Caller.TenantId, access, body.Version!.Value));

    private Task<IActionResult> ActAsync(string productCode, Func<WriteScope, (ApiProductRow Product, ProductRight Right), Task> act) => writes.RunAsync(HttpContext, async write =>
    {
        var access = await subscriptions.LockAsync(write, Caller.TenantId, productCode);
        await act(write, access);
        var after = await subscriptions.ReadAsync(write, Caller.TenantId, access.Product, Environment);
        return Answer.Created(Path + productCode, after, after.Etag);
    });
}
