using Aos.Api.Publications.Documents;

namespace Aos.Api.Publications.Navigation;

/// <summary>To whom an item is shown at all.</summary>
internal enum Audience
{
    Everybody,
    Visitors,
    SignedIn,
    Representatives,

    /// <summary>Who holds the right of the destination.</summary>
    Holders,
}

/// <summary>An item of the map.</summary>
internal sealed record MapItem(string Code, LocalText Label, Destination To, Audience For = Audience.Everybody)
{
    public IReadOnlyList<MapItem> Tabs { get; init; } = [];
}

/// <summary>An area of the map with its menu.</summary>
internal sealed record MapArea(string Code, LocalText Label, Destination To, IReadOnlyList<MapItem> Items, Audience For = Audience.Everybody);

/// <summary>Areas, menus and footer of the portal.</summary>
internal static class PortalMap
{
    /// <summary>The areas but for Applications, whose items are data, in order.</summary>
    public static readonly IReadOnlyList<MapArea> Areas =
    [
        Area("start", new("Start", "Start", "Start"),
            Page("overview", new("Overview", "Übersicht", "Przegląd"), Audience.SignedIn),
            Page("news", new("News", "Neuigkeiten", "Aktualności")),
            Page("registration", new("Register now", "Jetzt registrieren", "Zarejestruj się"), Audience.Visitors),
            Page("logOn", new("Log-on", "Anmeldung", "Logowanie"), Audience.Visitors),
            Page("myData", new("My data", "Meine Daten", "Moje dane"), Audience.SignedIn),
            Page("myOrganisation", new("My organisation", "Meine Organisation", "Moja organizacja"), Audience.Representatives) with
            {
                Tabs =
                [
                    Page("organisationAdministration", new("Organisation administration", "Organisationsverwaltung", "Zarządzanie organizacją")),
                    Page("userManagement", new("User management", "Benutzerverwaltung", "Zarządzanie użytkownikami")),
                    Page("permission", new("Permission", "Berechtigungen", "Uprawnienia")),
                ],
            },
            Page("myTickets", new("My tickets", "Meine Tickets", "Moje bilety"), Audience.SignedIn),
            Page("ongoingTickets", new("Ongoing tickets", "Laufende Tickets", "Bieżące bilety"), Audience.Representatives),
            Page("history", new("History", "Historie", "Historia"), Audience.Representatives),
            Page("myInvoices", new("My invoices", "Meine Rechnungen", "Moje faktury"), Audience.Representatives),
            Page("myPaymentMethods", new("My payment methods", "Meine Zahlungsmittel", "Moje metody płatności"), Audience.Representatives),
            Page("myCredit", new("My credit", "Mein Guthaben", "Moje saldo"), Audience.Representatives)),
        Area("applications", new("Applications", "Anwendungen", "Aplikacje")) with { For = Audience.SignedIn },
        Area("service", new("Service", "Service", "Serwis"),
            Page("downloads", new("Downloads", "Downloads", "Pliki do pobrania")),
            Page("rmiData", new("RMI data", "RMI-Daten", "Dane RMI")),
            Page("diagnosticArticles", new("Diagnostic articles", "Diagnoseartikel", "Artykuły diagnostyczne"))),
        Area("help", new("Help", "Hilfe", "Pomoc"),
            Page("faq", new("FAQ", "Häufige Fragen", "Częste pytania")),
            Page("supportRequest", new("Support request", "Supportanfrage", "Zgłoszenie do wsparcia")),
            Page("technicalHelpDesk", new("Technical Help Desk", "Technical Help Desk", "Technical Help Desk")),
            Page("informationEnquiry", new("Information enquiry", "Informationsanfrage", "Zapytanie o informacje")),
            Page("trainingEnquiry", new("Training enquiry", "Trainingsanfrage", "Zapytanie o szkolenie")),
            Page("myRequests", new("My requests", "Meine Anfragen", "Moje zgłoszenia"))),
        Area("cenNavigation", new("CEN navigation", "CEN-Navigation", "Nawigacja CEN")),
        Area("apis", new("APIs", "APIs", "API")),
        Area("administration", new("Administration", "Administration", "Administracja"),
            Held("registrations", new("Registrations", "Registrierungen", "Rejestracje")),
            Held("organisations", new("Organisations", "Organisationen", "Organizacje")),
            Held("changeRequests", new("Change requests", "Änderungsanträge", "Wnioski o zmianę")),
            Held("permissions", new("Permissions", "Berechtigungen", "Uprawnienia")),
            Held("apiApplications", new("API applications", "API-Anträge", "Wnioski o API")),
            Held("clients", new("Clients", "Clients", "Klienty")),
            Held("accounts", new("Accounts", "Konten", "Konta")),
            Held("staff", new("Staff", "Personal", "Personel")),
            Held("contents", new("Contents", "Inhalte", "Treści")),
            Held("editing", new("Editing", "Redaktion", "Redakcja")),
            Held("catalogueReleases", new("Catalogue releases", "Katalogstände", "Wydania katalogu")),
            Held("audit", new("Audit", "Audit", "Audyt"))),
    ];

    /// <summary>Permissions that open an application, in the order of the area Applications.</summary>
    public static readonly IReadOnlyList<string> Applications =
    [
        "air", "ista", "programmingESeries", "faultCodes", "cdis", "emissionsNominalValues", "stateOfCharge", "partsCatalogueCar", "partsCatalogueMotorcycle", "partslink24",
        "commercialServiceData", "keyReader", "serviceHistory", "technicalCampaigns", "workshopEquipment", "technicalApplications", "irapNext", "rdcTool", "hddUpdate", "ptiData",
        "connectedRmiServices", "roadSideAssistanceFree", "tunerFree",
    ];

    /// <summary>The footer, in order.</summary>
    public static readonly IReadOnlyList<MapItem> Footer =
    [
        Text(DocumentKinds.TechnicalRequirements, new("Technical requirements", "Technische Voraussetzungen", "Wymagania techniczne")),
        Text(DocumentKinds.ConditionsOfUse, new("Conditions of use", "Nutzungsbedingungen", "Warunki użytkowania")),
        Text(DocumentKinds.DataPrivacy, new("Data Privacy", "Datenschutz", "Ochrona danych")),
        Text(DocumentKinds.Imprint, new("Imprint", "Impressum", "Nota prawna")),
        Text(DocumentKinds.PriceList, new("Price list", "Preisliste", "Cennik")),
        Text(DocumentKinds.Cookies, new("Cookies", "Cookies", "Pliki cookie")),
        Text(DocumentKinds.UserGuide, new("User guide", "Benutzerhandbuch", "Podręcznik użytkownika")) with { For = Audience.SignedIn },
        Text(DocumentKinds.FirstSteps, new("First steps in the portal", "Erste Schritte im Portal", "Pierwsze kroki w portalu")),
    ];

    private static MapArea Area(string code, LocalText label, params MapItem[] items) => new(code, label, Destinations.Page(code), items);

    private static MapItem Page(string code, LocalText label, Audience audience = Audience.Everybody) => new(code, label, Destinations.Page(code), audience);

    private static MapItem Held(string code, LocalText label) => Page(code, label, Audience.Holders);

    private static MapItem Text(string kind, LocalText label) => new(kind, label, Destinations.Document(kind));
}
