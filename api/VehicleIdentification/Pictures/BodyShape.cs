using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Measures of a body in centimetres: x from the front bumper backwards, y up from the ground.</summary>
internal sealed record BodyShape
{
    public required double Length { get; init; }
    public required double Width { get; init; }
    public required double FrontAxle { get; init; }
    public required double RearAxle { get; init; }
    public required double Wheel { get; init; }

    /// <summary>Lower edge of the body.</summary>
    public required double Sill { get; init; }

    /// <summary>Front edge of the bonnet.</summary>
    public required double Nose { get; init; }

    /// <summary>Foot of the windscreen.</summary>
    public required (double X, double Y) Cowl { get; init; }

    /// <summary>Head of the windscreen.</summary>
    public required (double X, double Y) RoofFront { get; init; }

    /// <summary>Highest point of the roof.</summary>
    public required double Top { get; init; }

    /// <summary>Where the roof ends and the rear window begins.</summary>
    public required (double X, double Y) RoofRear { get; init; }

    /// <summary>Foot of the rear window.</summary>
    public required (double X, double Y) Deck { get; init; }

    /// <summary>Upper edge of the tail.</summary>
    public required (double X, double Y) Tail { get; init; }

    /// <summary>Gaps between doors and the door handles' side: one door or two.</summary>
    public required double[] Doors { get; init; }

    /// <summary>Pillars that part the side windows.</summary>
    public double[] Pillars { get; init; } = [];

    /// <summary>No roof: an open two-seater or four-seater.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Dark edges below and around the wheels, and rails on the roof.</summary>
    public bool IsRugged { get; init; }

    /// <summary>The shape of a body; a saloon where it is not known.</summary>
    public static BodyShape Of(BodyType? body) => body switch
    {
        BodyType.Estate => Estate,
        BodyType.Suv => Suv,
        BodyType.Coupe => Coupe,
        BodyType.Convertible => Convertible,
        BodyType.Roadster => Roadster,
        BodyType.Hatchback => Hatchback,
        _ => Saloon,
    };

    private static readonly BodyShape Saloon = new()
    {
        Length = 464,
        Width = 182,
        FrontAxle = 80,
        RearAxle = 362,
        Wheel = 33,
        Sill = 21,
        Nose = 68,
        Cowl = (142, 95),
        RoofFront = (214, 139),
        Top = 144,
        RoofRear = (318, 137),
        Deck = (404, 107),
        Tail = (457, 101),
        Doors = [152, 252, 338],
        Pillars = [252, 330],
    };

    private static readonly BodyShape Estate = Saloon with
    {
        Top = 146,
        RoofFront = (214, 140),
        RoofRear = (412, 137),
        Deck = (447, 104),
        Tail = (459, 96),
        Pillars = [252, 340],
        IsRugged = false,
    };

    private static readonly BodyShape Suv = Saloon with
    {
        Length = 462,
        Width = 189,
        FrontAxle = 82,
        RearAxle = 364,
        Wheel = 38,
        Sill = 29,
        Nose = 88,
        Cowl = (140, 115),
        RoofFront = (205, 162),
        Top = 168,
        RoofRear = (398, 160),
        Deck = (444, 122),
        Tail = (457, 113),
        Doors = [150, 250, 344],
        Pillars = [250, 342],
        IsRugged = true,
    };

    private static readonly BodyShape Coupe = Saloon with
    {
        Length = 464,
        FrontAxle = 82,
        RearAxle = 362,
        Wheel = 34,
        Sill = 19,
        Nose = 65,
        Cowl = (150, 92),
        RoofFront = (226, 133),
        Top = 138,
        RoofRear = (296, 134),
        Deck = (416, 102),
        Tail = (458, 97),
        Doors = [160, 292],
        Pillars = [290],
    };

    private static readonly BodyShape Convertible = Coupe with { Cowl = (148, 92), RoofFront = (214, 132), Top = 133, RoofRear = (340, 100), Deck = (396, 100), Tail = (458, 96), IsOpen = true };

    private static readonly BodyShape Roadster = Coupe with
    {
        Length = 412,
        Width = 180,
        FrontAxle = 80,
        RearAxle = 328,
        Wheel = 33,
        Nose = 62,
        Cowl = (168, 88),
        RoofFront = (222, 125),
        Top = 126,
        RoofRear = (302, 97),
        Deck = (338, 96),
        Tail = (405, 90),
        Doors = [184, 284],
        IsOpen = true,
    };

    private static readonly BodyShape Hatchback = Saloon with
    {
        Length = 402,
        Width = 176,
        FrontAxle = 74,
        RearAxle = 332,
        Wheel = 32,
        Sill = 20,
        Nose = 70,
        Cowl = (124, 96),
        RoofFront = (190, 139),
        Top = 145,
        RoofRear = (344, 136),
        Deck = (388, 103),
        Tail = (397, 92),
        Doors = [134, 224, 304],
        Pillars = [224, 296],
    };
}
