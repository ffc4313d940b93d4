using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.ShortVins;

/// <summary>Form of a short VIN.</summary>
internal static class ShortVinRules
{
    /// <summary>Characters of a short VIN with blanks and hyphens.</summary>
    private const int MaxInputLength = 20;

    /// <summary>The short VIN of a text: upper case, without blanks and hyphens.</summary>
    /// <exception cref="ProblemException">422, if it is none; with the way to the vehicle for a whole VIN.</exception>
    public static string Parse(string? text)
    {
        text ??= "";
        var vin = text.Length <= MaxInputLength ? Vin.Normalise(text) : text;
        if (vin.Length == Vin.ShortLength && vin.All(Vin.IsCharacter))
            return vin;
        throw new ProblemException(VehicleIdentificationErrors.ShortVinInvalid, [])
        {
            Fields = [new() { Parameter = "shortVin", Code = FieldCodes.FormatInvalid, Detail = Describe(vin) }],
            ResolutionPath = vin.Length == Vin.Length && vin.All(Vin.IsCharacter)
                ? "/vehicle-identification/v1/vehicles/" + vin
                : "/problems/" + VehicleIdentificationErrors.ShortVinInvalid.Code,
        };
    }

    private static string Describe(string vin) => vin.Length != Vin.ShortLength
        ? string.Create(CultureInfo.InvariantCulture, $"The text has {vin.EnumerateRunes().Count()} characters without blanks and hyphens.")
        : string.Create(CultureInfo.InvariantCulture, $"Position {vin.IndexOf(vin.First(c => !Vin.IsCharacter(c)), StringComparison.Ordinal) + 1} is no character of a VIN.");
}
