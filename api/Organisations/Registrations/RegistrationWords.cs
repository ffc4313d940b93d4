using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What applicants read in answers.</summary>
internal static class RegistrationWords
{
    private static readonly Text Sent = new(
        "Thank you for your registration. Before we can check it, please confirm your e-mail address. For this purpose we have sent a confirmation link to the e-mail address that you specified. If you do not receive an e-mail from us in the next few minutes, please check your spam folder first before contacting our support.",
        "Vielen Dank für Ihre Registrierung. Bevor wir sie prüfen können, bestätigen Sie bitte Ihre E-Mail-Adresse. Dazu haben wir einen Bestätigungslink an die angegebene E-Mail-Adresse gesendet. Wenn Sie in den nächsten Minuten keine E-Mail von uns erhalten, sehen Sie bitte zuerst in Ihrem Spam-Ordner nach, bevor Sie sich an unseren Support wenden.");

    private static readonly Text Confirmed = new(
        "Many thanks for the confirmation of your e-mail address. We will check your organisation data manually now. This check can take up to two working days.",
        "Vielen Dank für die Bestätigung Ihrer E-Mail-Adresse. Wir prüfen jetzt die Daten Ihrer Organisation von Hand. Diese Prüfung kann bis zu zwei Werktage dauern.");

    private static readonly Text Delivered = new(
        "Many thanks for your documents. We go on checking your organisation data now. This check can take up to two working days.",
        "Vielen Dank für Ihre Dokumente. Wir prüfen jetzt die Daten Ihrer Organisation weiter. Diese Prüfung kann bis zu zwei Werktage dauern.");

    private static readonly Text NotLatin = new(
        "Name or address have letters that can hinder the delivery of mail. Please enter an alternative postal address without such characters if there is one.",
        "Name oder Anschrift haben Zeichen, die die Zustellung von Post behindern können. Bitte geben Sie, wenn möglich, eine andere Postanschrift ohne solche Zeichen an.");

    private static readonly Text Unavailable = new(
        "The VAT register did not answer; the VAT id is checked later.",
        "Das Mehrwertsteuerregister hat nicht geantwortet; die USt-IdNr. wird später geprüft.");

    private static readonly Text NotComparable = new(
        "The VAT id is valid; the register does not tell name and address, so that they are checked by hand.",
        "Die USt-IdNr. ist gültig; das Register nennt Name und Anschrift nicht, so dass sie von Hand geprüft werden.");

    /// <summary>The receipt of a registration.</summary>
    public static RegistrationReceipt Receipt(RegistrationForm form, VatResult vat, string language)
    {
        var warnings = new List<RegistrationWarning>();
        if (form.IsNotLatin)
            warnings.Add(new() { Code = "address-not-latin", Detail = NotLatin.In(language) });
        if (vat.Status == VatStatus.Unavailable)
            warnings.Add(new() { Code = "vat-check-unavailable", Detail = Unavailable.In(language) });
        if (vat.Match == VatMatch.NotProvided)
            warnings.Add(new() { Code = "vat-data-not-comparable", Detail = NotComparable.In(language) });
        return new()
        {
            State = RegistrationState.AwaitingEmailConfirmation,
            VatStatus = vat.Status,
            VatMatch = vat.Match,
            Warnings = warnings,
            ValidHours = (int)RegistrationStore.ConfirmationLife.TotalHours,
            Message = Sent.In(language),
        };
    }

    /// <summary>What to show after the confirmation of the address.</summary>
    public static RegistrationProgress AfterConfirmation(string language) => new() { State = RegistrationState.InReview, Message = Confirmed.In(language) };

    /// <summary>What to show after the delivery of documents.</summary>
    public static RegistrationProgress AfterDocuments(string language) => new() { State = RegistrationState.InReview, Message = Delivered.In(language) };
}
