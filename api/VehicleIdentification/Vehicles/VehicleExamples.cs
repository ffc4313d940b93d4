using Aos.Api.Platform.Lists;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>The example of the OpenAPI document: a vehicle of the sample data, two of its options.</summary>
internal static class VehicleExamples
{
    private static readonly CodedName BlackSapphire = new() { Code = "475", Name = "black-sapphire metallic" };

    public static Vehicle Whole => new()
    {
        View = VehicleView.Full,
        Vin = "WBAUV71070A193748",
        ShortVin = "A193748",
        CheckDigit = Vehicles.Vin.Check("WBAUV71070A193748"),
        Brand = "bmw",
        BrandName = "BMW",
        ProductType = ProductType.Car,
        TypeKey = "UV81",
        LeadModel = "UV81",
        Model = "UV81",
        ModelDesignation = "335i",
        Series = "E91",
        DevelopmentCode = "E91",
        BodyType = BodyType.Estate,
        EngineType = "N54",
        Propulsion = Propulsion.Petrol,
        DriveTrain = DriveTrain.Rear,
        Gearbox = Gearbox.Automatic,
        Steering = Steering.Left,
        Paint = BlackSapphire,
        Upholstery = new() { Code = "EBAT", Name = "Cloth \"Vertex/anthrazit\"" },
        EngineNumber = "05896959",
        GearboxNumber = "0406545",
        ProducedOn = new(2008, 9, 22),
        IntegrationLevels = new() { Factory = "E89X-08-09-520" },
        CentralMileageKm = 129_226,
        CentralMileageReadAt = new(2017, 8, 14, 9, 30, 0, TimeSpan.Zero),
        NumberOfKeys = 2,
        KeySystem = "CAS",
        Options =
        [
            new()
            {
                Code = "249", LongCode = "S249A", Kind = OptionKind.Special, Origin = OptionOrigin.Order, Category = "interior",
                ShortText = "Multifunction steering wheel", LongText = "Buttons for audio, telephone and voice on the steering wheel.",
            },
            new()
            {
                Code = "6FL", LongCode = "S6FLA", Kind = OptionKind.Special, Origin = OptionOrigin.Retrofit, FittedOn = new(2010, 3, 2), Category = "communication",
                ShortText = "USB audio interface", LongText = "Plays music from a stick or player.",
            },
        ],
        Release = "2026-10",
        AsOf = new(2026, 10, 1, 4, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A page of the list, as it comes without <c>view</c>.</summary>
    public static Page<Vehicle> Summaries => new()
    {
        Items =
        [
            Whole with
            {
                View = VehicleView.Summary, DriveTrain = null, Gearbox = null, Steering = null, Upholstery = null, EngineNumber = null, GearboxNumber = null,
                IntegrationLevels = null, CentralMileageReadAt = null, NumberOfKeys = null, KeySystem = null, Options = null,
            },
        ],
        NextCursor = "AbCdEfGh",
        Total = 2000,
        TotalIsCapped = false,
    };
}
