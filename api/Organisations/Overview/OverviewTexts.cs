namespace Aos.Api.Organisations.Overview;

/// <summary>Each status in words.</summary>
internal static class OverviewTexts
{
    /// <summary>Languages of these words, ISO 639-1.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de", "pl"];

    private static readonly Dictionary<EmailStatus, string[]> Emails = new()
    {
        [EmailStatus.Valid] = ["Your e-mail address is valid.", "Ihre E-Mail-Adresse ist gültig.", "Państwa adres e-mail jest ważny."],
        [EmailStatus.ChangePending] = ["Please confirm your new e-mail address by the link in the mail.", "Bitte bestätigen Sie Ihre neue E-Mail-Adresse über den Link in der Mail.", "Prosimy potwierdzić nowy adres e-mail za pomocą linku w wiadomości."],
    };

    private static readonly Dictionary<OrganisationDataStatus, string[]> Organisations = new()
    {
        [OrganisationDataStatus.Valid] = ["Your organisation data is valid.", "Ihre Organisationsdaten sind gültig.", "Dane Państwa organizacji są ważne."],
        [OrganisationDataStatus.ChangeRequested] = ["Changes of your organisation data are being checked.", "Änderungen Ihrer Organisationsdaten werden geprüft.", "Zmiany danych Państwa organizacji są sprawdzane."],
        [OrganisationDataStatus.VatInvalid] = ["The VAT identification number of your organisation is not valid.", "Die Umsatzsteuer-Identifikationsnummer Ihrer Organisation ist nicht gültig.", "Numer VAT Państwa organizacji jest nieważny."],
        [OrganisationDataStatus.VatUnavailable] = ["The VAT identification number of your organisation could not be checked yet.", "Die Umsatzsteuer-Identifikationsnummer Ihrer Organisation konnte noch nicht geprüft werden.", "Nie można było jeszcze sprawdzić numeru VAT Państwa organizacji."],
        [OrganisationDataStatus.Suspended] = ["Your organisation is suspended.", "Ihre Organisation ist gesperrt.", "Państwa organizacja jest zawieszona."],
    };

    public static string Of(EmailStatus status, string language) => Emails[status][IndexOf(language)];

    public static string Of(OrganisationDataStatus status, string language) => Organisations[status][IndexOf(language)];

    private static int IndexOf(string language) => language switch
    {
        "de" => 1,
        "pl" => 2,
        _ => 0,
    };
}
