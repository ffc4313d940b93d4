using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>The list of brands.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("brands")]
[Tags("Brands")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class BrandsController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List brands</summary>
    /// <remarks>Brands whose data you may see, with their names. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListBrands"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<BrandEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<BrandEntry>>> ListBrands([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Brands, query, cancellationToken);
}

/// <summary>The list of options.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("options")]
[Tags("Options")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class OptionsController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List options</summary>
    /// <remarks>Special, country and package equipment, with texts in English or German by `Accept-Language`. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListOptions"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<OptionEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<OptionEntry>>> ListOptions([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Options, query, cancellationToken);
}

/// <summary>The list of paints.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("paints")]
[Tags("Paints")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class PaintsController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List paints</summary>
    /// <remarks>Paints with names in English or German by `Accept-Language`, and their colour on screens. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListPaints"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<PaintEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<PaintEntry>>> ListPaints([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Paints, query, cancellationToken);
}

/// <summary>The list of upholsteries.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("upholsteries")]
[Tags("Upholsteries")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class UpholsteriesController(ReferenceReading reading, Cursors cursors, PublicOrigin origin) : ReferenceController(reading, cursors, origin)
{
    /// <summary>List upholsteries</summary>
    /// <remarks>Upholsteries with names in English or German by `Accept-Language`. Whoever keeps a copy asks with `changedSince` for what has changed.</remarks>
    [HttpGet(Name = "ListUpholsteries"), CatalogueRead, Translated]
    [ProducesResponseType<ReferencePage<UpholsteryEntry>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public Task<ActionResult<ReferencePage<UpholsteryEntry>>> ListUpholsteries([FromQuery] ReferenceQuery query, CancellationToken cancellationToken) =>
        ListAsync(book => book.Upholsteries, query, cancellationToken);
}
