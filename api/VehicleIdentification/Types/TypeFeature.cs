namespace Aos.Api.VehicleIdentification.Types;

/// <summary>What a type can be found by; each has the name of its query parameter.</summary>
public enum TypeFeature
{
    /// <summary>Code of the brand.</summary>
    Brand,

    /// <summary>Car or motorcycle.</summary>
    ProductType,

    /// <summary>Series.</summary>
    Series,

    /// <summary>Development (chassis) code.</summary>
    DevelopmentCode,

    /// <summary>Body.</summary>
    BodyType,

    /// <summary>Model designation (sales name).</summary>
    ModelDesignation,

    /// <summary>Engine type.</summary>
    EngineType,

    /// <summary>What drives it.</summary>
    Propulsion,

    /// <summary>Driven wheels, or kind of final drive.</summary>
    DriveTrain,

    /// <summary>Gearbox.</summary>
    Gearbox,

    /// <summary>Side of the steering wheel.</summary>
    Steering,

    /// <summary>Market.</summary>
    Market,

    /// <summary>Model year: a calendar year in which the type was produced.</summary>
    ModelYear,

    /// <summary>Month in which the type was produced; no facet.</summary>
    ProductionMonth,

    /// <summary>Type key; no facet.</summary>
    TypeKey,
}
