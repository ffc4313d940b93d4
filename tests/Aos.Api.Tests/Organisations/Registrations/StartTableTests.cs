using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>The tables of user groups: what they are called and what each of them has at the start.</summary>
public sealed class StartTableTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Forms = "aosSupportForm aosTicketSystem aosInformationEnquiryForm aosTrainingForm aosDiagnosticArticleForm apiClients";
    private const string Workshop = Forms + " aosTechnicalHelpDesk bookTickets brandMotorrad air airCharged serviceHistory ista partsCatalogueMotorcycle commercialServiceData faultCodes keyReader technicalCampaigns"
        + " workshopEquipment technicalApplications irapNext rdcTool partslink24 hddUpdate ptiData rmiData";
    private const string Cars = " brandBmw brandMini brandRollsRoyce partsCatalogueCar programmingESeries stateOfCharge emissionsNominalValues";

    [Theory]
    [InlineData("bfas", Forms)]
    [InlineData("carData", Forms + " carData")]
    [InlineData("authority", Workshop + Cars)]
    [InlineData("educationalEstablishment", Workshop + Cars)]
    [InlineData("independentWorkshop", Workshop + Cars)]
    [InlineData("independentMotorcycleWorkshop", Workshop)]
    [InlineData("others", Forms)]
    [Trait("Requirement", "REG-9")]
    [Trait("Requirement", "PERM-6")]
    [Trait("Decision", "REG-D16")]
    public async Task An_approved_organisation_has_exactly_the_permissions_of_its_group(string userGroup, string permissions)
    {
        var email = userGroup.ToLowerInvariant() + "@start.example.org";
        (string, JsonNode?)[] changes = [("/userGroup", userGroup), ("/remarks", "We are a guild of workshops and advise our members.")];
        await api.RegisterAsync(userGroup == "carData" ? await api.FormAsync(email, changes) : await api.PlainFormAsync(email, changes));
        using var confirmed = await api.ConfirmAsync(await api.RegistrationLinkAsync(email, "confirm"));
        using var approved = await api.ActAsync(await api.IdOfAsync(email), "approvals", new { });
        Assert.True(approved.StatusCode == HttpStatusCode.Created, await approved.Content.ReadAsStringAsync());
        var tenant = Guid.Parse((string)(await approved.JsonAsync())["organisationId"]!);
        using var representative = await api.AsPersonAsync(new(await api.SqlAsync<Guid>($"select id from identity.accounts where tenant_id = '{tenant}'"), tenant, "portal", email), "portal.read");
        Assert.Equal(permissions.Split(' ').Order(StringComparer.Ordinal), (await representative.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string)code!).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "REG-8")]
    [Trait("Requirement", "REG-11")]
    [Trait("Requirement", "REG-12")]
    public async Task The_groups_are_called_as_in_the_table()
    {
        var groups = (await api.AsNobody().ReadAsync("/portal/v1/registration-options"))["userGroups"]!.AsArray();
        Assert.Equal(
            [
                "bfas: Access to the Fluid Approval System (only for oil producers)", "carData: Access to CarData", "authority: Authority", "educationalEstablishment: Educational establishment",
                "independentMotorcycleWorkshop: Independent motorcycle workshop/motorcycle dealers", "independentWorkshop: Independent workshop/dealer", "others: Others (please justify your request)",
            ],
            groups.Select(group => $"{group!["code"]}: {group["label"]}"));
    }
}
