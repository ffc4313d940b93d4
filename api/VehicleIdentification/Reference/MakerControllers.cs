using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>The list of world manufacturer identifiers.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("wmis")]
[Tags("Wmis")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class WmisController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List world manufacturer identifiers</summary>
    /// <remarks>How the VINs of manufacturers begin, as far as they stand for brands that you may see, or for several. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListWmis"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<WmiEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<WmiEntry>>> ListWmis([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Wmis, query, cancellationToken);
}

/// <summary>The list of plants.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("plants")]
[Tags("Plants")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class PlantsController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List plants</summary>
    /// <remarks>Where vehicles were made, by WMI and the character in position 11 of the VIN; names in English or German by `Accept-Language`. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListPlants"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<PlantEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<PlantEntry>>> ListPlants([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Plants, query, cancellationToken);
}
