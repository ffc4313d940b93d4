namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>The whole record of a vehicle: basic data, options, numbers, integration levels. A fact that is not known is null.</summary>
public sealed record Vehicle
{
    /// <summary>Vehicle identification number, 17 characters.</summary>
    /// <example>WBAUV71070A193748</example>
    public required string Vin { get; init; }

    /// <summary>Last seven characters of the VIN; not unique.</summary>
    /// <example>A193748</example>
    public required string ShortVin { get; init; }

    /// <summary>What position 9 of the VIN says.</summary>
    public required CheckDigit CheckDigit { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    public required string Brand { get; init; }

    /// <summary>Name of the brand.</summary>
    /// <example>BMW</example>
    public required string BrandName { get; init; }

    /// <summary>Car or motorcycle; option codes have different meanings for both.</summary>
    public required ProductType ProductType { get; init; }

    /// <summary>Type key of the catalogues, four characters. It need not stand in the VIN.</summary>
    /// <example>UV81</example>
    public required string TypeKey { get; init; }

    /// <summary>Lead model.</summary>
    /// <example>UV81</example>
    public required string LeadModel { get; init; }

    /// <summary>Model.</summary>
    /// <example>UV81</example>
    public required string Model { get; init; }

    /// <summary>Model designation (sales name).</summary>
    /// <example>335i</example>
    public required string ModelDesignation { get; init; }

    /// <summary>Series.</summary>
    /// <example>E91</example>
    public required string Series { get; init; }

    /// <summary>Development (chassis) code.</summary>
    /// <example>E91</example>
    public string? DevelopmentCode { get; init; }

    /// <summary>Body.</summary>
    public BodyType? BodyType { get; init; }

    /// <summary>Engine type.</summary>
    /// <example>N54</example>
    public required string EngineType { get; init; }

    /// <summary>What drives it.</summary>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Driven wheels, or kind of final drive of a motorcycle.</summary>
    public DriveTrain? DriveTrain { get; init; }

    /// <summary>Gearbox.</summary>
    public Gearbox? Gearbox { get; init; }

    /// <summary>Side of the steering wheel.</summary>
    public Steering? Steering { get; init; }

    /// <summary>Country whose version it is (ISO 3166-1 alpha-2).</summary>
    /// <example>DE</example>
    public string? CountryVersion { get; init; }

    /// <summary>Paint.</summary>
    public required CodedName Paint { get; init; }

    /// <summary>Upholstery.</summary>
    public CodedName? Upholstery { get; init; }

    /// <summary>Engine number as text; leading zeros count.</summary>
    /// <example>05896959</example>
    public string? EngineNumber { get; init; }

    /// <summary>Gearbox number as text; leading zeros count.</summary>
    /// <example>0406545</example>
    public string? GearboxNumber { get; init; }

    /// <summary>Day of production.</summary>
    /// <example>2008-09-22</example>
    public required DateOnly ProducedOn { get; init; }

    /// <summary>Day of first registration.</summary>
    /// <example>2008-10-14</example>
    public DateOnly? FirstRegisteredOn { get; init; }

    /// <summary>Day on which the warranty starts.</summary>
    /// <example>2008-10-14</example>
    public DateOnly? WarrantyStartsOn { get; init; }

    /// <summary>Integration levels of the control units.</summary>
    public required IntegrationLevels IntegrationLevels { get; init; }

    /// <summary>Newest mileage known centrally, in kilometres; it never falls.</summary>
    /// <example>129226</example>
    public int? CentralMileageKm { get; init; }

    /// <summary>When the vehicle showed that mileage.</summary>
    public DateTimeOffset? CentralMileageReadAt { get; init; }

    /// <summary>Number of keys, 0 or more.</summary>
    /// <example>2</example>
    public int? NumberOfKeys { get; init; }

    /// <summary>Key system.</summary>
    /// <example>CAS</example>
    public string? KeySystem { get; init; }

    /// <summary>Options from the order and retrofits, in order of their codes.</summary>
    public required IReadOnlyList<VehicleOption> Options { get; init; }

    /// <summary>Data release that the record comes from.</summary>
    /// <example>2026-10</example>
    public required string Release { get; init; }

    /// <summary>When that release, or a newer mileage, took effect; never the time of the call.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One option of a vehicle.</summary>
public sealed record VehicleOption
{
    /// <summary>Code, three characters.</summary>
    /// <example>609</example>
    public required string Code { get; init; }

    /// <summary>Long form: letter of the kind, code, and A.</summary>
    /// <example>S609A</example>
    public required string LongCode { get; init; }

    /// <summary>Kind of equipment.</summary>
    public required OptionKind Kind { get; init; }

    /// <summary>How it came into the vehicle.</summary>
    public required OptionOrigin Origin { get; init; }

    /// <summary>Day on which a retrofit was fitted; null for options of the order.</summary>
    /// <example>2012-05-03</example>
    public DateOnly? FittedOn { get; init; }

    /// <summary>Short text in the language of the answer.</summary>
    /// <example>Navigation system Professional</example>
    public required string ShortText { get; init; }

    /// <summary>Long text in the language of the answer.</summary>
    /// <example>Navigation system Professional with hard disk and colour screen</example>
    public required string LongText { get; init; }

    /// <summary>Code of the category.</summary>
    /// <example>communication</example>
    public required string Category { get; init; }
}

/// <summary>A code with its name.</summary>
public sealed record CodedName
{
    /// <summary>Code.</summary>
    /// <example>475</example>
    public required string Code { get; init; }

    /// <summary>Name in the language of the answer; the code where no name is known.</summary>
    /// <example>black-sapphire metallic</example>
    public required string Name { get; init; }
}

/// <summary>Integration levels (I-levels): series group, year, month and version of the software of all control units.</summary>
public sealed record IntegrationLevels
{
    /// <summary>As it left the plant.</summary>
    /// <example>E89X-08-09-520</example>
    public string? Factory { get; init; }

    /// <summary>Now.</summary>
    /// <example>E89X-08-09-520</example>
    public string? Current { get; init; }

    /// <summary>Before the last update.</summary>
    /// <example>E89X-08-09-520</example>
    public string? Backup { get; init; }
}
