using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>Checks of VAT ids before a registration is sent, without a token.</summary>
[ApiProduct("portal", 1)]
[Route("vat-checks")]
[Tags("VatChecks")]
[AllowAnonymous]
internal sealed class VatChecksController(VatChecker checker, Writes writes) : AosController
{
    /// <summary>Check a VAT id</summary>
    /// <remarks>
    /// Asks the European VAT register whether the VAT id is valid; VAT id, name, street, post code and town are sent to it. The answer never tells what
    /// the register knows. `unavailable` means that the register did not answer within 5 seconds: a registration can be sent nevertheless, and the check
    /// is repeated later. At most 30 checks an hour for one network address.
    /// </remarks>
    /// <param name="body">The VAT id, and whose it is.</param>
    [HttpPost(Name = "CheckVatId")]
    [ProducesResponseType<VatCheck>(StatusCodes.Status200OK)]
    public async Task<ActionResult<VatCheck>> CheckVatId([FromBody] VatCheckRequest body)
    {
        var vatId = VatRules.Normalise(body.VatId!);
        if (WrongFields(body.Country!, vatId) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        await writes.RunAsync(Actor.System, HttpContext.TraceIdentifier, async write =>
        {
            await VisitorLimits.TakeAsync(write, VisitorLimits.VatChecks, HttpContext);
            return true;
        }, HttpContext.RequestAborted);
        var result = await checker.CheckAsync(new(body.Country!, vatId, body.Name!, body.Street!, body.PostCode!, body.Town!), HttpContext.RequestAborted);
        Response.Headers.CacheControl = "no-store";
        return new VatCheck { VatId = vatId, Status = Enum.Parse<VatCheckStatus>(result.Status.ToString()), CheckedAt = result.CheckedAt };
    }

    private static List<FieldError> WrongFields(string country, string vatId)
    {
        if (!VatRules.IsChecked(country))
            return [new() { Pointer = "/country", Code = FieldCodes.ValueNotPermitted, Detail = "Only VAT ids of countries of the European Union are checked." }];
        return VatRules.IsWellFormed(country, vatId)
            ? []
            : [new() { Pointer = "/vatId", Code = FieldCodes.FormatInvalid, Detail = "Send the VAT id with the prefix of the country, such as DE123456789." }];
    }
}

/// <summary>A VAT id that is to be checked, with the data that the register compares.</summary>
public sealed record VatCheckRequest
{
    /// <summary>Country of the organisation (ISO 3166-1 alpha-2), one of the European Union.</summary>
    /// <example>DE</example>
    [Required, StringLength(2, MinimumLength = 2), RegularExpression("^[A-Z]{2}$")]
    public string? Country { get; init; }

    /// <summary>VAT id with the prefix of the country. Blanks are removed, letters become capitals.</summary>
    /// <example>DE123456789</example>
    [Required, StringLength(32)]
    public string? VatId { get; init; }

    /// <summary>Name of the organisation.</summary>
    /// <example>Example Company</example>
    [Required, StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Street and house number.</summary>
    /// <example>Example street 123a</example>
    [Required, StringLength(100)]
    public string? Street { get; init; }

    /// <summary>Post code.</summary>
    /// <example>13245</example>
    [Required, StringLength(12)]
    public string? PostCode { get; init; }

    /// <summary>Town.</summary>
    /// <example>Example city</example>
    [Required, StringLength(100)]
    public string? Town { get; init; }
}

/// <summary>What the VAT register says.</summary>
public sealed record VatCheck
{
    /// <summary>The VAT id as it was checked.</summary>
    /// <example>DE123456789</example>
    [StringLength(16)]
    public required string VatId { get; init; }

    /// <summary>Result.</summary>
    /// <example>valid</example>
    public required VatCheckStatus Status { get; init; }

    /// <summary>When the register answered; null if it did not.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? CheckedAt { get; init; }
}

/// <summary>Result of a check.</summary>
public enum VatCheckStatus
{
    /// <summary>The register knows the VAT id.</summary>
    Valid,

    /// <summary>The register does not know it; a registration with it is refused.</summary>
    Invalid,

    /// <summary>The register did not answer.</summary>
    Unavailable,
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VatCheckRequest))]
[JsonSerializable(typeof(VatCheck))]
[JsonSerializable(typeof(ViesQuestion))]
[JsonSerializable(typeof(ViesAnswer))]
internal sealed partial class VatChecksJson : JsonSerializerContext;
