using Aos.Api.VehicleIdentification.Catalogue;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>A vehicle as it is stored: codes and ids, which the codebook of its release turns into names. For a summary not everything is read.</summary>
internal sealed record VehicleRow
{
    /// <summary>First day of the count in which the days of retrofits are stored.</summary>
    private static readonly DateOnly RetrofitEpoch = new(1980, 1, 1);

    public int Release { get; init; }
    public required string ReleaseName { get; init; }
    public DateTime TookEffectAt { get; init; }
    public required string Vin { get; init; }
    public int ModelId { get; init; }
    public string? CountryVersion { get; init; }
    public required string Paint { get; init; }
    public string? Upholstery { get; init; }
    public string? EngineNumber { get; init; }
    public string? GearboxNumber { get; init; }
    public DateOnly ProducedOn { get; init; }
    public DateOnly? FirstRegisteredOn { get; init; }
    public DateOnly? WarrantyStartsOn { get; init; }
    public string? LevelFactory { get; init; }
    public string? LevelCurrent { get; init; }
    public string? LevelBackup { get; init; }
    public short? NumberOfKeys { get; init; }
    public string? KeySystem { get; init; }
    public short[] Options { get; init; } = [];
    public short[] Retrofits { get; init; } = [];
    public short[] RetrofitDays { get; init; } = [];
    public int? MileageKm { get; init; }
    public DateTime? MileageReadAt { get; init; }
    public DateTime? MileageRecordedAt { get; init; }
    public int StateVersion { get; init; }

    /// <summary>When the release, or a newer mileage, took effect.</summary>
    public DateTimeOffset AsOf => MileageRecordedAt > TookEffectAt ? MileageRecordedAt.Value : TookEffectAt;

    /// <summary>The published record, or as much of it as a view holds.</summary>
    public Vehicle ToVehicle(CatalogueModel model, Codebook book, string language, VehicleView view)
    {
        var summary = ToSummary(model, book, language);
        return view == VehicleView.Summary ? summary : summary with
        {
            View = VehicleView.Full,
            DriveTrain = model.DriveTrain,
            Gearbox = model.Gearbox,
            Steering = model.Steering,
            CountryVersion = CountryVersion,
            Upholstery = Upholstery is null ? null : NameOf(book.Upholsteries[language], Upholstery),
            EngineNumber = EngineNumber,
            GearboxNumber = GearboxNumber,
            WarrantyStartsOn = WarrantyStartsOn,
            IntegrationLevels = Levels,
            CentralMileageReadAt = MileageReadAt,
            NumberOfKeys = NumberOfKeys,
            KeySystem = KeySystem,
            Options = AllOptions(book, language),
        };
    }

    /// <summary>Integration levels.</summary>
    public IntegrationLevels Levels => new() { Factory = LevelFactory, Current = LevelCurrent, Backup = LevelBackup };

    private Vehicle ToSummary(CatalogueModel model, Codebook book, string language) => new()
    {
        View = VehicleView.Summary,
        Vin = Vin,
        ShortVin = Vin[^Vehicles.Vin.ShortLength..],
        CheckDigit = Vehicles.Vin.Check(Vin),
        Brand = model.Brand,
        BrandName = book.Brands.GetValueOrDefault(model.Brand, model.Brand),
        ProductType = model.ProductType,
        TypeKey = model.TypeKey,
        LeadModel = model.LeadModel,
        Model = model.Model,
        ModelDesignation = model.Designation,
        Series = model.Series,
        DevelopmentCode = model.DevelopmentCode,
        BodyType = model.BodyType,
        EngineType = model.EngineType,
        Propulsion = model.Propulsion,
        Paint = NameOf(book.Paints[language], Paint),
        ProducedOn = ProducedOn,
        FirstRegisteredOn = FirstRegisteredOn,
        CentralMileageKm = MileageKm,
        Release = ReleaseName,
        AsOf = AsOf,
    };

    /// <summary>The name of a code; the code itself where the release holds no name for it.</summary>
    public static CodedName NameOf(IReadOnlyDictionary<string, CodedName> names, string code) =>
        names.TryGetValue(code, out var name) ? name : new() { Code = code, Name = code };

    /// <summary>Options and retrofits in order of their codes.</summary>
    public IReadOnlyList<VehicleOption> AllOptions(Codebook book, string language)
    {
        var known = book.Options[language];
        var all = new List<VehicleOption>(Options.Length + Retrofits.Length);
        foreach (var id in Options)
            if (known.TryGetValue(id, out var option))
                all.Add(option);
        for (var i = 0; i < Retrofits.Length; i++)
            if (known.TryGetValue(Retrofits[i], out var option))
                all.Add(option with { Origin = OptionOrigin.Retrofit, FittedOn = RetrofitEpoch.AddDays(RetrofitDays[i]) });
        if (Retrofits.Length > 0)
            all.Sort(static (one, other) => string.CompareOrdinal(one.Code, other.Code));
        return all;
    }
}
