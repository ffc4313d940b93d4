using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>
/// Plays the European VAT register in development, so that the client is used as it is. Numbers of its list have an entry;
/// for others the last three digits decide, and without a magic ending they are valid and tell neither name nor address.
/// </summary>
[ApiController, AllowAnonymous, TolerantRequest, ApiExplorerSettings(IgnoreApi = true)]
[Route(Base)]
internal sealed class ViesSandboxController(IHostEnvironment environment, TimeProvider time) : ControllerBase
{
    /// <summary>Its base address.</summary>
    public const string Base = "/sandbox/vies";

    private const string NotTold = "---", NotProcessed = "NOT_PROCESSED";
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(12);

    private static readonly Lazy<Dictionary<string, string[]>> Register = new(() =>
    {
        using var lines = new StreamReader(typeof(ViesSandboxController).Assembly.GetManifestResourceStream("sandbox-vat-register.tsv")!);
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(entry => entry[0], StringComparer.Ordinal);
    });

    /// <summary>Answers as the register does.</summary>
    [HttpPost("check-vat-number", Name = "sandbox:CheckVatNumber")]
    public async Task<IActionResult> CheckVatNumber([FromBody] ViesQuestion question)
    {
        if (!environment.IsDevelopment())
            throw RequestErrors.NotFound.With();
        var number = question.CountryCode + question.VatNumber;
        if (Register.Value.GetValueOrDefault(number) is { } entry)
            return Ok(Entry(question, $"{entry[1]}", $"{entry[2]}\n{entry[3]} {entry[4]}"));
        switch (number)
        {
            case [.., '0', '0', '0']:
                return Ok(Entry(question, NotTold, NotTold) with { Valid = false });
            case [.., '5', '0', '3']:
                return Ok(new ViesAnswer { ActionSucceed = false, ErrorWrappers = [new() { Error = "MS_UNAVAILABLE" }] });
            case [.., '5', '0', '4']:
                await Task.Delay(Slowness, time, HttpContext.RequestAborted);
                break;
            case [.., '5', '0', '2']:
                return Content("<html>Bad gateway</html>", "text/html");
            case [.., '4', '0', '9']:
                return Ok(Entry(question, "Somebody Else", "Another street 1\n99999 Elsewhere"));
        }

        return Ok(Entry(question, NotTold, NotTold));
    }

    private ViesAnswer Entry(ViesQuestion question, string name, string address) => new()
    {
        CountryCode = question.CountryCode,
        VatNumber = question.VatNumber,
        RequestDate = time.GetUtcNow(),
        Valid = true,
        Name = name,
        Address = address,
        TraderNameMatch = NotProcessed,
        TraderStreetMatch = NotProcessed,
        TraderPostalCodeMatch = NotProcessed,
        TraderCityMatch = NotProcessed,
    };
}
