using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>The history of a vehicle's record.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("vehicles/{vin}/changes")]
[Tags("VehicleChanges")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class VehicleChangesController(ChangeReading reading, PublicOrigin origin) : AosController
{
    /// <summary>List changes of a vehicle's record</summary>
    /// <remarks>What each release changed in the record of this vehicle, the newest first, back to the oldest release that is kept. A vehicle that is gone has a history, too.</remarks>
    /// <param name="vin" example="WBAUV71070A193748">Vehicle identification number with 17 characters; lower case, blanks and hyphens are accepted.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListVehicleChanges"), CatalogueRead]
    [ProducesResponseType<Page<VehicleChange>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<VehicleChange>>> ListVehicleChanges([StringLength(50, MinimumLength = 17), RegularExpression(VehicleForms.VinInput)] string vin, [FromQuery] WalkQuery query, CancellationToken cancellationToken)
    {
        var page = await reading.HistoryAsync(vin, query, Caller, cancellationToken);
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        CatalogueHeaders.Set(HttpContext, page.Items is [var newest, ..] ? newest.TookEffectAt.UtcDateTime : null, language: null);
        return page;
    }
}
