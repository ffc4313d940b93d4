using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Parts of a vehicle's record that are wanted alone.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("vehicles/{vin}")]
[Tags("Vehicles")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class VehiclePartsController(VehicleReading reading) : AosController
{
    /// <summary>Read the options of a vehicle</summary>
    /// <remarks>Options from the order and retrofits, the same as in the whole record. Texts come in English or German by `Accept-Language`.</remarks>
    /// <param name="vin" example="WBAUV71070A193748">Vehicle identification number with 17 characters; lower case, blanks and hyphens are accepted.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("options", Name = "GetVehicleOptions"), CatalogueRead, Translated]
    [ProducesResponseType<VehicleOptionList>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<VehicleOptionList>> GetOptions([StringLength(50, MinimumLength = 17), RegularExpression(VehicleForms.VinInput)] string vin, CancellationToken cancellationToken)
    {
        var (row, _, book) = await reading.FindAsync(vin, Caller, cancellationToken);
        VehicleTag.Set(HttpContext, row, "o", Caller.DataSet, Language);
        return new VehicleOptionList { Vin = row.Vin, Items = row.AllOptions(book, Language), Release = row.ReleaseName, AsOf = row.AsOf };
    }

    /// <summary>Read the integration levels of a vehicle</summary>
    /// <remarks>The software state of all control units: as it left the plant, now, and before the last update.</remarks>
    /// <param name="vin" example="WBAUV71070A193748">Vehicle identification number with 17 characters; lower case, blanks and hyphens are accepted.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("integration-levels", Name = "GetVehicleIntegrationLevels"), CatalogueRead, Translated]
    [ProducesResponseType<VehicleIntegrationLevels>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<VehicleIntegrationLevels>> GetLevels([StringLength(50, MinimumLength = 17), RegularExpression(VehicleForms.VinInput)] string vin, CancellationToken cancellationToken)
    {
        var (row, _, _) = await reading.FindAsync(vin, Caller, cancellationToken);
        VehicleTag.Set(HttpContext, row, "i", Caller.DataSet, Language);
        return new VehicleIntegrationLevels { Vin = row.Vin, IntegrationLevels = row.Levels, Release = row.ReleaseName, AsOf = row.AsOf };
    }

    /// <summary>Read the mileage of a vehicle</summary>
    /// <remarks>The newest mileage known centrally and when the vehicle showed it. It does not wait for a data release.</remarks>
    /// <param name="vin" example="WBAUV71070A193748">Vehicle identification number with 17 characters; lower case, blanks and hyphens are accepted.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("mileage", Name = "GetVehicleMileage"), CatalogueRead, Translated]
    [ProducesResponseType<VehicleMileage>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<VehicleMileage>> GetMileage([StringLength(50, MinimumLength = 17), RegularExpression(VehicleForms.VinInput)] string vin, CancellationToken cancellationToken)
    {
        var (row, _, _) = await reading.FindAsync(vin, Caller, cancellationToken);
        VehicleTag.Set(HttpContext, row, "m", Caller.DataSet, Language);
        return new VehicleMileage { Vin = row.Vin, CentralMileageKm = row.MileageKm, CentralMileageReadAt = row.MileageReadAt, AsOf = row.AsOf };
    }
}
