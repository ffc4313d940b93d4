namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>vehicles</c>.</summary>
internal sealed record VehicleLine : ImportLine
{
    [LineField("Vehicle identification number.", IsKey = true, Form = nameof(LineForms.Vin))]
    public string? Vin { get; init; }

    [LineField("Type key of a model.", IsNeeded = true, Form = nameof(LineForms.TypeKey))]
    public string? TypeKey { get; init; }

    [LineField("Country that it was built for (ISO 3166-1 alpha-2).", Form = nameof(LineForms.Country))]
    public string? CountryVersion { get; init; }

    [LineField("Code of a paint.", IsNeeded = true, Form = nameof(LineForms.ThreeCharacters))]
    public string? Paint { get; init; }

    [LineField("Code of an upholstery.", Form = nameof(LineForms.FourCharacters))]
    public string? Upholstery { get; init; }

    [LineField("Engine number; text, because leading zeros count.", Form = nameof(LineForms.ShortCode))]
    public string? EngineNumber { get; init; }

    [LineField("Gearbox number; text, because leading zeros count.", Form = nameof(LineForms.ShortCode))]
    public string? GearboxNumber { get; init; }

    [LineField("Day of production.", IsNeeded = true, Format = "date")]
    public string? ProducedOn { get; init; }

    [LineField("Day of first registration, not before the day of production.", Format = "date")]
    public string? FirstRegisteredOn { get; init; }

    [LineField("First day of the warranty, not before the day of production.", Format = "date")]
    public string? WarrantyStartsOn { get; init; }

    [LineField("Stored integration levels.")]
    public LevelsLine? IntegrationLevels { get; init; }

    [LineField("Keys that belong to it.", Maximum = 99)]
    public int? NumberOfKeys { get; init; }

    [LineField("Key system.", Form = nameof(LineForms.Name))]
    public string? KeySystem { get; init; }

    [LineField("Codes of options that it was ordered with, none twice.", Form = nameof(LineForms.ThreeCharacters), Maximum = 500)]
    public IReadOnlyList<string?>? Options { get; init; }

    [LineField("Options that were fitted later.", Maximum = 500)]
    public IReadOnlyList<RetrofitLine?>? Retrofits { get; init; }
}

/// <summary>The three stored integration levels of a vehicle.</summary>
internal sealed record LevelsLine
{
    [LineField("As it left the plant.", Form = nameof(LineForms.IntegrationLevel))]
    public string? Factory { get; init; }

    [LineField("As it is now.", Form = nameof(LineForms.IntegrationLevel))]
    public string? Current { get; init; }

    [LineField("As it was before the last change.", Form = nameof(LineForms.IntegrationLevel))]
    public string? Backup { get; init; }
}

/// <summary>An option that was fitted after the vehicle had left the plant.</summary>
internal sealed record RetrofitLine
{
    [LineField("Code of an option.", IsNeeded = true, Form = nameof(LineForms.ThreeCharacters))]
    public string? Code { get; init; }

    [LineField("Day of fitting, from 1980 on.", IsNeeded = true, Format = "date")]
    public string? FittedOn { get; init; }
}

/// <summary>A vehicle as it goes into the table.</summary>
internal sealed record VehicleRow(VehicleLine Line, int ModelId)
{
    /// <summary>Retrofit days count from here, so that they fit two bytes until 2069.</summary>
    public static readonly DateOnly FirstDay = new(1980, 1, 1);

    public DateOnly? ProducedOn { get; init; }
    public DateOnly? FirstRegisteredOn { get; init; }
    public DateOnly? WarrantyStartsOn { get; init; }
    public short[] Options { get; init; } = [];
    public short[] Retrofits { get; init; } = [];
    public short[] RetrofitDays { get; init; } = [];
}
