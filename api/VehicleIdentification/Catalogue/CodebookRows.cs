using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Catalogue;

/// <summary>A version of a model; a gone one carries no values.</summary>
internal sealed record CatalogueModelRow
{
    public int Id { get; init; }
    public bool Gone { get; init; }
    public string? TypeKey { get; init; }
    public string? LeadModel { get; init; }
    public string? Model { get; init; }
    public string? Designation { get; init; }
    public string? Brand { get; init; }
    public ProductType? ProductType { get; init; }
    public string? Series { get; init; }
    public string? DevelopmentCode { get; init; }
    public BodyType? BodyType { get; init; }
    public string? EngineType { get; init; }
    public Propulsion? Propulsion { get; init; }
    public DriveTrain? DriveTrain { get; init; }
    public Gearbox? Gearbox { get; init; }
    public Steering? Steering { get; init; }
    public string? Market { get; init; }
    public DateOnly? ProducedFrom { get; init; }
    public DateOnly? ProducedTo { get; init; }

    public CatalogueModel ToModel() => new()
    {
        Id = Id,
        TypeKey = TypeKey!,
        LeadModel = LeadModel!,
        Model = Model!,
        Designation = Designation!,
        Brand = Brand!,
        ProductType = ProductType!.Value,
        Series = Series!,
        DevelopmentCode = DevelopmentCode,
        BodyType = BodyType,
        EngineType = EngineType!,
        Propulsion = Propulsion,
        DriveTrain = DriveTrain,
        Gearbox = Gearbox,
        Steering = Steering,
        Market = Market,
        ProducedFrom = ProducedFrom,
        ProducedTo = ProducedTo,
    };
}

/// <summary>A version of an option.</summary>
internal sealed record OptionRow
{
    public short Id { get; init; }
    public bool Gone { get; init; }
    public string? Code { get; init; }
    public OptionKind? Kind { get; init; }
    public string? Category { get; init; }
    public string? ShortEn { get; init; }
    public string? ShortDe { get; init; }
    public string? LongEn { get; init; }
    public string? LongDe { get; init; }

    public VehicleOption In(string language)
    {
        var shortText = (language == "de" ? ShortDe : null) ?? ShortEn!;
        return new()
        {
            Code = Code!,
            LongCode = $"{Letter(Kind!.Value)}{Code}A",
            Kind = Kind.Value,
            Origin = OptionOrigin.Order,
            ShortText = shortText,
            LongText = (language == "de" ? LongDe : null) ?? LongEn ?? shortText,
            Category = Category!,
        };
    }

    private static char Letter(OptionKind kind) => kind switch
    {
        OptionKind.Country => 'L',
        OptionKind.Package => 'P',
        _ => 'S',
    };
}

/// <summary>A version of a code with names.</summary>
internal sealed record NameRow
{
    public required string Code { get; init; }
    public bool Gone { get; init; }
    public string? NameEn { get; init; }
    public string? NameDe { get; init; }
    public string? Hex { get; init; }

    public CodedName In(string language) => new() { Code = Code, Name = (language == "de" ? NameDe : null) ?? NameEn ?? Code };
}

/// <summary>A version of a world manufacturer identifier.</summary>
internal sealed record WmiRow
{
    public required string Code { get; init; }
    public bool Gone { get; init; }
    public string? Manufacturer { get; init; }
    public string? Brand { get; init; }
    public ProductType? ProductType { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }

    public CatalogueWmi ToWmi() => new()
    {
        Code = Code,
        Manufacturer = Manufacturer!,
        Brand = Brand,
        ProductType = ProductType,
        Country = Country!,
        Region = Region!,
    };
}

/// <summary>A version of a plant.</summary>
internal sealed record PlantRow
{
    public required string Id { get; init; }
    public bool Gone { get; init; }
    public string? Wmi { get; init; }
    public string? Code { get; init; }
    public string? NameEn { get; init; }
    public string? NameDe { get; init; }
    public string? Country { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    public CataloguePlant ToPlant() => new()
    {
        Id = Id,
        Wmi = Wmi!,
        Code = Code!,
        NameEn = NameEn!,
        NameDe = NameDe,
        Country = Country!,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
    };
}
