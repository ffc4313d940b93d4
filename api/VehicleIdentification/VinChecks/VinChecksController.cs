using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>What is wrong with a text that should be a VIN, and what was probably meant.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("vin-checks")]
[Tags("VinChecks")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class VinChecksController(VinChecking checking) : AosController
{
    private const string Slash = "%2F";

    /// <summary>Check a VIN</summary>
    /// <remarks>Checks any text: form, check digit, model year, manufacturer, plant, serial number. Each finding has a stable code and a severity that depends on the market; the text comes in English or German by `Accept-Language`. If the VIN is not known, `candidates` are vehicles among your data whose VIN differs in one character, in two swapped neighbours or in characters that look alike. A text is never refused for what stands in it, only for more than 200 characters.</remarks>
    /// <param name="text" example="wbauv71O70A193748">The text, at most 200 characters, URL-encoded. Characters that are not known may be `*`.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{text}", Name = "CheckVin"), CatalogueRead, Translated]
    [ProducesResponseType<VinCheck>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<VinCheck>> CheckVin([StringLength(VinText.MaxLength, MinimumLength = 1)] string text, CancellationToken cancellationToken)
    {
        var sent = AsSent(text);
        if (sent.Length > VinText.MaxLength)
            throw new ProblemException(VehicleIdentificationErrors.TextTooLong, [])
            {
                Fields = [new() { Parameter = "text", Code = FieldCodes.TooLong, Detail = $"At most {VinText.MaxLength} characters are permitted; these are {sent.Length}." }],
            };
        var (check, tookEffectAt) = await checking.CheckAsync(sent, Caller, Language, cancellationToken);
        CatalogueHeaders.Set(HttpContext, tookEffectAt, Language);
        return check;
    }

    /// <summary>The framework binds a text of blanks as null, and leaves an encoded slash as it is because it would divide the path.</summary>
    private string AsSent(string? bound)
    {
        var text = bound ?? RouteData.Values["text"] as string ?? "";
        if (!text.Contains(Slash, StringComparison.OrdinalIgnoreCase))
            return text;
        var path = HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
