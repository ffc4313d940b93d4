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
        Cure = "Correct the position that `errors[].detail` names. With only the last seven characters, find the vehicles by `short-vins/{shortVin}`, which is then `resolution.url`. `vin-checks/{text}` tells everything that is wrong, and the vehicles that may be meant.",
        Action = ResolutionAction.CorrectInput,
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

    /// <summary>The text is no short VIN.</summary>
    public static readonly ApiError ShortVinInvalid = new("vehicle-identification.short-vin-invalid", 422,
        new("This is no short VIN.", "Das ist keine Kurz-FIN."),
        new("A short VIN is the last seven characters of a VIN: digits and letters without I, O and Q; see errors.", "Eine Kurz-FIN sind die letzten sieben Zeichen einer FIN: Ziffern und Buchstaben ohne I, O und Q; siehe errors."))
    {
        Cause = "The text has not exactly seven characters, or holds one that does not occur in VINs. Lower case, blanks and hyphens are accepted.",
        Cure = "Correct what `errors[].detail` names. A whole VIN belongs to `vehicles/{vin}`, which is then `resolution.url`.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>No vehicle with these last seven characters for this caller.</summary>
    public static readonly ApiError ShortVinNotFound = new("vehicle-identification.short-vin-not-found", 404,
        new("No vehicle has this short VIN.", "Kein Fahrzeug hat diese Kurz-FIN."),
        new("There is no vehicle whose VIN ends with {0} among the data that you may see.", "Unter den für Sie sichtbaren Daten gibt es kein Fahrzeug, dessen FIN mit {0} endet."))
    {
        Cause = "No vehicle of the current release has these last seven characters, or only vehicles of a brand or kind that your organisation has no right for.",
        Cure = "Check the characters, or use the whole VIN.",
        Example = ["A193748"],
    };

    /// <summary>The record is being corrected.</summary>
    public static readonly ApiError VehicleInCorrection = new("vehicle-identification.vehicle-in-correction", 409,
        new("The vehicle's record is being corrected.", "Der Datensatz des Fahrzeugs wird gerade berichtigt."),
        new("The record of {0} is in correction and is given out again when that is done.", "Der Datensatz von {0} ist in Berichtigung und wird danach wieder ausgegeben."))
    {
        Cause = "Two sources contradict each other about this vehicle, and its record is put right. Today only vehicles of the sandbox whose VIN ends with `SBX409` are in this state; see [Sandbox](/docs/sandbox).",
        Cure = "Wait for the seconds in `Retry-After`, then send the same request again.",
        Action = ResolutionAction.WaitUntil,
        Example = ["WBAUV81060ASBX409"],
    };

    /// <summary>A copy cannot be brought up to date by changes.</summary>
    public static readonly ApiError ResynchronisationNeeded = new("vehicle-identification.resynchronise-by-export", 410,
        new("Your copy must be made anew.", "Ihre Kopie muss neu angelegt werden."),
        new("There is no way from release {0} to the current one by changes; make the copy anew by an export.", "Von der Datenfassung {0} führen keine Änderungen zur aktuellen; legen Sie die Kopie durch einen Export neu an."))
    {
        Cause = "The release that `since` names has been rolled back, or is ahead of the current one because of a roll-back, or is so old that it has been purged. Or the release up to which this walk goes was rolled back meanwhile.",
        Cure = "Start an export, replace the copy by its result, and go on with `since` = the release of the export.",
        Example = ["2026-11"],
    };

    /// <summary>Nothing was loaded yet.</summary>
    public static readonly ApiError ReleaseNotFound = new("vehicle-identification.release-not-found", 404,
        new("There are no data yet.", "Es gibt noch keine Daten."),
        new("Nothing has been loaded into the data that you read.", "In die Daten, die Sie lesen, wurde noch nichts geladen."))
    {
        Cause = "The operator has not made the first import into this data set.",
        Cure = "Ask the operator.",
        Action = ResolutionAction.ContactSupport,
    };
}
