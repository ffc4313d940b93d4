using System.Text.Json.Nodes;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Organisations.Sample;
using Aos.Api.Platform.Sample;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Sample;

/// <summary>The organisations of the manual, as <c>./aos up</c> makes them; the demo organisation, here that of Rita, is the second.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private static readonly Guid Demo = SomePerson.Rita.TenantId;
    private readonly ApiHost _api = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.SqlAsync($"delete from organisations.organisations where customer_number in ('b2io40002785', 'b2io30002709'); update identity.tenants set country = null, user_group = null where id = '{Demo}'");
        for (var i = 0; i < 2; i++)
        {
            await OrganisationSample.RunAsync(_api.Services, new SamplePlace(SampleData.Folder, Demo), CancellationToken.None);
            await PermissionSample.RunAsync(_api.Services, new SamplePlace(SampleData.Folder, Demo), CancellationToken.None);
        }
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "ORG-D13")]
    [Trait("Decision", "USER-D9")]
    public async Task Both_organisations_carry_data_users_and_an_open_request()
    {
        using var ada = await _api.AdaAsync();
        var organisations = (await ada.ReadAsync(All + "?q=b2io"))["items"]!.AsArray();
        var (demo, austria) = (await FindAsync(ada, organisations, "b2io40002785"), await FindAsync(ada, organisations, "b2io30002709"));
        Assert.Equal("BE Example street 123 12345 Example city waived true independentWorkshop", $"{demo["country"]} {demo["street"]} {demo["postCode"]} {demo["town"]} {demo["vatStatus"]} {demo["withoutVatId"]} {demo["userGroup"]}");
        Assert.Equal("AT BMW Austria GmbH Siegfried-Marcus-Str. 24 5020 Salzburg ATU37035203 valid 2019-11-06",
            $"{austria["country"]} {austria["name"]} {austria["street"]} {austria["postCode"]} {austria["town"]} {austria["vatId"]} {austria["vatStatus"]} {austria["vatLastCheckedOn"]}");
        Assert.Equal(["joe.smith@example.com Joe Smith true", "john.smith@example.de John Smith false", "test.user@example.com Test User true"],
            (await ada.ReadAsync($"{All}/{Demo}/users"))["items"]!.AsArray().Where(user => !((string)user!["email"]!).Contains("south", StringComparison.Ordinal)).Select(user => $"{user!["email"]} {user["firstName"]} {user["lastName"]} {user["emailConfirmed"]}"));
        var request = (await ada.ReadAsync("/administration/v1/change-requests?state=open"))["items"]!.AsArray().Single()!;
        Assert.Equal($"{austria["id"]} street Siegfried-Marcus-Str. 24 Siegfried-Marcus-Str. 26",
            $"{request["organisationId"]} {request["changes"]![0]!["field"]} {request["changes"]![0]!["oldValue"]} {request["changes"]![0]!["newValue"]}");
    }

    [Fact]
    [Trait("Decision", "PERM-D9")]
    public async Task The_demo_organisation_has_the_permissions_of_both_screens_and_joe_the_withdrawals()
    {
        using var rita = await _api.RitaAsync();
        var held = (await rita.ReadAsync(Own + "/permissions?limit=200"))["items"]!.AsArray().Select(item => (string)item!["code"]!).ToList();
        Assert.Superset(
            new HashSet<string>([
                "emissionsNominalValues", "air", "airSecond", "aosDiagnosticArticleForm", "aosInformationEnquiryForm", "aosSupportForm", "aosTechnicalHelpDesk", "aosTicketSystem", "aosTrainingForm", "cdis",
                "brandBmw", "roadSideAssistanceFree", "airFree", "airReduced", "airCharged", "airWir", "tunerFree",
            ]),
            held.ToHashSet());
        Assert.Empty(held.Intersect(["carData", "editorAccess"]));
        var joe = (string)(await rita.ReadAsync(UserPath + "?q=joe.smith"))["items"]![0]!["id"]!;
        var permissions = (await rita.ReadAsync($"{UserPath}/{joe}/permissions"))["permissions"]!.AsArray();
        Assert.Equal(["airCharged", "airReduced", "airWir", "tunerFree"], permissions.Where(item => !(bool)item!["isGiven"]!).Select(item => (string)item!["code"]!));
        Assert.Superset(new HashSet<string>(["aosSupportForm", "aosTicketSystem", "brandBmw", "roadSideAssistanceFree", "airFree"]), permissions.Where(item => (bool)item!["isGiven"]!).Select(item => (string)item!["code"]!).ToHashSet());
        using var ada = await _api.AdaAsync();
        Assert.Contains("editorAccess", await GrantedAsync(ada, SomePerson.Ada.TenantId.ToString()));
        Assert.Contains("carData", await GrantedAsync(ada, (string)(await ada.ReadAsync(All + "?q=b2io30002709"))["items"]![0]!["id"]!));
    }

    private static async Task<JsonNode> FindAsync(HttpClient ada, JsonArray organisations, string customerNumber) =>
        await ada.ReadAsync($"{All}/{organisations.Single(item => (string?)item!["customerNumber"] == customerNumber)!["id"]}");

    private static async Task<IEnumerable<string>> GrantedAsync(HttpClient ada, string organisation) =>
        (await ada.ReadAsync($"{All}/{organisation}/permissions?limit=200"))["items"]!.AsArray().Where(item => (bool)item!["isGranted"]!).Select(item => (string)item!["code"]!);
}
