using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>The table of permissions, line by line. Names of brands come with the data of the operator.</summary>
public sealed class PermissionTableTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly (string Code, string German, string English, string? Price)[] Lines =
    [
        ("emissionsNominalValues", "Abgas-Solldaten", "Emissions test nominal values", "free"),
        ("air", "AIR", "AIR", null),
        ("airSecond", "AIR", "AIR", null),
        ("airFree", "Informationssuche (kostenfrei)", "Information research (free of charge)", "free"),
        ("airReduced", "Informationssuche (ermäßigt)", "Information research (reduced)", "reduced"),
        ("airCharged", "Informationssuche (kostenpflichtig)", "Information research (subject to a charge)", "charged"),
        ("airWir", "Informationssuche (WIR)", "Information research (WIR)", "wir"),
        ("aosDiagnosticArticleForm", "AOS Diagnoseartikelformular", "AOS diagnostic article form", "free"),
        ("aosInformationEnquiryForm", "AOS Informationsanfrageformular", "AOS information enquiry form", "free"),
        ("aosSupportForm", "AOS Supportformular", "AOS support form", "free"),
        ("aosTechnicalHelpDesk", "AOS Technical Help Desk", "AOS Technical Help Desk", "perRequest"),
        ("aosTicketSystem", "AOS Ticketsystem", "AOS ticket system", "free"),
        ("aosTrainingForm", "AOS Trainingsformular", "AOS training form", "free"),
        ("carData", "CarData", "CarData", "postPayment"),
        ("cdis", "CDIS", "CDIS", "free"),
        ("editorAccess", "AOS-Redaktionszugang", "AOS editor access", null),
        ("roadSideAssistanceFree", "Pannendienst (kostenfrei)", "Road Side Assistance (free of charge)", "free"),
        ("tunerFree", "Tuner-Anwendung (kostenfrei)", "Tuner application (free of charge)", "free"),
        ("bookTickets", "Tickets buchen", "Booking of access tickets", null),
        ("ecuValidation", "ECU Validation", "ECU Validation", "charged"),
        ("serviceHistory", "Service-Historie", "Service history", "free"),
        ("ista", "ISTA", "ISTA workshop system", "charged"),
        ("programmingESeries", "Programmierung E-Baureihen", "E series programming", "charged"),
        ("partsCatalogueCar", "ETK Pkw", "Electronic Parts Catalogue - passenger car", "free"),
        ("partsCatalogueMotorcycle", "ETK Motorrad", "Electronic Parts Catalogue - motorcycle", "free"),
        ("stateOfCharge", "Ladezustand", "State of charge", "free"),
        ("commercialServiceData", "Kaufmännische Servicedaten", "Commercial Service Data", "free"),
        ("faultCodes", "Abgasrelevante Fehlercodes", "Emission-relevant fault codes", "free"),
        ("keyReader", "KeyReader", "KeyReader", "free"),
        ("technicalCampaigns", "Technische Aktionen", "Technical campaigns", "free"),
        ("workshopEquipment", "Werkstattausrüstung", "Workshop equipment", "free"),
        ("technicalApplications", "Technische Anwendungen", "Technical applications", "free"),
        ("irapNext", "IRAP Next", "IRAP Next", "free"),
        ("rdcTool", "RDC Tool", "RDC Tool", "free"),
        ("partslink24", "partslink24", "partslink24", "free"),
        ("hddUpdate", "HDD Update", "HDD Update", "free"),
        ("ptiData", "PTI-Daten", "PTI Data", "free"),
        ("connectedRmiServices", "Verwaltung Connected RMI Services", "Connected RMI Services Administration", "free"),
        ("rmiData", "RMI-Daten", "RMI data", "charged"),
        ("brandBmw", "BMW", "BMW", null),
        ("brandMotorrad", "BMW Motorrad", "BMW Motorrad", null),
        ("brandMini", "MINI", "MINI", null),
        ("brandRollsRoyce", "Rolls-Royce", "Rolls-Royce", null),
        ("apiVehicleIdentification", "Fahrzeugidentifikation", "Vehicle Identification", null),
        ("apiRepairMaintenance", "Reparatur & Wartung", "Repair & Maintenance", null),
        ("apiFlatRates", "Richtzeiten", "Flat Rates", null),
        ("apiCarData", "CarData", "CarData", null),
        ("apiCampaigns", "Technische Aktionen & Kartenstand", "Technical Campaign & Map Status", null),
        ("apiParts", "Teileinformation", "Parts Information", null),
        ("apiClients", "API-Clients", "API clients", null),
    ];

    [Fact]
    [Trait("Decision", "PERM-D2")]
    [Trait("Decision", "PERM-D6")]
    public async Task Every_line_is_there_with_its_names_and_price_and_says_what_it_opens()
    {
        var (english, german) = (await ListAsync("en"), await ListAsync("de"));
        Assert.Equal(Lines.Select(line => line.Code).Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        foreach (var (code, deutsch, name, price) in Lines)
        {
            Assert.Equal($"{code}: {deutsch}, {name}, {price}", $"{code}: {german[code]["name"]}, {english[code]["name"]}, {english[code]["priceModel"]}");
            // What a brand opens is the brand itself.
            Assert.True(english[code]["brand"] is not null || (!string.IsNullOrEmpty((string?)english[code]["opens"]) && !string.IsNullOrEmpty((string?)german[code]["opens"])), code);
        }
    }

    private async Task<Dictionary<string, JsonNode>> ListAsync(string language)
    {
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        sam.DefaultRequestHeaders.Add("Accept-Language", language);
        return (await sam.ReadAsync("/portal/v1/permissions?limit=200"))["items"]!.AsArray().ToDictionary(item => (string)item!["code"]!, item => item!);
    }
}
