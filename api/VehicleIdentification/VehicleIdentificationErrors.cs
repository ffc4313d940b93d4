using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification;

/// <summary>Errors of Vehicle Identification.</summary>
[ErrorCatalogue("Vehicle Identification")]
public static class VehicleIdentificationErrors
{
    /// <summary>The text is no VIN.</summary>
    public static readonly ApiError VinInvalid = new("vehicle-identification.vin-invalid", 422,
        new("This is no VIN.", "Das ist keine FIN."),
        new("A vehicle identification number has 17 characters: digits and letters without I, O and Q; see errors.", "Eine Fahrzeug-Identifizierungsnummer hat 17 Zeichen: Ziffern und Buchstaben ohne I, O und Q; siehe errors."))
    {
        Cause = "The text has not exactly 17 characters, or holds one that does not occur in VINs (ISO 3779). Lower case, blanks and hyphens are accepted. A wrong check digit never refuses a VIN; the vehicle's `checkDigit` tells it.",
        Cure = "Correct the position that `errors[].detail` names. With only the last seven characters, list the vehicles with `shortVin`; `resolution.url` is that list.",
        Action = ResolutionAction.Retry,
    };

    /// <summary>No such vehicle for this caller.</summary>
    public static readonly ApiError VehicleNotFound = new("vehicle-identification.vehicle-not-found", 404,
        new("No such vehicle.", "Kein solches Fahrzeug."),
        new("There is no vehicle with the VIN {0} among the data that you may see.", "Unter den für Sie sichtbaren Daten gibt es kein Fahrzeug mit der FIN {0}."))
    {
        Cause = "The data of the current release do not hold this VIN, or hold it under a brand or a kind of vehicle that your organisation has no right for. Sandbox clients see sandbox vehicles only.",
        Cure = "Check the VIN. If the vehicle should be there, ask for the right for its brand.",
        Example = ["WBAUV71070A193748"],
    };

    /// <summary>More text than is checked.</summary>
    public static readonly ApiError TextTooLong = new("vehicle-identification.text-too-long", 422,
        new("The text is too long.", "Der Text ist zu lang."),
        new("A text of this length is not checked; see errors.", "Ein Text dieser Länge wird nicht geprüft; siehe errors."))
    {
        Cause = "The text in the path has more than 200 characters. A VIN has 17.",
        Cure = "Send only what should be the VIN.",
    };
}
