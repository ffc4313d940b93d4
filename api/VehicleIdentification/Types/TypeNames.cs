using System.Collections.Frozen;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Names of the values of features, for people: values themselves are never translated.</summary>
internal static class TypeNames
{
    private static readonly FrozenDictionary<(TypeFeature Feature, string Value), (string En, string De)> Names = new Dictionary<(TypeFeature, string), (string, string)>
    {
        [(TypeFeature.ProductType, "car")] = ("Car", "Automobil"),
        [(TypeFeature.ProductType, "motorcycle")] = ("Motorcycle", "Motorrad"),
        [(TypeFeature.BodyType, "saloon")] = ("Saloon", "Limousine"),
        [(TypeFeature.BodyType, "estate")] = ("Estate", "Kombi"),
        [(TypeFeature.BodyType, "suv")] = ("Sports utility vehicle", "Geländewagen"),
        [(TypeFeature.BodyType, "coupe")] = ("Coupé", "Coupé"),
        [(TypeFeature.BodyType, "convertible")] = ("Convertible", "Cabriolet"),
        [(TypeFeature.BodyType, "roadster")] = ("Roadster", "Roadster"),
        [(TypeFeature.BodyType, "hatchback")] = ("Hatchback", "Schrägheck"),
        [(TypeFeature.BodyType, "motorcycle")] = ("Motorcycle", "Motorrad"),
        [(TypeFeature.Propulsion, "petrol")] = ("Petrol", "Benzin"),
        [(TypeFeature.Propulsion, "diesel")] = ("Diesel", "Diesel"),
        [(TypeFeature.Propulsion, "hybrid")] = ("Hybrid", "Hybrid"),
        [(TypeFeature.Propulsion, "electric")] = ("Electric", "Elektrisch"),
        [(TypeFeature.DriveTrain, "front")] = ("Front wheels", "Vorderräder"),
        [(TypeFeature.DriveTrain, "rear")] = ("Rear wheels", "Hinterräder"),
        [(TypeFeature.DriveTrain, "all")] = ("All wheels", "Alle Räder"),
        [(TypeFeature.DriveTrain, "chain")] = ("Chain", "Kette"),
        [(TypeFeature.DriveTrain, "shaft")] = ("Shaft", "Kardanwelle"),
        [(TypeFeature.Gearbox, "manual")] = ("Manual", "Schaltgetriebe"),
        [(TypeFeature.Gearbox, "automatic")] = ("Automatic", "Automatik"),
        [(TypeFeature.Gearbox, "doubleClutch")] = ("Double clutch", "Doppelkupplung"),
        [(TypeFeature.Gearbox, "automatedManual")] = ("Automated manual", "Automatisiertes Schaltgetriebe"),
        [(TypeFeature.Gearbox, "continuouslyVariable")] = ("Continuously variable", "Stufenlos"),
        [(TypeFeature.Gearbox, "singleSpeed")] = ("Single speed", "Eingang"),
        [(TypeFeature.Steering, "left")] = ("Left-hand drive", "Linkslenkung"),
        [(TypeFeature.Steering, "right")] = ("Right-hand drive", "Rechtslenkung"),
        [(TypeFeature.Steering, "none")] = ("None", "Keine"),
    }.ToFrozenDictionary();

    /// <summary>The name of a value in a language; null where it has none.</summary>
    public static string? Of(TypeFeature feature, string value, string language) =>
        Names.TryGetValue((feature, value), out var name) ? (language == "de" ? name.De : name.En) : null;
}
