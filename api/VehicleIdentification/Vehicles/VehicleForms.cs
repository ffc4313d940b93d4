namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Forms of texts in a vehicle's record, as the OpenAPI document tells them.</summary>
internal static class VehicleForms
{
    /// <summary>A VIN: digits and capital letters without I, O and Q.</summary>
    public const string Vin = "^[0-9A-HJ-NPR-Z]{17}$";

    /// <summary>A VIN as callers may write it.</summary>
    public const string VinInput = "^[0-9A-HJ-NPR-Za-hj-npr-z -]{17,50}$";

    /// <summary>The last seven characters of a VIN.</summary>
    public const string ShortVin = "^[0-9A-HJ-NPR-Z]{7}$";

    /// <summary>A short VIN as callers may write it.</summary>
    public const string ShortVinInput = "^[0-9A-HJ-NPR-Za-hj-npr-z -]{7,20}$";

    /// <summary>A type key.</summary>
    public const string TypeKey = "^[0-9A-HJ-NPR-Z]{4}$";

    /// <summary>The code of an option.</summary>
    public const string OptionCode = "^[0-9A-Z]{3}$";

    /// <summary>The long code of an option: letter of the kind, code, and A.</summary>
    public const string LongOptionCode = "^[SLP][0-9A-Z]{3}A$";

    /// <summary>A number or code as text.</summary>
    public const string Number = "^[0-9A-Z]{1,20}$";

    /// <summary>An integration level.</summary>
    public const string IntegrationLevel = "^[A-Z][0-9A-Z]{3}-[0-9]{2}-(0[1-9]|1[0-2])-[0-9]{3}$";

    /// <summary>One word in lower camel case.</summary>
    public const string Word = "^[a-z][a-zA-Z0-9]{1,39}$";

    /// <summary>A country (ISO 3166-1 alpha-2).</summary>
    public const string Country = "^[A-Z]{2}$";
}
