using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>The catalogue of API products, for everybody.</summary>
[ApiProduct("portal", 1)]
[Tags("ApiProducts")]
[AllowAnonymous]
internal sealed class ApiProductsController(ApiProductStore products, PublicOrigin origin) : AosController
{
    /// <summary>List API products</summary>
    /// <remarks>All products in their order, announced ones too. `/portal/v1/organisation/api-products` adds what the own organisation has of them.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("api-products", Name = "ListApiProducts"), Translated]
    [ProducesResponseType<Page<ApiProductInfo>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ApiProductInfo>>> ListApiProducts(CancellationToken cancellationToken)
    {
        Response.Headers.ContentLanguage = Language;
        return new Page<ApiProductInfo> { Items = [.. (await products.ListAsync(cancellationToken)).Select(product => product.ToInfo(Language, origin))] };
    }

    /// <summary>Read an API product</summary>
    /// <remarks>What it delivers, whether it can be had, and where its documentation is.</remarks>
    /// <param name="productCode" example="vehicle-identification">Code of the product.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("api-products/{productCode}", Name = "GetApiProduct"), Translated]
    [ProducesResponseType<ApiProductInfo>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ApiProductInfo>> GetApiProduct([StringLength(50, MinimumLength = 1)] string productCode, CancellationToken cancellationToken)
    {
        var product = await products.FindAsync(productCode, cancellationToken) ?? throw ApiAccessErrors.ProductNotFound.With();
        Response.Headers.ContentLanguage = Language;
        return product.ToInfo(Language, origin);
    }

    /// <summary>Read the overview of the APIs</summary>
    /// <remarks>Heading, boxes in order, and the paragraphs below them, as a page shows them.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("api-overview", Name = "GetApiOverview"), Translated]
    [ProducesResponseType<ApiOverview>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ApiOverview>> GetApiOverview(CancellationToken cancellationToken)
    {
        Response.Headers.ContentLanguage = Language;
        var texts = await products.OverviewAsync(Language, cancellationToken);
        return new ApiOverview
        {
            Heading = texts.Heading,
            MoreLabel = texts.MoreLabel,
            Products = [.. (await products.ListAsync(cancellationToken)).Where(product => product.Shown != ApiProductState.Retired).Select(product => product.ToInfo(Language, origin))],
            Paragraphs = texts.Paragraphs,
        };
    }
}
