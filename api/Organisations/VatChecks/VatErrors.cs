using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>Errors of VAT ids, in registrations and in changes of an organisation.</summary>
[ErrorCatalogue("Organisations")]
public static class VatErrors
{
    /// <summary>Neither a VAT id nor its waiver, or both.</summary>
    public static readonly ApiError VatIdOrWaiverRequired = new("organisations.vat-id-or-waiver-required", 422,
        new("A VAT id or its waiver is needed.", "USt-IdNr. oder der Verzicht darauf ist nötig."),
        new("Send exactly one of vatId and withoutVatId: true.", "Senden Sie genau eines von vatId und withoutVatId: true."))
    {
        Cause = "In the European Union an organisation either names its VAT id or declares to have none.",
        Cure = "Send `vatId`, or `withoutVatId` with `true`, but not both.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The user group needs a VAT id.</summary>
    public static readonly ApiError VatIdRequired = new("organisations.vat-id-required", 422,
        new("A VAT id is needed.", "Eine USt-IdNr. ist nötig."),
        new("With access to CarData the VAT id cannot be waived.", "Mit Zugang zu CarData kann auf die USt-IdNr. nicht verzichtet werden."))
    {
        Cause = "The user group asks for it, or the organisation holds the permission `carData` or the API product `cardata`, which are invoiced.",
        Cure = "Send `vatId`.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The register does not know the VAT id.</summary>
    public static readonly ApiError VatIdInvalid = new("organisations.vat-id-invalid", 422,
        new("The VAT id is not valid.", "Die USt-IdNr. ist nicht gültig."),
        new("The European VAT register does not know this VAT id.", "Das europäische Mehrwertsteuerregister kennt diese USt-IdNr. nicht."))
    {
        Cause = "The VAT id has the right form, but the register says that it is not valid. Nothing was stored.",
        Cure = "Correct the VAT id; ask the tax office if it should be valid.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>Name or address differ from the register.</summary>
    public static readonly ApiError VatDataMismatch = new("organisations.vat-data-mismatch", 422,
        new("The data differ from the VAT register.", "Die Angaben weichen vom Mehrwertsteuerregister ab."),
        new("Name or address are not those of the register for this VAT id; see errors.", "Name oder Anschrift sind nicht die des Registers zu dieser USt-IdNr.; siehe errors."))
    {
        Cause = "Name, street, post code and town are compared letter by letter with the entry of the register; blanks and case do not count, accents, punctuation and abbreviations do. Nothing was stored.",
        Cure = "Write each field that `errors` names exactly as it was given to the tax office.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>Too many checks for one organisation in an hour.</summary>
    public static readonly ApiError TooManyChecks = new("organisations.too-many-vat-checks", 429,
        new("Too many checks of VAT ids.", "Zu viele Prüfungen von USt-IdNrn."),
        new("The organisation has had too many VAT ids checked in the last hour. Wait for the seconds in Retry-After.", "Die Organisation hat in der letzten Stunde zu viele USt-IdNrn. prüfen lassen. Warten Sie die Sekunden in Retry-After."))
    {
        Cause = "Each new VAT id is checked with the European register before it is saved, 30 times an hour for one organisation.",
        Cure = "Wait for the seconds in `Retry-After`; what does not touch the VAT id can be saved at once.",
        Action = ResolutionAction.WaitUntil,
    };
}
