using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>The catalogue of API products with what the own organisation has of them.</summary>
[ApiProduct("portal", 1)]
[Route("organisation/api-products")]
[Tags("ApiProducts")]
[Access(Scopes.PortalRead, Person = Person.AnyUser)]
internal sealed class OwnApiProductsController(ApiProductStore products, ProductRights rights, ClientStore clients, PublicOrigin origin) : AosController
{
    private const int MostClients = 200;

    /// <summary>List API products with the own access</summary>
    /// <remarks>The catalogue in its order; each product tells whether the organisation has it, with which plan, and, to the legal representative and holders of the permission `apiClients`, which clients use it.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListOwnApiProducts"), Translated]
    [ProducesResponseType<Page<OwnApiProduct>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<OwnApiProduct>>> ListOwnApiProducts(CancellationToken cancellationToken)
    {
        Response.Headers.ContentLanguage = Language;
        return new Page<OwnApiProduct> { Items = await ReadAsync(cancellationToken) };
    }

    /// <summary>Read an API product with the own access</summary>
    /// <remarks>Whether the organisation has it, with which plan, and, to the legal representative and holders of the permission `apiClients`, which clients use it.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{productCode}", Name = "GetOwnApiProduct"), Translated]
    [ProducesResponseType<OwnApiProduct>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<OwnApiProduct>> GetOwnApiProduct([StringLength(50, MinimumLength = 1)] string productCode, CancellationToken cancellationToken)
    {
        var product = (await ReadAsync(cancellationToken)).FirstOrDefault(one => one.Code == productCode) ?? throw ApiAccessErrors.ProductNotFound.With();
        Response.Headers.ContentLanguage = Language;
        return product;
    }

    private async Task<IReadOnlyList<OwnApiProduct>> ReadAsync(CancellationToken cancellation)
    {
        var held = (await rights.ListAsync(Caller.TenantId, cancellation)).Where(right => right.IsThere).ToDictionary(right => right.Code, StringComparer.Ordinal);
        var applied = await products.AppliedAsync(Caller.TenantId, cancellation);
        var environment = Caller.TenantKind == TenantKinds.Sandbox ? "sandbox" : "production";
        // Clients are shown to those who look after them.
        var seesClients = Caller.IsRepresentative || (Caller.Rights.TryGetValue(ApiAccess.ClientsRight, out var looksAfter) && !looksAfter.Suspended);
        var own = seesClients ? await clients.ListOfOrganisationAsync(Caller.TenantId, environment, after: null, MostClients, cancellation) : [];
        return [.. (await products.ListAsync(cancellation)).Select(product => OwnApiProduct.Of(
            product.ToInfo(Language, origin),
            held.TryGetValue(product.RightCode, out var right) ? right.State == "suspended" ? ApiProductAccess.Suspended : ApiProductAccess.Active
                : applied.Contains(product.Code) ? ApiProductAccess.Applied : ApiProductAccess.None,
            right?.PlanCode,
            [.. own.Where(client => client.Rights.Contains(product.RightCode)).Select(client => client.Id)]))];
    }
}
