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

    /// <summary>Names of upholsteries by code, per language.</summary>
    public required IReadOnlyDictionary<string, FrozenDictionary<string, CodedName>> Upholsteries { get; init; }

    /// <summary>Names of brands by code.</summary>
    public required FrozenDictionary<string, string> Brands { get; init; }
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
