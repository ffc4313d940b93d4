using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>The list of series.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("series")]
[Tags("Series")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class SeriesController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List series</summary>
    /// <remarks>Series of the brands that you may see, with their development codes. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListSeries"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<SeriesEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<SeriesEntry>>> ListSeries([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Series, query, cancellationToken);
}

/// <summary>The list of development codes.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("development-codes")]
[Tags("DevelopmentCodes")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class DevelopmentCodesController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List development codes</summary>
    /// <remarks>Development (chassis) codes of the brands that you may see, with their series. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListDevelopmentCodes"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<DevelopmentCodeEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<DevelopmentCodeEntry>>> ListDevelopmentCodes([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.DevelopmentCodes, query, cancellationToken);
}

/// <summary>The list of models.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("models")]
[Tags("Models")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class ModelsController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List models</summary>
    /// <remarks>Models of the brands that you may see, by type key. To find one by its features, use the type finder. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListModels"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<ModelEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<ModelEntry>>> ListModels([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Models, query, cancellationToken);
}

/// <summary>The list of engines.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("engines")]
[Tags("Engines")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class EnginesController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List engines</summary>
    /// <remarks>Engine types of the brands that you may see. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListEngines"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<EngineEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<EngineEntry>>> ListEngines([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Engines, query, cancellationToken);
}
