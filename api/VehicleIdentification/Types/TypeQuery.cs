using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>What types are looked for. Several values of one feature mean any of them; different features must all fit.</summary>
public sealed record TypeQuery : PageQuery
{
    /// <summary>Free text in English or German, such as "320d touring 2014". A feature that has its own parameter is decided by that parameter alone.</summary>
    /// <example>320d touring 2014</example>
    [StringLength(200)]
    public string? Q { get; init; }

    /// <summary>Brand codes.</summary>
    /// <example>["bmw"]</example>
    [MaxLength(20), StringLength(40)]
    public string[]? Brand { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>["car"]</example>
    [MaxLength(10), EnumText<ProductType>]
    public string[]? ProductType { get; init; }

    /// <summary>Series.</summary>
    /// <example>["F31"]</example>
    [MaxLength(20), StringLength(20)]
    public string[]? Series { get; init; }

    /// <summary>Development (chassis) codes.</summary>
    /// <example>["F31"]</example>
    [MaxLength(20), StringLength(20)]
    public string[]? DevelopmentCode { get; init; }

    /// <summary>Bodies.</summary>
    /// <example>["estate"]</example>
    [MaxLength(10), EnumText<BodyType>]
    public string[]? BodyType { get; init; }

    /// <summary>Model designations (sales names), whole.</summary>
    /// <example>["320d Touring"]</example>
    [MaxLength(20), StringLength(200)]
    public string[]? ModelDesignation { get; init; }

    /// <summary>Engine types.</summary>
    /// <example>["N47"]</example>
    [MaxLength(20), StringLength(40)]
    public string[]? EngineType { get; init; }

    /// <summary>What drives the vehicle.</summary>
    /// <example>["diesel"]</example>
    [MaxLength(10), EnumText<Propulsion>]
    public string[]? Propulsion { get; init; }

    /// <summary>Driven wheels, or kind of final drive of a motorcycle.</summary>
    /// <example>["rear"]</example>
    [MaxLength(10), EnumText<DriveTrain>]
    public string[]? DriveTrain { get; init; }

    /// <summary>Gearboxes.</summary>
    /// <example>["automatic"]</example>
    [MaxLength(10), EnumText<Gearbox>]
    public string[]? Gearbox { get; init; }

    /// <summary>Sides of the steering wheel.</summary>
    /// <example>["left"]</example>
    [MaxLength(10), EnumText<Steering>]
    public string[]? Steering { get; init; }

    /// <summary>Markets, such as ECE, USA or CHN.</summary>
    /// <example>["ECE"]</example>
    [MaxLength(20), StringLength(20)]
    public string[]? Market { get; init; }

    /// <summary>Model years (YYYY): calendar years in which the type was produced, both ends counted. A type that is still produced goes on to the year in which the release took effect.</summary>
    /// <example>["2014"]</example>
    [MaxLength(20), StringLength(4), RegularExpression(TypeForms.Year)]
    public string[]? ModelYear { get; init; }

    /// <summary>Months in which the vehicle was produced (YYYY-MM).</summary>
    /// <example>["2014-03"]</example>
    [MaxLength(20), StringLength(7), RegularExpression(TypeForms.Month)]
    public string[]? ProductionMonth { get; init; }

    /// <summary>Type keys.</summary>
    /// <example>["3D31"]</example>
    [MaxLength(50), StringLength(20)]
    public string[]? TypeKey { get; init; }

    /// <summary>The values of a feature's parameter; null if it is not set.</summary>
    internal string[]? Of(TypeFeature feature) => feature switch
    {
        TypeFeature.Brand => Brand,
        TypeFeature.ProductType => ProductType,
        TypeFeature.Series => Series,
        TypeFeature.DevelopmentCode => DevelopmentCode,
        TypeFeature.BodyType => BodyType,
        TypeFeature.ModelDesignation => ModelDesignation,
        TypeFeature.EngineType => EngineType,
        TypeFeature.Propulsion => Propulsion,
        TypeFeature.DriveTrain => DriveTrain,
        TypeFeature.Gearbox => Gearbox,
        TypeFeature.Steering => Steering,
        TypeFeature.Market => Market,
        TypeFeature.ModelYear => ModelYear,
        TypeFeature.ProductionMonth => ProductionMonth,
        _ => TypeKey,
    };
}
