using System.Collections.Frozen;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Catalogue;

/// <summary>Everything of one release that vehicles refer to by code: models, options, paints, upholsteries, brands. Small beside the vehicles, and the same for all of them.</summary>
internal sealed class Codebook
{
    /// <summary>Models by the id that vehicles hold.</summary>
    public required FrozenDictionary<int, CatalogueModel> Models { get; init; }

    /// <summary>Options by the id that vehicles hold, ready to be sent, per language.</summary>
    public required IReadOnlyDictionary<string, FrozenDictionary<short, VehicleOption>> Options { get; init; }

    /// <summary>Names of paints by code, per language.</summary>
    public required IReadOnlyDictionary<string, FrozenDictionary<string, CodedName>> Paints { get; init; }

    /// <summary>Colours of paints on screens by code, such as <c>#15171C</c>, as far as they are known.</summary>
    public required FrozenDictionary<string, string> PaintColours { get; init; }

    /// <summary>Names of upholsteries by code, per language.</summary>
    public required IReadOnlyDictionary<string, FrozenDictionary<string, CodedName>> Upholsteries { get; init; }

    /// <summary>World manufacturer identifiers by code: three characters, or six of a small maker.</summary>
    public required FrozenDictionary<string, CatalogueWmi> Wmis { get; init; }

    /// <summary>Plants by WMI and character 11 of the VIN, each list in order of its first days.</summary>
    public required FrozenDictionary<(string Wmi, char Code), IReadOnlyList<CataloguePlant>> Plants { get; init; }

    /// <summary>Names of brands by code.</summary>
    public required FrozenDictionary<string, string> Brands { get; init; }

    /// <summary>The identifier that a VIN begins with; null if the release does not hold it. That of a small maker has 9 as its third character and goes on in positions 12 to 14.</summary>
    public CatalogueWmi? WmiOf(string vin) =>
        vin[2] == '9' && Wmis.TryGetValue($"{vin.AsSpan(0, 3)}{vin.AsSpan(11, 3)}", out var small) ? small : Wmis.GetValueOrDefault(vin[..3]);

    /// <summary>The plant that character 11 of a VIN names; null if the release does not hold it, or if the day is unknown and would decide between several.</summary>
    public CataloguePlant? PlantOf(string wmi, char code, DateOnly? producedOn)
    {
        var plants = Plants.GetValueOrDefault((wmi, code)) ?? [];
        if (producedOn is not { } day)
            return plants is [var only] ? only : null;
        return plants.FirstOrDefault(plant => !(day < plant.ValidFrom) && !(plant.ValidTo < day));
    }
}

/// <summary>A world manufacturer identifier (ISO 3780).</summary>
internal sealed record CatalogueWmi
{
    public required string Code { get; init; }
    public required string Manufacturer { get; init; }

    /// <summary>Code of the brand; null where it stands for several, or is unknown.</summary>
    public string? Brand { get; init; }

    public ProductType? ProductType { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary><c>africa</c>, <c>asia</c>, <c>europe</c>, <c>northAmerica</c>, <c>oceania</c> or <c>southAmerica</c>.</summary>
    public required string Region { get; init; }
}

/// <summary>A plant: where vehicles with this WMI and this character 11 were made.</summary>
internal sealed record CataloguePlant
{
    /// <summary>Key in the catalogue: <c>WBA-A</c>, with the first day where there is one.</summary>
    public required string Id { get; init; }

    public required string Wmi { get; init; }
    public required string Code { get; init; }
    public required string NameEn { get; init; }
    public string? NameDe { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>First and last day of production on which the character means this plant; null means without limit.</summary>
    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public string NameIn(string language) => (language == "de" ? NameDe : null) ?? NameEn;
}

/// <summary>A model: what all vehicles with one type key have in common.</summary>
internal sealed record CatalogueModel
{
    public int Id { get; init; }
    public required string TypeKey { get; init; }
    public required string LeadModel { get; init; }
    public required string Model { get; init; }
    public required string Designation { get; init; }
    public required string Brand { get; init; }
    public ProductType ProductType { get; init; }
    public required string Series { get; init; }
    public string? DevelopmentCode { get; init; }
    public BodyType? BodyType { get; init; }
    public required string EngineType { get; init; }
    public Propulsion? Propulsion { get; init; }
    public DriveTrain? DriveTrain { get; init; }
    public Gearbox? Gearbox { get; init; }
    public Steering? Steering { get; init; }
    public string? Market { get; init; }
    public DateOnly? ProducedFrom { get; init; }
    public DateOnly? ProducedTo { get; init; }
}
