using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Types by type key and by their features.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("types")]
[Tags("Types")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class TypesController(TypeFinder finder, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Find types by their features</summary>
    /// <remarks>Types that fit the named features, and the choices that are left with the number of types that each finds. At least one criterion is needed. A feature that is not known of a type fits no value. When nothing fits, the list is empty and the facets show which other choice would find something.</remarks>
    [HttpGet(Name = "SearchTypes"), CatalogueRead, Translated]
    [ProducesResponseType<VehicleTypePage>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<VehicleTypePage>> SearchTypes([FromQuery] TypeQuery query, CancellationToken cancellationToken)
    {
        var (page, release) = await finder.FindAsync(query, Caller, Language, cancellationToken);
        ReleaseTag.Set(HttpContext, release, $"{ReleaseTag.MarkOf(Caller)}.{cursors.CurrentHour()}", Caller.DataSet, Language);
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        return page;
    }

    /// <summary>Read a type</summary>
    /// <remarks>What all vehicles with one type key have in common.</remarks>
    /// <param name="typeKey" example="UV81">Type key, four characters; lower case is accepted.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{typeKey}", Name = "GetType"), CatalogueRead, Translated]
    [ProducesResponseType<VehicleType>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<VehicleType>> GetOne([StringLength(4, MinimumLength = 4), RegularExpression("^[0-9A-HJ-NPR-Za-hj-npr-z]{4}$")] string typeKey, CancellationToken cancellationToken)
    {
        var (type, release) = await finder.GetAsync(typeKey ?? "", Caller, cancellationToken);
        ReleaseTag.Set(HttpContext, release, type.TypeKey, Caller.DataSet, Language);
        return type;
    }
}
