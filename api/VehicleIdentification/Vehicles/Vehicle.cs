using System.ComponentModel.DataAnnotations;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>
/// A vehicle. With `view` = `full` it is the whole record, and a fact that is not known is null. With `view` = `summary` it is enough to
/// choose the right vehicle; the properties that say so are then absent, whether the fact is known or not.
/// </summary>
public sealed record Vehicle
{
    /// <summary>How much of the record this is.</summary>
    /// <example>full</example>
    public required VehicleView View { get; init; }

    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    [StringLength(17, MinimumLength = 17), RegularExpression(VehicleForms.Vin)]
    public required string Vin { get; init; }

    /// <summary>Last seven characters of the VIN; not unique.</summary>
    /// <example>A193748</example>
    [StringLength(7, MinimumLength = 7), RegularExpression(VehicleForms.ShortVin)]
    public required string ShortVin { get; init; }

    /// <summary>What position 9 of the VIN says.</summary>
    /// <example>doubtful</example>
    public required CheckDigit CheckDigit { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Name of the brand.</summary>
    /// <example>BMW</example>
    [StringLength(200)]
    public required string BrandName { get; init; }

    /// <summary>Car or motorcycle; option codes have different meanings for both.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Type key of the catalogues, four characters. It need not stand in the VIN.</summary>
    /// <example>UV81</example>
    [StringLength(4, MinimumLength = 4), RegularExpression(VehicleForms.TypeKey)]
    public required string TypeKey { get; init; }

    /// <summary>Lead model.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public required string LeadModel { get; init; }

    /// <summary>Model.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public required string Model { get; init; }

    /// <summary>Model designation (sales name).</summary>
    /// <example>335i</example>
    [StringLength(200)]
    public required string ModelDesignation { get; init; }

    /// <summary>Series.</summary>
    /// <example>E91</example>
    [StringLength(200)]
    public required string Series { get; init; }

    /// <summary>Development (chassis) code.</summary>
    /// <example>E91</example>
    [StringLength(4)]
    public string? DevelopmentCode { get; init; }

    /// <summary>Body.</summary>
    /// <example>estate</example>
    public BodyType? BodyType { get; init; }

    /// <summary>Engine type.</summary>
    /// <example>N54</example>
    [StringLength(200)]
    public required string EngineType { get; init; }

    /// <summary>What drives it.</summary>
    /// <example>petrol</example>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Driven wheels, or kind of final drive of a motorcycle. Only with `view` = `full`.</summary>
    /// <example>rear</example>
    public DriveTrain? DriveTrain { get; init; }

    /// <summary>Gearbox. Only with `view` = `full`.</summary>
    /// <example>automatic</example>
    public Gearbox? Gearbox { get; init; }

    /// <summary>Side of the steering wheel. Only with `view` = `full`.</summary>
    /// <example>left</example>
    public Steering? Steering { get; init; }

    /// <summary>Country whose version it is (ISO 3166-1 alpha-2). Only with `view` = `full`.</summary>
    /// <example>DE</example>
    [StringLength(2, MinimumLength = 2), RegularExpression(VehicleForms.Country)]
    public string? CountryVersion { get; init; }

    /// <summary>Paint.</summary>
    public required CodedName Paint { get; init; }

    /// <summary>Upholstery. Only with `view` = `full`.</summary>
    public CodedName? Upholstery { get; init; }

    /// <summary>Engine number as text; leading zeros count. Only with `view` = `full`.</summary>
    /// <example>05896959</example>
    [StringLength(20), RegularExpression(VehicleForms.Number)]
    public string? EngineNumber { get; init; }

    /// <summary>Gearbox number as text; leading zeros count. Only with `view` = `full`.</summary>
    /// <example>0406545</example>
    [StringLength(20), RegularExpression(VehicleForms.Number)]
    public string? GearboxNumber { get; init; }

    /// <summary>Day of production.</summary>
    /// <example>2008-09-22</example>
    public required DateOnly ProducedOn { get; init; }

    /// <summary>Day of first registration.</summary>
    /// <example>2008-10-14</example>
    public DateOnly? FirstRegisteredOn { get; init; }

    /// <summary>Day on which the warranty starts. Only with `view` = `full`.</summary>
    /// <example>2008-10-14</example>
    public DateOnly? WarrantyStartsOn { get; init; }

    /// <summary>Integration levels of the control units. Always with `view` = `full`, and only then.</summary>
    public IntegrationLevels? IntegrationLevels { get; init; }

    /// <summary>Newest mileage known centrally, in kilometres; it never falls.</summary>
    /// <example>129226</example>
    [Range(0, 9_999_999)]
    public int? CentralMileageKm { get; init; }

    /// <summary>When the vehicle showed that mileage. Only with `view` = `full`.</summary>
    /// <example>2017-08-14T09:30:00.000Z</example>
    public DateTimeOffset? CentralMileageReadAt { get; init; }

    /// <summary>Number of keys, 0 or more. Only with `view` = `full`.</summary>
    /// <example>2</example>
    [Range(0, 99)]
    public int? NumberOfKeys { get; init; }

    /// <summary>Key system. Only with `view` = `full`.</summary>
    /// <example>CAS</example>
    [StringLength(200)]
    public string? KeySystem { get; init; }

    /// <summary>Options from the order and retrofits, in order of their codes. Always with `view` = `full`, and only then.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<VehicleOption>? Options { get; init; }

    /// <summary>Data release that the record comes from.</summary>
    /// <example>2026-10</example>
    [StringLength(200)]
    public required string Release { get; init; }

    /// <summary>When that release, or a newer mileage, took effect; never the time of the call.</summary>
    /// <example>2026-10-01T00:00:00.000Z</example>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One option of a vehicle.</summary>
public sealed record VehicleOption
{
    /// <summary>Code, three characters.</summary>
    /// <example>609</example>
    [StringLength(3, MinimumLength = 3), RegularExpression(VehicleForms.OptionCode)]
    public required string Code { get; init; }

    /// <summary>Long form: letter of the kind, code, and A.</summary>
    /// <example>S609A</example>
    [StringLength(5, MinimumLength = 5), RegularExpression(VehicleForms.LongOptionCode)]
    public required string LongCode { get; init; }

    /// <summary>Kind of equipment.</summary>
    /// <example>special</example>
    public required OptionKind Kind { get; init; }

    /// <summary>How it came into the vehicle.</summary>
    /// <example>retrofit</example>
    public required OptionOrigin Origin { get; init; }

    /// <summary>Day on which a retrofit was fitted; null for options of the order.</summary>
    /// <example>2012-05-03</example>
    public DateOnly? FittedOn { get; init; }

    /// <summary>Short text in the language of the answer.</summary>
    /// <example>Navigation system Professional</example>
    [StringLength(4000)]
    public required string ShortText { get; init; }

    /// <summary>Long text in the language of the answer.</summary>
    /// <example>Navigation system Professional with hard disk and colour screen</example>
    [StringLength(4000)]
    public required string LongText { get; init; }

    /// <summary>Code of the category.</summary>
    /// <example>communication</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Category { get; init; }
}

/// <summary>A code with its name.</summary>
public sealed record CodedName
{
    /// <summary>Code.</summary>
    /// <example>475</example>
    [StringLength(20), RegularExpression(VehicleForms.Number)]
    public required string Code { get; init; }

    /// <summary>Name in the language of the answer; the code where no name is known.</summary>
    /// <example>black-sapphire metallic</example>
    [StringLength(200)]
    public required string Name { get; init; }
}

/// <summary>Integration levels (I-levels): series group, year, month and version of the software of all control units.</summary>
public sealed record IntegrationLevels
{
    /// <summary>As it left the plant.</summary>
    /// <example>E89X-08-09-520</example>
    [StringLength(14, MinimumLength = 14), RegularExpression(VehicleForms.IntegrationLevel)]
    public string? Factory { get; init; }

    /// <summary>Now.</summary>
    /// <example>E89X-08-09-520</example>
    [StringLength(14, MinimumLength = 14), RegularExpression(VehicleForms.IntegrationLevel)]
    public string? Current { get; init; }

    /// <summary>Before the last update.</summary>
    /// <example>E89X-08-09-520</example>
    [StringLength(14, MinimumLength = 14), RegularExpression(VehicleForms.IntegrationLevel)]
    public string? Backup { get; init; }
}
