using System.Globalization;
using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Sentences of the findings; <c>{0}</c>, <c>{1}</c> are filled in.</summary>
internal static class VinFindingTexts
{
    public static readonly Text TextEmpty = new("There is no character of a VIN in the text.", "Der Text enthält kein Zeichen einer FIN.");

    public static readonly Text LengthWrong = new("The text has {0} characters without blanks and hyphens; a VIN has 17.", "Der Text hat ohne Leerzeichen und Bindestriche {0} Zeichen; eine FIN hat 17.");

    public static readonly Text ShortVin = new("{0} may be the last seven characters of a VIN; short-vins/{0} finds the vehicles.", "{0} können die letzten sieben Zeichen einer FIN sein; short-vins/{0} findet die Fahrzeuge.");

    public static readonly Text LookAlike = new("Position {0}: a character that only looks like one of a VIN.", "Position {0}: ein Zeichen, das nur so aussieht wie eines einer FIN.");

    public static readonly Text CharacterOpen = new("Position {0} is left open.", "Position {0} ist offengelassen.");

    public static readonly Text CharacterNotPermitted = new("Position {0} is no character of a VIN: it has digits and letters without I, O and Q.", "Position {0} ist kein Zeichen einer FIN: Sie hat Ziffern und Buchstaben ohne I, O und Q.");

    public static readonly Text WmiNotAssigned = new("No manufacturer's code begins with {0}.", "Kein Herstellercode beginnt mit {0}.");

    public static readonly Text WmiUnknown = new("The manufacturer's code {0} is not among the data.", "Der Herstellercode {0} ist nicht in den Daten.");

    public static readonly Text SmallMaker = new("A maker of few vehicles: positions 12 to 14 ({0}) belong to the manufacturer's code.", "Ein Hersteller weniger Fahrzeuge: Die Positionen 12 bis 14 ({0}) gehören zum Herstellercode.");

    public static readonly Text CheckDigitWrong = new("The check digit in position 9 must be {0} and is {1}; in this market that means that a character is wrong.", "Die Prüfziffer in Position 9 muss {0} sein und ist {1}; in diesem Markt heißt das, dass ein Zeichen falsch ist.");

    public static readonly Text CheckDigitDoubtful = new("Position 9 would be {0} as a check digit and is {1}; in this market none is prescribed.", "Position 9 wäre als Prüfziffer {0} und ist {1}; in diesem Markt ist keine vorgeschrieben.");

    public static readonly Text ModelYearMissing = new("Position 10 ({0}) is no code of a model year, which this market prescribes.", "Position 10 ({0}) ist kein Code eines Modelljahrs, den dieser Markt vorschreibt.");

    public static readonly Text ModelYearNotCoded = new("Position 10 ({0}) tells no model year; the production date counts.", "Position 10 ({0}) nennt kein Modelljahr; es gilt das Produktionsdatum.");

    public static readonly Text PlantUnknown = new("The data know no plant {0} of this manufacturer.", "Die Daten kennen kein Werk {0} dieses Herstellers.");

    public static readonly Text SerialNotNumeric = new("Position {0} is a letter; the last five characters of a car are digits.", "Position {0} ist ein Buchstabe; die letzten fünf Zeichen eines Autos sind Ziffern.");

    /// <summary>A sentence with its values.</summary>
    public static string In(this Text text, string language, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
