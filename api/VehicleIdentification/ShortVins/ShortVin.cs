using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.ShortVins;

/// <summary>A short VIN and the vehicles that it may mean: it is not unique over manufacturers and years.</summary>
public sealed record ShortVin
{
    /// <summary>Last seven characters of a VIN, in upper case.</summary>
    /// <example>A193748</example>
    [StringLength(7, MinimumLength = 7), RegularExpression(VehicleForms.ShortVin)]
    [JsonPropertyName("shortVin")]
    public required string Value { get; init; }

    /// <summary>Vehicles with these last seven characters, in order of their VINs; one or more.</summary>
    [MaxLength(ShortVinStore.Most)]
    public required IReadOnlyList<ShortVinMatch> Matches { get; init; }
}

/// <summary>A vehicle with the short VIN: its VIN, and what is needed to choose the right one.</summary>
public sealed record ShortVinMatch
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Type key, four characters.</summary>
    /// <example>UV81</example>
    [StringLength(4, MinimumLength = 4), RegularExpression(VehicleForms.TypeKey)]
    public required string TypeKey { get; init; }

    /// <summary>Model designation (sales name).</summary>
    /// <example>335i</example>
    [StringLength(200)]
    public required string ModelDesignation { get; init; }

    /// <summary>Series.</summary>
    /// <example>E91</example>
    [StringLength(200)]
    public required string Series { get; init; }

    /// <summary>Body.</summary>
    /// <example>estate</example>
    public BodyType? BodyType { get; init; }

    /// <summary>Paint.</summary>
    public required CodedName Paint { get; init; }

    /// <summary>Country whose version it is (ISO 3166-1 alpha-2).</summary>
    /// <example>DE</example>
    [StringLength(2, MinimumLength = 2), RegularExpression(VehicleForms.Country)]
    public string? CountryVersion { get; init; }

    /// <summary>Day of production.</summary>
    /// <example>2008-09-22</example>
    public required DateOnly ProducedOn { get; init; }

    /// <summary>Day of first registration.</summary>
    /// <example>2008-10-14</example>
    public DateOnly? FirstRegisteredOn { get; init; }
}
