using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>The catalogue of API products, as the operator keeps it.</summary>
[ApiProduct("administration", 1)]
[Route("api-products")]
[Tags("ApiProducts")]
[Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class ApiProductAdministrationController(ApiProductStore products, Writes writes) : AosController
{
    /// <summary>List API products with all their settings</summary>
    /// <remarks>In their order, with the texts in every language.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListAdministeredApiProducts")]
    [ProducesResponseType<Page<AdministeredApiProduct>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AdministeredApiProduct>>> ListAdministeredApiProducts(CancellationToken cancellationToken) =>
        new Page<AdministeredApiProduct> { Items = [.. (await products.ListAsync(cancellationToken)).Select(product => product.ToAdministered())] };

    /// <summary>Read an API product with all its settings</summary>
    /// <remarks>With the texts in every language.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{productCode}", Name = "GetAdministeredApiProduct")]
    [ProducesResponseType<AdministeredApiProduct>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<AdministeredApiProduct>> GetAdministeredApiProduct([StringLength(50, MinimumLength = 1)] string productCode, CancellationToken cancellationToken)
    {
        var product = (await products.FindAsync(productCode, cancellationToken) ?? throw ApiAccessErrors.ProductNotFound.With()).ToAdministered();
        Response.Headers.ETag = product.Etag;
        return product;
    }

    /// <summary>Replace an API product</summary>
    /// <remarks>Sets texts, state, prices and conditions. Code, right and scopes are fixed. A product that is not `available` can be called by nobody: 409 `access.product-not-available` on every node within a second. Raising `conditionsVersion` asks every organisation with access to accept anew: at once before it makes clients or changes its plan, and in 30 days, or sooner where an older version waits already, before calls are refused (403 `access.conditions-not-accepted`); its legal representative is reminded by mail.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="body">The product, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{productCode}", Name = "ReplaceApiProduct")]
    [Access(Scopes.Administration, Machine = ApiAccess.StaffRight, Person = ApiAccess.StaffRight, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<AdministeredApiProduct>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceApiProduct([StringLength(50, MinimumLength = 1)] string productCode, [FromBody] ApiProductReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var before = (await products.ListAsync(write)).FirstOrDefault(one => one.Code == productCode) ?? throw ApiAccessErrors.ProductNotFound.With();
        var wrong = new List<FieldError>();
        if (!string.IsNullOrEmpty(body.ContactEmail) && !Messages.IsPublicAddress(body.ContactEmail))
            wrong.Add(new() { Pointer = "/contactEmail", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." });
        if (body.ConditionsVersion < before.ConditionsVersion)
            wrong.Add(new() { Pointer = "/conditionsVersion", Code = FieldCodes.ValueNotPermitted, Detail = $"The version in force is {before.ConditionsVersion}; it can only rise." });
        if (wrong.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        var product = (await products.ReplaceAsync(write, productCode, version, body) ?? throw PreconditionErrors.VersionConflict.With()).ToAdministered();
        if (product.ConditionsVersion > before.ConditionsVersion)
            await ProductRights.DemandConditionsAsync(write, before.RightCode, ApiAccess.TimeToAccept);
        await write.AuditAsync(Caller.TenantId, "organisations.apiProduct.replaced", "apiProduct", productCode, new Dictionary<string, string?>
        {
            ["old.state"] = before.State,
            ["new.state"] = body.State,
            ["old.conditionsVersion"] = before.ConditionsVersion.ToString(CultureInfo.InvariantCulture),
            ["new.conditionsVersion"] = body.ConditionsVersion?.ToString(CultureInfo.InvariantCulture),
        });
        return Answer.Changed(product, product.Etag);
    });
}
