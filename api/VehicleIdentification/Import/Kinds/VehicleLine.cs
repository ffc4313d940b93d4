namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>vehicles</c>.</summary>
internal sealed record VehicleLine : ImportLine
{
    public string? Vin { get; init; }
    public string? TypeKey { get; init; }
    public string? CountryVersion { get; init; }
    public string? Paint { get; init; }
    public string? Upholstery { get; init; }
    public string? EngineNumber { get; init; }
    public string? GearboxNumber { get; init; }
    public string? ProducedOn { get; init; }
    public string? FirstRegisteredOn { get; init; }
    public string? WarrantyStartsOn { get; init; }
    public LevelsLine? IntegrationLevels { get; init; }
    public int? NumberOfKeys { get; init; }
    public string? KeySystem { get; init; }
    public IReadOnlyList<string?>? Options { get; init; }
    public IReadOnlyList<RetrofitLine?>? Retrofits { get; init; }
}

/// <summary>The three stored integration levels of a vehicle.</summary>
internal sealed record LevelsLine
{
    public string? Factory { get; init; }
    public string? Current { get; init; }
    public string? Backup { get; init; }
}

/// <summary>An option that was fitted after the vehicle had left the plant.</summary>
internal sealed record RetrofitLine
{
    public string? Code { get; init; }
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
