using System.Text.Json.Serialization;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Rules of a VIN check.</summary>
public enum VinFindingCode
{
    /// <summary>There is nothing but blanks and hyphens.</summary>
    [JsonStringEnumMemberName("text-empty")]
    TextEmpty,

    /// <summary>The text has not 17 characters.</summary>
    [JsonStringEnumMemberName("length-wrong")]
    LengthWrong,

    /// <summary>Seven characters: the text may be a short VIN, which has an operation of its own.</summary>
    [JsonStringEnumMemberName("short-vin")]
    ShortVin,

    /// <summary>Characters that look like one of a VIN: I, O, Q, letters of another script, unusual blanks and hyphens.</summary>
    [JsonStringEnumMemberName("look-alike")]
    LookAlike,

    /// <summary>Characters left open by *.</summary>
    [JsonStringEnumMemberName("character-open")]
    CharacterOpen,

    /// <summary>Characters that occur in no VIN.</summary>
    [JsonStringEnumMemberName("character-not-permitted")]
    CharacterNotPermitted,

    /// <summary>The manufacturer's code (positions 1 to 3) begins with a character that stands for no region.</summary>
    [JsonStringEnumMemberName("wmi-not-assigned")]
    WmiNotAssigned,

    /// <summary>The manufacturer's code (positions 1 to 3) is not among the data.</summary>
    [JsonStringEnumMemberName("wmi-unknown")]
    WmiUnknown,

    /// <summary>Position 3 is 9: a maker of few vehicles, whom positions 12 to 14 tell apart.</summary>
    [JsonStringEnumMemberName("small-maker")]
    SmallMaker,

    /// <summary>Position 9 is not the check digit of the other characters.</summary>
    [JsonStringEnumMemberName("check-digit-wrong")]
    CheckDigitWrong,

    /// <summary>Position 10 is no code of a model year.</summary>
    [JsonStringEnumMemberName("model-year-not-coded")]
    ModelYearNotCoded,

    /// <summary>Position 11 is no plant that the data know for this manufacturer.</summary>
    [JsonStringEnumMemberName("plant-unknown")]
    PlantUnknown,

    /// <summary>The last five characters, which are digits on cars, hold a letter.</summary>
    [JsonStringEnumMemberName("serial-not-numeric")]
    SerialNotNumeric,
}

/// <summary>How much a finding matters in the market that the VIN is made for.</summary>
public enum VinFindingSeverity
{
    /// <summary>The text is no VIN, or no valid one in its market.</summary>
    Error,

    /// <summary>Probably wrong.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Hint,
}

/// <summary>How a text differs from the VIN of a vehicle.</summary>
public enum VinCandidateKind
{
    /// <summary>Characters that look alike, such as O and 0.</summary>
    LookAlike,

    /// <summary>Two neighbouring characters are swapped.</summary>
    Swapped,

    /// <summary>One character is another.</summary>
    OneCharacter,

    /// <summary>Characters that the text leaves open by *.</summary>
    OpenCharacters,

    /// <summary>The text lacks one character.</summary>
    MissingCharacter,

    /// <summary>The text has one character too many.</summary>
    SurplusCharacter,
}

/// <summary>Region of a manufacturer's code by ISO 3780.</summary>
public enum VinRegion
{
    /// <summary>Africa (A to H).</summary>
    Africa,

    /// <summary>Asia (J to R).</summary>
    Asia,

    /// <summary>Europe (S to Z).</summary>
    Europe,

    /// <summary>North America (1 to 5).</summary>
    NorthAmerica,

    /// <summary>Oceania (6 and 7).</summary>
    Oceania,

    /// <summary>South America (8 and 9).</summary>
    SouthAmerica,
}
