using System.Globalization;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>A version of a code with names.</summary>
internal sealed record NamedVersionRow
{
    public required string Code { get; init; }
    public int FromRelease { get; init; }
    public bool Gone { get; init; }
    public string? NameEn { get; init; }
    public string? NameDe { get; init; }
    public string? Hex { get; init; }

    public ReferenceVersion<BrandEntry> ToBrand() => new()
    {
        Key = Code,
        Release = FromRelease,
        Gone = Gone,
        Owner = new(Code, null),
        Searched = $"{Code} {NameEn}",
        Make = (_, gone, changedIn) => new() { Code = Code, Name = gone ? null : NameEn, Gone = gone, ChangedIn = changedIn },
    };

    public ReferenceVersion<PaintEntry> ToPaint() => new()
    {
        Key = Code,
        Release = FromRelease,
        Gone = Gone,
        Searched = $"{Code} {NameEn} {NameDe}",
        Make = (language, gone, changedIn) => new() { Code = Code, Name = gone ? null : NameIn(language), Hex = gone ? null : Hex, Gone = gone, ChangedIn = changedIn },
    };

    public ReferenceVersion<UpholsteryEntry> ToUpholstery() => new()
    {
        Key = Code,
        Release = FromRelease,
        Gone = Gone,
        Searched = $"{Code} {NameEn} {NameDe}",
        Make = (language, gone, changedIn) => new() { Code = Code, Name = gone ? null : NameIn(language), Gone = gone, ChangedIn = changedIn },
    };

    private string? NameIn(string language) => (language == "de" ? NameDe : null) ?? NameEn;
}

/// <summary>A version of an option with its permanent key.</summary>
internal sealed record OptionVersionRow
{
    public required string Code { get; init; }
    public ProductType ProductType { get; init; }
    public int FromRelease { get; init; }
    public bool Gone { get; init; }
    public OptionKind? Kind { get; init; }
    public string? Category { get; init; }
    public string? ShortEn { get; init; }
    public string? ShortDe { get; init; }
    public string? LongEn { get; init; }
    public string? LongDe { get; init; }

    public ReferenceVersion<OptionEntry> ToOption() => new()
    {
        Key = $"{Code} {ProductType}",
        Release = FromRelease,
        Gone = Gone,
        Owner = new(null, ProductType),
        Searched = $"{Code} {ShortEn} {ShortDe} {LongEn} {LongDe}",
        Make = Make,
    };

    private OptionEntry Make(string language, bool gone, string changedIn)
    {
        if (gone)
            return new() { Code = Code, ProductType = ProductType, Gone = true, ChangedIn = changedIn };
        var option = new OptionRow { Code = Code, Kind = Kind, Category = Category, ShortEn = ShortEn, ShortDe = ShortDe, LongEn = LongEn, LongDe = LongDe }.In(language);
        return new()
        {
            Code = Code,
            ProductType = ProductType,
            LongCode = option.LongCode,
            Kind = option.Kind,
            Category = option.Category,
            ShortText = option.ShortText,
            LongText = option.LongText,
            Gone = false,
            ChangedIn = changedIn,
        };
    }
}

/// <summary>A version of a model with its permanent key.</summary>
internal sealed record ModelVersionRow
{
    public required string Key { get; init; }
    public int FromRelease { get; init; }
    public required CatalogueModelRow Row { get; init; }

    public ReferenceVersion<ModelEntry> ToModel() => new()
    {
        Key = Key,
        Release = FromRelease,
        Gone = Row.Gone,
        Owner = new(Row.Brand, Row.ProductType),
        Searched = $"{Key} {Row.Designation} {Row.Model} {Row.LeadModel} {Row.Series} {Row.DevelopmentCode} {Row.EngineType}",
        Make = (_, gone, changedIn) => gone ? new() { TypeKey = Key, Gone = true, ChangedIn = changedIn } : Published(changedIn),
    };

    private ModelEntry Published(string changedIn) => new()
    {
        TypeKey = Key,
        LeadModel = Row.LeadModel,
        Model = Row.Model,
        ModelDesignation = Row.Designation,
        Brand = Row.Brand,
        ProductType = Row.ProductType,
        Series = Row.Series,
        DevelopmentCode = Row.DevelopmentCode,
        BodyType = Row.BodyType,
        EngineType = Row.EngineType,
        Propulsion = Row.Propulsion,
        DriveTrain = Row.DriveTrain,
        Gearbox = Row.Gearbox,
        Steering = Row.Steering,
        Market = Row.Market,
        FirstProductionMonth = Row.ProducedFrom?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        LastProductionMonth = Row.ProducedTo?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Gone = false,
        ChangedIn = changedIn,
    };
}
