using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Vehicles by VIN and in lists.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("vehicles")]
[Tags("Vehicles")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class VehiclesController(VehicleReading reading, PublicOrigin origin) : AosController
{
    /// <summary>Read a vehicle</summary>
    /// <remarks>The record of a vehicle, whole or as a summary: basic data, options and retrofits, paint, upholstery, numbers, integration levels, keys, mileage. Names and option texts come in English or German by `Accept-Language`. A wrong check digit does not refuse the VIN; see `checkDigit`.</remarks>
    /// <param name="vin" example="WBAUV71070A193748">Vehicle identification number with 17 characters; lower case, blanks and hyphens are accepted.</param>
    /// <param name="query">How much of it.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{vin}", Name = "GetVehicle"), CatalogueRead, Translated]
    [ProducesResponseType<Vehicle>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<Vehicle>> GetVehicle([StringLength(50, MinimumLength = 17), RegularExpression(VehicleForms.VinInput)] string vin, [FromQuery] VehicleViewQuery query, CancellationToken cancellationToken)
    {
        var (row, model, book) = await reading.FindAsync(vin, Caller, cancellationToken);
        VehicleTag.Set(HttpContext, row, query.Wanted == VehicleView.Full ? "f" : "s", Caller.DataSet, Language);
        return row.ToVehicle(model, book, Language, query.Wanted);
    }

    /// <summary>List vehicles</summary>
    /// <remarks>Vehicles that fit all filters, as summaries or with `view=full` as whole records. Vehicles of brands or kinds that the caller has no right for are not in the list. All pages of a walk show the data release in which it began.</remarks>
    [HttpGet(Name = "ListVehicles"), CatalogueRead, Translated]
    [ProducesResponseType<Page<Vehicle>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<Vehicle>>> ListVehicles([FromQuery] VehicleQuery query, CancellationToken cancellationToken)
    {
        var page = await reading.ListAsync(query, Caller, Language, cancellationToken);
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        Response.Headers.ContentLanguage = Language;
        Response.Headers.Vary = "Authorization, Accept-Language";
        Response.Headers.CacheControl = "private, max-age=60";
        return page;
    }
}
