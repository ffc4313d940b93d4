using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.ShortVins;

/// <summary>Vehicles by the last seven characters of their VINs.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("short-vins")]
[Tags("ShortVins")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class ShortVinsController(ShortVinStore vehicles, Codebooks codebooks) : AosController
{
    /// <summary>Find vehicles by the last seven of the VIN</summary>
    /// <remarks>All vehicles whose VIN ends with these seven characters, with what is needed to choose the right one. Read that one by its whole VIN.</remarks>
    /// <param name="shortVin" example="A193748">Last seven characters of the VIN; lower case, blanks and hyphens are accepted.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{shortVin}", Name = "GetShortVin"), CatalogueRead, Translated]
    [ProducesResponseType<ShortVin>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<ShortVin>> GetShortVin([StringLength(20, MinimumLength = 7), RegularExpression(VehicleForms.ShortVinInput)] string shortVin, CancellationToken cancellationToken)
    {
        var wanted = ShortVinRules.Parse(shortVin);
        var rows = await vehicles.FindAsync(Caller.DataSet, wanted, cancellationToken);
        if (rows is not [var first, ..])
            throw VehicleIdentificationErrors.ShortVinNotFound.With(wanted);
        var book = await codebooks.OfAsync(Caller.DataSet, first.Release);
        var matches = new List<ShortVinMatch>();
        foreach (var row in rows)
            if (matches.Count < ShortVinStore.Most && book.Models.TryGetValue(row.ModelId, out var model) && VehicleVisibility.IsVisible(model, Caller))
                matches.Add(row.ToMatch(model, book, Language));
        if (matches.Count == 0)
            throw VehicleIdentificationErrors.ShortVinNotFound.With(wanted);
        CatalogueHeaders.Set(HttpContext, first.TookEffectAt, Language);
        return new ShortVin { Value = wanted, Matches = matches };
    }
}
