using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>What the register is asked.</summary>
internal sealed record ViesQuestion
{
    public string? CountryCode { get; init; }
    public string? VatNumber { get; init; }
    public string? TraderName { get; init; }
    public string? TraderStreet { get; init; }
    public string? TraderPostalCode { get; init; }
    public string? TraderCity { get; init; }
}

/// <summary>What the register answers: an entry, or errors.</summary>
internal sealed record ViesAnswer
{
    public string? CountryCode { get; init; }
    public string? VatNumber { get; init; }
    public DateTimeOffset? RequestDate { get; init; }
    public bool? Valid { get; init; }
    public string? Name { get; init; }
    public string? Address { get; init; }
    public string? TraderNameMatch { get; init; }
    public string? TraderStreetMatch { get; init; }
    public string? TraderPostalCodeMatch { get; init; }
    public string? TraderCityMatch { get; init; }
    public bool? ActionSucceed { get; init; }
    public IReadOnlyList<ViesError>? ErrorWrappers { get; init; }
}

/// <summary>Why the register has no answer, such as <c>MS_UNAVAILABLE</c>.</summary>
internal sealed record ViesError
{
    public string? Error { get; init; }
    public string? Message { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNameCaseInsensitive = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ViesQuestion))]
[JsonSerializable(typeof(ViesAnswer))]
internal sealed partial class ViesJson : JsonSerializerContext;
