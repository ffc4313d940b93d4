using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Access to API products in the sandbox, at once and without a review.</summary>
[ApiProduct("portal", 1)]
[Route("sandbox-subscriptions")]
[Tags("SandboxSubscriptions")]
[Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative)]
internal sealed class SandboxSubscriptionsController(SubscriptionActs subscriptions, ApiProductStore products, ProductRights rights, PermissionNotices notices, Writes writes) : AosController
{
    private const string Path = "/portal/v1/sandbox-subscriptions/";

    /// <summary>List the access in the sandbox</summary>
    /// <remarks>What the sandbox of the own organisation can use.</remarks>
    [HttpGet(Name = "ListSandboxSubscriptions")]
    [ProducesResponseType<Page<ApiSubscription>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ApiSubscription>>> ListSandboxSubscriptions() => new Page<ApiSubscription> { Items = await ListAsync() };

    /// <summary>Read an access in the sandbox</summary>
    /// <remarks>Plan and limits.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    [HttpGet("{productCode}", Name = "GetSandboxSubscription")]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ApiSubscription>> GetSandboxSubscription([StringLength(50, MinimumLength = 1)] string productCode)
    {
        var subscription = (await ListAsync()).FirstOrDefault(one => one.ProductCode == productCode) ?? throw ApiAccessErrors.SubscriptionNotFound.With();
        Response.Headers.ETag = subscription.Etag;
        return subscription;
    }

    /// <summary>Get access in the sandbox</summary>
    /// <remarks>At once, with the plan of sandboxes and the brands of the sample data. Calls are never charged.</remarks>
    /// <param name="body">The product.</param>
    [HttpPost(Name = "CreateSandboxSubscription"), Idempotent]
    [Access(Scopes.PortalWrite, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative, InSandbox = true, Fresh = true)]
    [ProducesResponseType<ApiSubscription>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateSandboxSubscription([FromBody] SandboxSubscriptionCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var product = (await products.ListAsync(write)).FirstOrDefault(one => one.Code == body.ProductCode)
            ?? throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/productCode", Code = FieldCodes.ValueNotPermitted, Detail = "There is no such product." }] };
        var organisation = (await Tenants.FindAsync(write, ApiAccess.OrganisationOf(Caller)))!;
        if (!product.IsAvailable || organisation.SandboxId is not { } sandbox)
            throw ApiAccessErrors.ProductNotAvailable.With(product.Code);
        if (await ProductRights.LockAsync(write, sandbox, product.RightCode) is { IsThere: true })
            throw ApiAccessErrors.ProductAlreadyGranted.With(product.Code);
        await ApiGrants.GrantAsync(write, sandbox, product, ApiAccess.SandboxPlan, "application");
        await ApiGrants.GrantBrandsAsync(write, notices, sandbox, await ProductRights.BrandsOfAsync(write, organisation.VehicleKinds), "application");
        var subscription = await subscriptions.ReadAsync(write, sandbox, product, ApiEnvironment.Sandbox);
        return Answer.Created(Path + product.Code, subscription, subscription.Etag);
    });

    private async Task<IReadOnlyList<ApiSubscription>> ListAsync()
    {
        var sandbox = Caller.TenantKind == TenantKinds.Sandbox ? Caller.TenantId : await rights.SandboxOfAsync(Caller.TenantId, HttpContext.RequestAborted);
        return sandbox is { } id ? await subscriptions.ListAsync(id, ApiEnvironment.Sandbox, HttpContext.RequestAborted) : [];
    }
}
