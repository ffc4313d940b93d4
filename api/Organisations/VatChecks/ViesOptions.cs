using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>Where VAT ids are checked (section <c>Vies</c>).</summary>
internal sealed class ViesOptions
{
    /// <summary>The public REST API of the European register.</summary>
    public const string Public = "https://ec.europa.eu/taxation_customs/vies/rest-api";

    /// <summary>Base address of the service. Absent: the European register; in development this program's own stand-in at <c>/sandbox/vies</c>.</summary>
    [RegularExpression("^https?://.*")]
    public string? BaseUrl { get; set; }

    /// <summary>Seconds after which a check counts as not answered.</summary>
    [Range(1, 10)]
    public int TimeoutSeconds { get; set; } = 5;
}
