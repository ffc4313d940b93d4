using System.ComponentModel.DataAnnotations;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>A type: what all vehicles with one type key have in common. A feature that is not known is null.</summary>
public sealed record VehicleType
{
    /// <summary>Type key, four characters.</summary>
    /// <example>UV81</example>
    [StringLength(4, MinimumLength = 4), RegularExpression(VehicleForms.TypeKey)]
    public required string TypeKey { get; init; }

    /// <summary>Lead model.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public required string LeadModel { get; init; }

    /// <summary>Model.</summary>
    /// <example>UV81</example>
    [StringLength(200)]
    public required string Model { get; init; }

    /// <summary>Model designation (sales name).</summary>
    /// <example>335i</example>
    [StringLength(200)]
    public required string ModelDesignation { get; init; }

    /// <summary>Code of the brand.</summary>
    /// <example>bmw</example>
    [StringLength(40), RegularExpression(VehicleForms.Word)]
    public required string Brand { get; init; }

    /// <summary>Name of the brand.</summary>
    /// <example>BMW</example>
    [StringLength(200)]
    public required string BrandName { get; init; }

    /// <summary>Car or motorcycle.</summary>
    /// <example>car</example>
    public required ProductType ProductType { get; init; }

    /// <summary>Series.</summary>
    /// <example>E91</example>
    [StringLength(200)]
    public required string Series { get; init; }

    /// <summary>Development (chassis) code.</summary>
    /// <example>E91</example>
    [StringLength(4)]
    public string? DevelopmentCode { get; init; }

    /// <summary>Body.</summary>
    /// <example>estate</example>
    public BodyType? BodyType { get; init; }

    /// <summary>Engine type.</summary>
    /// <example>N54</example>
    [StringLength(200)]
    public required string EngineType { get; init; }

    /// <summary>What drives it.</summary>
    /// <example>petrol</example>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Driven wheels, or kind of final drive of a motorcycle.</summary>
    /// <example>rear</example>
    public DriveTrain? DriveTrain { get; init; }

    /// <summary>Gearbox.</summary>
    /// <example>automatic</example>
    public Gearbox? Gearbox { get; init; }

    /// <summary>Side of the steering wheel.</summary>
    /// <example>left</example>
    public Steering? Steering { get; init; }

    /// <summary>Market that the type was made for, such as ECE (Europe), USA or CHN (China).</summary>
    /// <example>ECE</example>
    [StringLength(5)]
    public string? Market { get; init; }

    /// <summary>First month of production (YYYY-MM).</summary>
    /// <example>2006-09</example>
    [StringLength(7), RegularExpression(TypeForms.Month)]
    public string? FirstProductionMonth { get; init; }

    /// <summary>Last month of production (YYYY-MM); null while it is produced, or if it is not known.</summary>
    /// <example>2010-05</example>
    [StringLength(7), RegularExpression(TypeForms.Month)]
    public string? LastProductionMonth { get; init; }

    /// <summary>All of this as JSON, if it was written before.</summary>
    internal byte[]? Json { get; init; }
}

/// <summary>Forms of texts about types.</summary>
internal static class TypeForms
{
    /// <summary>A month.</summary>
    public const string Month = "^[0-9]{4}-(0[1-9]|1[0-2])$";

    /// <summary>A year.</summary>
    public const string Year = "^(19|20)[0-9]{2}$";
}
