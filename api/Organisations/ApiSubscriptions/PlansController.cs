using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Plans: how many calls the access to a product permits.</summary>
[ApiProduct("administration", 1)]
[Route("plans")]
[Tags("Plans")]
[Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
internal sealed class PlansController(Plans plans, ApiProductStore products, Writes writes) : AosController
{
    /// <summary>List plans</summary>
    /// <remarks>All of them, by code.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListPlans")]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<Page<Plan>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<Plan>>> ListPlans(CancellationToken cancellationToken) => new Page<Plan> { Items = [.. (await plans.ListAsync(cancellationToken)).Select(Plan.Of)] };

    /// <summary>Read a plan</summary>
    /// <remarks>Its limits, and who may choose it.</remarks>
    /// <param name="planCode" example="standard">Code of the plan.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{planCode}", Name = "GetPlan")]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<Plan>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Plan>> GetPlan([StringLength(50, MinimumLength = 1)] string planCode, CancellationToken cancellationToken)
    {
        var plan = Plan.Of((await plans.ListAsync(cancellationToken)).FirstOrDefault(one => one.Code == planCode) ?? throw ApiAccessErrors.PlanNotFound.With());
        Response.Headers.ETag = plan.Etag;
        return plan;
    }

    /// <summary>Create a plan</summary>
    /// <remarks>It can be granted at once; organisations choose it only if it is offered.</remarks>
    /// <param name="body">The plan.</param>
    [HttpPost(Name = "CreatePlan"), Idempotent]
    [ProducesResponseType<Plan>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreatePlan([FromBody] PlanCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        await RefuseUnknownProductAsync(write, body);
        if (!await Plans.AddAsync(write, body.ToPlan(body.Code!)))
            throw ApiAccessErrors.PlanExists.With();
        var created = (await Plans.FindAsync(write, body.Code!))!;
        await AuditAsync(write, "created", before: null, created);
        var plan = Plan.Of(created);
        return Answer.Created("/administration/v1/plans/" + plan.Code, plan, plan.Etag);
    });

    /// <summary>Replace a plan</summary>
    /// <remarks>New limits hold at once for every access with this plan, on every node.</remarks>
    /// <param name="planCode" example="standard">Code of the plan.</param>
    /// <param name="body">The plan, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{planCode}", Name = "ReplacePlan")]
    [ProducesResponseType<Plan>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplacePlan([StringLength(50, MinimumLength = 1)] string planCode, [FromBody] PlanReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var before = await Plans.FindAsync(write, planCode) ?? throw ApiAccessErrors.PlanNotFound.With();
        await RefuseUnknownProductAsync(write, body);
        if (!await Plans.ReplaceAsync(write, body.ToPlan(planCode), version))
            throw PreconditionErrors.VersionConflict.With();
        var after = (await Plans.FindAsync(write, planCode))!;
        await AuditAsync(write, "replaced", before, after);
        var plan = Plan.Of(after);
        return Answer.Changed(plan, plan.Etag);
    });

    private async Task RefuseUnknownProductAsync(WriteScope write, PlanSettings body)
    {
        if (!string.IsNullOrEmpty(body.ProductCode) && (await products.ListAsync(write)).All(product => product.Code != body.ProductCode))
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/productCode", Code = FieldCodes.ValueNotPermitted, Detail = "There is no such product." }] };
    }

    private Task AuditAsync(WriteScope write, string what, PlanFacts? before, PlanFacts after)
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        Describe("old.", before);
        Describe("new.", after);
        return write.AuditAsync(Caller.TenantId, "organisations.plan." + what, "plan", after.Code, details);

        void Describe(string prefix, PlanFacts? plan)
        {
            if (plan is null)
                return;
            details[prefix + "perSecond"] = plan.PerSecond.ToString(CultureInfo.InvariantCulture);
            details[prefix + "perDay"] = plan.PerDay.ToString(CultureInfo.InvariantCulture);
            details[prefix + "product"] = plan.Product;
            details[prefix + "requiresPaymentMethod"] = plan.RequiresPaymentMethod ? "true" : "false";
            details[prefix + "isOffered"] = plan.Offered ? "true" : "false";
        }
    }
}
