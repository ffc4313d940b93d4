using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications.CenTree;

/// <summary>The table of the start data of the tree, line by line: headings with their entries and where these lead.</summary>
public sealed class CenTableTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("access", "Registration and access", "Registration>portalPage:registration|Log-on>portalPage:logOn|Price list>document:priceList|Tickets>portalPage:myTickets|Technical requirements>document:technicalRequirements|Conditions of use>document:conditionsOfUse")]
    [InlineData("vehicle", "Vehicle identification", "By vehicle identification number>portalPage:vehicles apiProduct:vehicle-identification|By the last 7 characters>portalPage:vehicles apiProduct:vehicle-identification|By features>portalPage:vehicles apiProduct:vehicle-identification|Optional equipment>portalPage:vehicles apiProduct:vehicle-identification")]
    [InlineData("repair", "Repair and maintenance", "Repair instructions>application:air apiProduct:repair-maintenance|Tightening torques>application:air apiProduct:repair-maintenance|Technical data>application:air apiProduct:repair-maintenance|Inspection sheets>application:air apiProduct:repair-maintenance|Operating fluids>application:air apiProduct:repair-maintenance")]
    [InlineData("wiring", "Wiring and components", "Wiring diagrams>application:air|Connector views>application:air|Pin assignments>application:air|Installation locations>application:air|Functional descriptions>application:air")]
    [InlineData("diagnosis", "Diagnosis", "ISTA workshop system>application:ista|Emission-relevant fault codes (P-Code)>application:faultCodes|CDIS>application:cdis")]
    [InlineData("software", "Software and programming", "ISTA programming>application:ista|E series programming>application:programmingESeries|Navigation maps (HDD Update)>application:hddUpdate")]
    [InlineData("campaigns", "Campaigns and technical information", "Technical campaigns>application:technicalCampaigns apiProduct:technical-campaigns|Map status>application:technicalCampaigns apiProduct:technical-campaigns|PuMA measures>application:air")]
    [InlineData("parts", "Parts", "Electronic Parts Catalogue - passenger car>application:partsCatalogueCar apiProduct:parts-information|Electronic Parts Catalogue - motorcycle>application:partsCatalogueMotorcycle apiProduct:parts-information|partslink24>application:partslink24")]
    [InlineData("labour", "Labour times and packages", "Flat rate units>application:air apiProduct:flat-rates|Service repair packages>application:air apiProduct:flat-rates|Commercial Service Data>application:commercialServiceData")]
    [InlineData("history", "Service history", "Service history>application:serviceHistory|Electronic service booklet>application:serviceHistory")]
    [InlineData("emissions", "Emissions", "Emissions test nominal values>application:emissionsNominalValues|Real Driving Emissions>portalPage:downloads")]
    [InlineData("security", "Keys and theft protection", "KeyReader>application:keyReader")]
    [InlineData("tools", "Tools and equipment", "Diagnostic articles>portalPage:diagnosticArticles|Workshop equipment>application:workshopEquipment|Special tools>application:workshopEquipment|RDC Tool>application:rdcTool")]
    [InlineData("rescue", "Rescue information", "Rescue sheets>portalPage:downloads|Manuals for rescue services>portalPage:downloads")]
    [InlineData("training", "Training", "Training enquiry>portalPage:trainingEnquiry")]
    [InlineData("data", "Data for publishers and programmers", "RMI data>portalPage:rmiData|APIs>portalPage:apis|CarData>portalPage:carData apiProduct:cardata")]
    [InlineData("help", "Help", "FAQ>portalPage:faq|Support request>portalPage:supportRequest|Technical Help Desk>portalPage:technicalHelpDesk|Information enquiry>portalPage:informationEnquiry")]
    [Trait("Requirement", "CEN-12")]
    [Trait("Decision", "CEN-D5")]
    public async Task A_heading_has_its_entries_and_each_leads_where_the_table_says(string code, string label, string entries)
    {
        using var nobody = api.AsNobody();
        Assert.Equal(label, (string?)(await nobody.ReadAsync("/portal/v1/cen-navigation/" + code))["label"]!["en"]);
        var items = (await nobody.ReadAsync("/portal/v1/cen-navigation?limit=200&parentCode=" + code))["items"]!.AsArray().Where(item => (string?)item!["parentCode"] == code);
        Assert.Equal(entries.Split('|'), items.Select(item => $"{item!["label"]!["en"]}>{string.Join(' ', item["targets"]!.AsArray().Select(Target))}"));
    }

    [Theory]
    [InlineData("de", "Start Anwendungen Service Hilfe CEN-Navigation APIs Administration")]
    [InlineData("en", "Start Applications Service Help CEN navigation APIs Administration")]
    [Trait("Requirement", "CEN-2")]
    [Trait("Requirement", "CEN-4")]
    [Trait("Decision", "CEN-D1")]
    public async Task The_areas_are_called_as_on_the_screens(string language, string labels)
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.read");
        ada.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(labels, string.Join(' ', (await ada.ReadAsync("/portal/v1/navigation"))["areas"]!.AsArray().Select(area => (string)area!["label"]!)));
    }

    [Fact]
    [Trait("Decision", "CEN-D2")]
    [Trait("Decision", "CEN-D5")]
    public async Task Nothing_leads_nowhere()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.read");
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        var urls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reader in new[] { ada, john, api.AsNobody() })
            foreach (var path in new[] { "/portal/v1/navigation", "/portal/v1/cen-navigation?limit=200" })
                Collect(await reader.ReadAsync(path), urls);
        Assert.True(urls.Count >= 25, $"{urls.Count} addresses");
        var dead = new List<string>();
        foreach (var url in urls.Where(url => url.StartsWith('/')))
        {
            using var answer = await ada.GetAsync(url);
            if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
                dead.Add(url);
        }

        Assert.Empty(dead);
    }

    private static void Collect(JsonNode? node, HashSet<string> urls)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                Collect(item, urls);
        else if (node is JsonObject thing)
            foreach (var (name, value) in thing)
                if (name == "url" && value is not null)
                    urls.Add((string)value!);
                else
                    Collect(value, urls);
    }

    private static string Target(JsonNode? target) => $"{target!["kind"]}:{target["code"]}";
}
