using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>A version of a world manufacturer identifier.</summary>
internal sealed record WmiVersionRow
{
    public required string Code { get; init; }
    public int FromRelease { get; init; }
    public bool Gone { get; init; }
    public string? Manufacturer { get; init; }
    public string? Brand { get; init; }
    public ProductType? ProductType { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }

    /// <summary>Whom it belongs to.</summary>
    public ReferenceOwner Owner => new(Brand, ProductType);

    public ReferenceVersion<WmiEntry> ToWmi() => new()
    {
        Key = Code,
        Release = FromRelease,
        Gone = Gone,
        Owner = Owner,
        Searched = $"{Code} {Manufacturer} {Country} {Region}",
        Make = (_, gone, changedIn) => gone
            ? new() { Code = Code, Gone = true, ChangedIn = changedIn }
            : new() { Code = Code, Manufacturer = Manufacturer, Brand = Brand, ProductType = ProductType, Country = Country, Region = Region, Gone = false, ChangedIn = changedIn },
    };
}

/// <summary>A version of a plant. It belongs to whom its WMI belongs to.</summary>
internal sealed record PlantVersionRow
{
    public required string Id { get; init; }
    public int FromRelease { get; init; }
    public bool Gone { get; init; }
    public string? Wmi { get; init; }
    public string? Code { get; init; }
    public string? NameEn { get; init; }
    public string? NameDe { get; init; }
    public string? Country { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <param name="ownerOf">Owner of a WMI.</param>
    public ReferenceVersion<PlantEntry> ToPlant(Func<string, ReferenceOwner> ownerOf) => new()
    {
        Key = Id,
        Release = FromRelease,
        Gone = Gone,
        Owner = Wmi is null ? default : ownerOf(Wmi),
        Searched = $"{Id} {NameEn} {NameDe} {Country}",
        Make = (language, gone, changedIn) => gone
            ? new() { Id = Id, Gone = true, ChangedIn = changedIn }
            : new()
            {
                Id = Id,
                Wmi = Wmi,
                Code = Code,
                Name = (language == "de" ? NameDe : null) ?? NameEn,
                Country = Country,
                ValidFrom = ValidFrom,
                ValidTo = ValidTo,
                Gone = false,
                ChangedIn = changedIn,
            },
    };
}
