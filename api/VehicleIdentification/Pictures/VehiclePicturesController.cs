using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Pictures of vehicles.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("vehicles/{vin}/pictures")]
[Tags("VehiclePictures")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class VehiclePicturesController(VehicleReading reading) : AosController
{
    /// <summary>Read a picture of a vehicle</summary>
    /// <remarks>A drawing of the vehicle's body in its paint, as SVG with a title in English or German. It is no photograph and shows no options. Raster formats are not offered: an `Accept` without SVG is answered 406.</remarks>
    /// <param name="vin" example="WBAUV71070A193748">Vehicle identification number with 17 characters; lower case, blanks and hyphens are accepted.</param>
    /// <param name="view" example="side">From where: `side`, `front` or `rear`.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{view}", Name = "GetVehiclePicture"), Translated, FileAnswer(SvgResult.MediaType)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<IActionResult> GetPicture(
        [StringLength(50, MinimumLength = 17), RegularExpression(VehicleForms.VinInput)] string vin, [StringLength(10), RegularExpression("^(side|front|rear)$")] string view, CancellationToken cancellationToken)
    {
        var wanted = VehiclePicture.ViewOf(view) ?? throw PictureErrors.ViewNotFound.With(CallerName.Shown(view ?? ""));
        var (row, model, book) = await reading.FindAsync(vin, Caller, cancellationToken);
        VehicleTag.Set(HttpContext, row, $"p{PictureDrawing.Edition}{view}", Caller.DataSet, Language);
        return new SvgResult(() => VehiclePicture.Draw(row, model, book, wanted, Language));
    }
}
