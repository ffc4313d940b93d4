using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>What changed since a release, for those who keep a copy of the data.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("changes")]
[Tags("Changes")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class ChangesController(ChangeReading reading, PublicOrigin origin) : AosController
{
    /// <summary>List changes since a release</summary>
    /// <remarks>Every change of a vehicle's record that you see, release by release; a vehicle that changed in two releases comes twice. `removed` means: delete it from your copy. All pages of a walk go up to the release that was current when it began, which each page names; when you have taken over the last page, your copy has that release. After a roll-back, or when the release of your copy has been purged, the answer is 410 and your copy is to be made anew by an export.</remarks>
    [HttpGet(Name = "ListChanges"), CatalogueRead]
    [ProducesResponseType<ChangePage>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<ChangePage>> ListChanges([FromQuery] ChangeQuery query, CancellationToken cancellationToken)
    {
        var (page, tookEffectAt) = await reading.FeedAsync(query, Caller, cancellationToken);
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        CatalogueHeaders.Set(HttpContext, tookEffectAt, language: null);
        return page;
    }
}
