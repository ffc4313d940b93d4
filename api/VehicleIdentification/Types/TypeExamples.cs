using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Examples of the OpenAPI document, from the sample data.</summary>
internal static class TypeExamples
{
    public static VehicleType One => new()
    {
        TypeKey = "3D31",
        LeadModel = "3D31",
        Model = "3D31",
        ModelDesignation = "320d Touring",
        Brand = "bmw",
        BrandName = "BMW",
        ProductType = ProductType.Car,
        Series = "F31",
        DevelopmentCode = "F31",
        BodyType = BodyType.Estate,
        EngineType = "N47",
        Propulsion = Propulsion.Diesel,
        DriveTrain = DriveTrain.Rear,
        Gearbox = Gearbox.Automatic,
        Steering = Steering.Left,
        Market = "ECE",
        FirstProductionMonth = "2012-07",
        LastProductionMonth = "2015-06",
    };

    public static VehicleTypePage Found => new()
    {
        Items = [One],
        Total = 1,
        TotalIsCapped = false,
        Facets =
        [
            new() { Feature = TypeFeature.Brand, Values = [new() { Value = "bmw", Name = "BMW", Count = 1, Selected = false }] },
            new()
            {
                Feature = TypeFeature.BodyType,
                Values =
                [
                    new() { Value = "estate", Name = "Estate", Count = 1, Selected = true },
                    new() { Value = "saloon", Name = "Saloon", Count = 2, Selected = false },
                ],
            },
        ],
        DifferingFeatures = [TypeFeature.ModelYear],
        Understood =
        [
            new() { Text = "320d", Feature = TypeFeature.ModelDesignation, Values = ["320d", "320d Touring"], Applied = true },
            new() { Text = "touring", Feature = TypeFeature.BodyType, Values = ["estate"], Applied = true },
            new() { Text = "2014", Feature = TypeFeature.ModelYear, Values = ["2014"], Applied = true },
        ],
        NotUnderstood = [],
        Release = "2026-10",
    };
}
