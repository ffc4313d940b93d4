namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>How much of a vehicle's record an answer holds.</summary>
public enum VehicleView
{
    /// <summary>Enough to choose the right vehicle: no options, integration levels, numbers, keys.</summary>
    Summary,

    /// <summary>The whole record.</summary>
    Full,
}

/// <summary>Check digit of a VIN (position 9).</summary>
public enum CheckDigit
{
    /// <summary>It fits the other characters.</summary>
    Right,

    /// <summary>It does not fit, on a VIN of a market that does not demand one: no more than a hint.</summary>
    Doubtful,

    /// <summary>It does not fit, on a VIN of North America or China, where it must.</summary>
    Wrong,
}

/// <summary>Car or motorcycle.</summary>
public enum ProductType
{
    /// <summary>Passenger car.</summary>
    Car,

    /// <summary>Motorcycle.</summary>
    Motorcycle,
}

/// <summary>Body of a vehicle.</summary>
public enum BodyType
{
    /// <summary>Saloon.</summary>
    Saloon,

    /// <summary>Estate.</summary>
    Estate,

    /// <summary>Sports utility vehicle.</summary>
    Suv,

    /// <summary>Coupé.</summary>
    Coupe,

    /// <summary>Convertible.</summary>
    Convertible,

    /// <summary>Roadster.</summary>
    Roadster,

    /// <summary>Hatchback.</summary>
    Hatchback,

    /// <summary>Motorcycle.</summary>
    Motorcycle,
}

/// <summary>What drives a vehicle.</summary>
public enum Propulsion
{
    /// <summary>Petrol engine.</summary>
    Petrol,

    /// <summary>Diesel engine.</summary>
    Diesel,

    /// <summary>Combustion engine and electric motor.</summary>
    Hybrid,

    /// <summary>Electric motor.</summary>
    Electric,
}

/// <summary>Driven wheels of a car, final drive of a motorcycle.</summary>
public enum DriveTrain
{
    /// <summary>Front wheels.</summary>
    Front,

    /// <summary>Rear wheels.</summary>
    Rear,

    /// <summary>All wheels.</summary>
    All,

    /// <summary>Chain.</summary>
    Chain,

    /// <summary>Shaft.</summary>
    Shaft,
}

/// <summary>Gearbox.</summary>
public enum Gearbox
{
    /// <summary>Shifted by hand.</summary>
    Manual,

    /// <summary>Automatic with torque converter.</summary>
    Automatic,

    /// <summary>Double clutch.</summary>
    DoubleClutch,

    /// <summary>Manual gearbox that shifts by itself.</summary>
    AutomatedManual,

    /// <summary>Continuously variable.</summary>
    ContinuouslyVariable,

    /// <summary>One fixed gear, as in electric vehicles.</summary>
    SingleSpeed,
}

/// <summary>Side of the steering wheel.</summary>
public enum Steering
{
    /// <summary>Left.</summary>
    Left,

    /// <summary>Right.</summary>
    Right,

    /// <summary>None, as on motorcycles.</summary>
    None,
}

/// <summary>Kind of equipment.</summary>
public enum OptionKind
{
    /// <summary>Special equipment (long code begins with S).</summary>
    Special,

    /// <summary>Country equipment (L).</summary>
    Country,

    /// <summary>Package (P).</summary>
    Package,
}

/// <summary>How an option came into the vehicle.</summary>
public enum OptionOrigin
{
    /// <summary>Ordered with the vehicle.</summary>
    Order,

    /// <summary>Fitted later.</summary>
    Retrofit,
}
