namespace Aos.Api.Publications.Navigation;

/// <summary>Something to which the navigation leads.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Which one.</param>
internal sealed record Destination(TargetKind Kind, string Code)
{
    /// <summary>Only for people who have signed in.</summary>
    public bool SignIn { get; init; }

    /// <summary>Right that a person needs.</summary>
    public string? Right { get; init; }

    /// <summary>Page or resource behind it.</summary>
    public string? Url { get; init; }

    /// <summary>As it stands in an answer.</summary>
    public NavigationTarget ToTarget() => new() { Kind = Kind, Code = Code, Url = Url };
}

/// <summary>Everything to which the navigation can lead. Pages are known here; documents, applications and API products are data.</summary>
internal static class Destinations
{
    private static readonly Dictionary<string, Destination> Pages = new Destination[]
    {
        Open("start", null), Open("service", null), Open("help", null), Open("logOn", "/account/sign-in"), Open("registration", "/portal/v1/registration-options"), Open("news", "/portal/v1/news"),
        Open("downloads", null), Open("diagnosticArticles", null), Open("faq", null), Open("supportRequest", null),
        Open("cenNavigation", "/portal/v1/cen-navigation"), Open("apis", "/portal/v1/api-products"),
        SignedIn("applications", null), SignedIn("overview", "/portal/v1/overview"), SignedIn("myData", "/portal/v1/me"), SignedIn("vehicles", "/vehicle-identification/v1/vehicles"),
        SignedIn("myOrganisation", "/portal/v1/organisation"), SignedIn("organisationAdministration", "/portal/v1/organisation"),
        SignedIn("userManagement", "/portal/v1/users"), SignedIn("permission", "/portal/v1/organisation/permissions"),
        SignedIn("myTickets", null), SignedIn("ongoingTickets", null), SignedIn("history", null), SignedIn("myInvoices", null), SignedIn("myPaymentMethods", null), SignedIn("myCredit", null),
        With("rmiData", "rmiData", null), With("carData", "carData", null), With("technicalHelpDesk", "aosTechnicalHelpDesk", null), With("informationEnquiry", "aosInformationEnquiryForm", null),
        With("trainingEnquiry", "aosTrainingForm", null), With("myRequests", "aosTicketSystem", null),
        SignedIn("administration", null), With("registrations", "registrations.administer", "/administration/v1/registrations"), With("organisations", "organisations.administer", "/administration/v1/organisations"),
        With("changeRequests", "organisations.administer", "/administration/v1/change-requests"), With("permissions", "permissions.administer", "/administration/v1/permissions"),
        With("apiApplications", "applications.decide", "/administration/v1/api-applications"), With("clients", "clients.administer", "/administration/v1/clients"),
        With("accounts", "users.administer", "/administration/v1/accounts"), With("staff", "staff.administer", "/administration/v1/staff"),
        With("contents", ContentRights.Administer, "/administration/v1/news"), With("editing", ContentRights.Edit, "/administration/v1/news"),
        With("catalogueReleases", "catalogue.administer", null), With("audit", "audit.read", "/administration/v1/audit-events"),
    }.ToDictionary(page => page.Code, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Products = new(StringComparer.Ordinal)
    {
        ["vehicle-identification"] = "apiVehicleIdentification",
        ["repair-maintenance"] = "apiRepairMaintenance",
        ["flat-rates"] = "apiFlatRates",
        ["technical-campaigns"] = "apiCampaigns",
        ["parts-information"] = "apiParts",
        ["cardata"] = "apiCarData",
    };

    /// <summary>A page that is there by construction.</summary>
    public static Destination Page(string code) => Pages[code];

    /// <summary>A page; null if there is none with this code.</summary>
    public static Destination? FindPage(string code) => Pages.GetValueOrDefault(code);

    /// <summary>A document.</summary>
    public static Destination Document(string kind) => new(TargetKind.Document, kind) { Url = $"/portal/v1/documents/{kind}/text" };

    /// <summary>An application; its code is that of its permission.</summary>
    public static Destination Application(string code) => new(TargetKind.Application, code) { SignIn = true, Right = code };

    /// <summary>An API product; null if there is none with this code.</summary>
    public static Destination? FindProduct(string code) => Products.TryGetValue(code, out var right)
        ? new(TargetKind.ApiProduct, code) { SignIn = true, Right = right, Url = $"/portal/v1/api-products/{code}" }
        : null;

    private static Destination Open(string code, string? url) => new(TargetKind.PortalPage, code) { Url = url };

    private static Destination SignedIn(string code, string? url) => Open(code, url) with { SignIn = true };

    private static Destination With(string code, string right, string? url) => SignedIn(code, url) with { Right = right };
}
