using System.Globalization;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Publications.Navigation;

/// <summary>The way through the portal by role, permissions and country.</summary>
public sealed class NavigationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/navigation";

    [Fact]
    [Trait("Requirement", "CEN-5")]
    [Trait("Requirement", "CEN-6")]
    [Trait("Requirement", "CEN-13")]
    [Trait("Decision", "CEN-D1")]
    [Trait("Decision", "CEN-D2")]
    public async Task A_visitor_sees_what_is_public()
    {
        using var nobody = api.AsNobody();
        var navigation = await nobody.ReadAsync(Path);
        Assert.Equal(["start", "service", "help", "cenNavigation", "apis"], Codes(navigation["areas"]));
        Assert.Equal(["news", "registration", "logOn"], Codes(Area(navigation, "start")["items"]));
        Assert.Equal(("signInRequired", false), ((string?)Item(navigation, "help", "technicalHelpDesk")["reason"], (bool)Item(navigation, "help", "technicalHelpDesk")["accessible"]!));
        Assert.Equal((null, true), ((string?)Item(navigation, "help", "supportRequest")["reason"], (bool)Item(navigation, "help", "supportRequest")["accessible"]!));
        Assert.Equal("/portal/v1/api-products", (string?)Area(navigation, "apis")["target"]!["url"]);
        Assert.Equal((null, null), ((string?)navigation["signedInAs"], (string?)navigation["logOutUrl"]));
    }

    [Fact]
    [Trait("Requirement", "CEN-2")]
    [Trait("Requirement", "CEN-4")]
    [Trait("Requirement", "CEN-6")]
    [Trait("Requirement", "CEN-7")]
    [Trait("Requirement", "CEN-11")]
    [Trait("Requirement", "ORG-7")]
    [Trait("Requirement", "NEWSX-1")]
    [Trait("Decision", "CEN-D3")]
    public async Task A_user_sees_the_menu_of_users()
    {
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        var navigation = await claire.ReadAsync(Path);
        Assert.Equal(["start", "applications", "service", "help", "cenNavigation", "apis"], Codes(navigation["areas"]));
        Assert.Equal(["overview", "news", "myData", "myTickets"], Codes(Area(navigation, "start")["items"]));
        Assert.Equal((SomePerson.Claire.Email, "/oauth/logout"), ((string?)navigation["signedInAs"], (string?)navigation["logOutUrl"]));
        Assert.Equal(["Start", "Applications", "Service", "Help", "CEN navigation", "APIs"], navigation["areas"]!.AsArray().Select(area => (string)area!["label"]!));
    }

    [Fact]
    [Trait("Requirement", "CEN-7")]
    [Trait("Requirement", "ORG-6")]
    [Trait("Requirement", "ORG-7")]
    [Trait("Decision", "CEN-D3")]
    public async Task The_legal_representative_sees_more()
    {
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        var navigation = await john.ReadAsync(Path);
        Assert.Equal(["overview", "news", "myData", "myOrganisation", "myTickets", "ongoingTickets", "history", "myInvoices", "myPaymentMethods", "myCredit"], Codes(Area(navigation, "start")["items"]));
        var tabs = Item(navigation, "start", "myOrganisation")["tabs"]!;
        Assert.Equal(["organisationAdministration", "userManagement", "permission"], Codes(tabs));
        Assert.Equal(["Organisation administration", "User management", "Permission"], tabs.AsArray().Select(tab => (string)tab!["label"]!));
        Assert.Equal("/portal/v1/users", (string?)tabs[1]!["target"]!["url"]);
    }

    [Fact]
    [Trait("Decision", "CEN-D1")]
    public async Task Administration_is_for_staff_and_editors()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.read");
        var items = Codes(Area(await ada.ReadAsync(Path), "administration")["items"]).ToList();
        Assert.Superset(new HashSet<string> { "registrations", "organisations", "permissions", "clients", "contents", "audit" }, items.ToHashSet());
        Assert.DoesNotContain("editing", items);
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "portal.read");
        Assert.DoesNotContain("administration", Codes((await bob.ReadAsync(Path))["areas"]));
        await Editors.GrantAsync(api);
        await Polling.UntilAsync(async () => Codes((await bob.ReadAsync(Path))["areas"]).Contains("administration"));
        Assert.Equal(["editing"], Codes(Area(await bob.ReadAsync(Path), "administration")["items"]));
    }

    [Fact]
    [Trait("Requirement", "CEN-3")]
    [Trait("Requirement", "CEN-8")]
    [Trait("Requirement", "TECH-4")]
    [Trait("Requirement", "PRICE-10")]
    [Trait("Requirement", "REGX-14")]
    [Trait("Decision", "CEN-D3")]
    public async Task Head_and_foot_stand_on_every_page()
    {
        using var nobody = api.AsNobody();
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        var visitor = await nobody.ReadAsync(Path);
        Assert.Equal(["technicalRequirements", "conditionsOfUse", "dataPrivacy", "imprint", "priceList", "cookies", "firstSteps"], Codes(visitor["footer"]));
        Assert.Equal(["Technical requirements", "Conditions of use", "Data Privacy", "Imprint", "Price list", "Cookies", "User guide", "First steps in the portal"],
            (await claire.ReadAsync(Path))["footer"]!.AsArray().Select(item => (string)item!["label"]!));
        foreach (var link in visitor["footer"]!.AsArray())
            Assert.Equal(System.Net.HttpStatusCode.OK, (await nobody.GetAsync((string)link!["target"]!["url"]!)).StatusCode);
        Assert.Equal("Aftersales Online System", (string?)visitor["title"]);
        Assert.Equal(["brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce"], (await api.SqlAsync<string[]>("select array_agg(code order by code) from identity.rights where brand is not null"))!);
        Assert.Equal((await api.SqlAsync<string[]>("select array_agg(name_en order by code) from identity.rights where brand is not null"))!, visitor["brands"]!.AsArray().Select(brand => (string)brand!));
        Assert.Equal(["English", "Deutsch", "Polski"], visitor["languages"]!.AsArray().Select(language => (string)language!["label"]!));
        Assert.Equal("© Copyright " + api.Clock.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture) + " AOS", (string?)visitor["copyright"]);
    }

    [Theory]
    [Trait("Decision", "CEN-D2")]
    [Trait("Decision", "USER-D2")]
    [InlineData("de-AT", "Hilfe", "de")]
    [InlineData("pl", "Pomoc", "pl")]
    [InlineData("fr, pl;q=0.5, de;q=0.7", "Hilfe", "de")]
    [InlineData("fr", "Help", "en")]
    [InlineData(null, "Help", "en")]
    public async Task Labels_are_in_the_asked_language(string? header, string label, string language)
    {
        using var nobody = api.AsNobody();
        if (header is not null)
            nobody.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", header);
        using var answer = await nobody.GetAsync(Path);
        Assert.Equal((label, language), ((string?)Area(await answer.JsonAsync(), "help")["label"], answer.Header("Content-Language")));
    }

    [Fact]
    [Trait("Decision", "USER-D2")]
    public async Task The_language_of_the_person_counts_where_no_header_says_more()
    {
        await api.SqlAsync($"update identity.accounts set language = 'pl-PL' where id = '{SomePerson.Moira.Id}'");
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        Assert.Equal("pl", (string?)(await moira.ReadAsync(Path))["language"]);
        moira.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "de");
        Assert.Equal("de", (string?)(await moira.ReadAsync(Path))["language"]);
    }

    [Fact]
    [Trait("Decision", "CEN-D2")]
    [Trait("Decision", "PERM-D6")]
    [Trait("Requirement", "TECH-1")]
    [Trait("Case", "TEN-1")]
    public async Task Applications_follow_permissions_at_once_and_only_the_own_organisations()
    {
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        await RevokeAsync(SomePerson.Sam.TenantId, "keyReader", "air", "airFree", "airReduced", "airCharged", "airWir", "ista");
        await UntilAsync(south, "keyReader", "permissionMissing");
        await GrantAsync(SomePerson.Sam.TenantId, "keyReader");
        await UntilAsync(south, "keyReader", null);
        await RevokeAsync(SomePerson.Moira.TenantId, "keyReader");
        await UntilAsync(moira, "keyReader", "permissionMissing");
        await UntilAsync(south, "keyReader", null);

        await GrantAsync(SomePerson.Sam.TenantId, "ista");
        await UntilAsync(south, "ista", "ticketMissing");
        await GrantAsync(SomePerson.Sam.TenantId, "air");
        await UntilAsync(south, "air", "permissionMissing");
        await GrantAsync(SomePerson.Sam.TenantId, "airCharged");
        await UntilAsync(south, "air", "ticketMissing");
        await GrantAsync(SomePerson.Sam.TenantId, "airFree");
        await UntilAsync(south, "air", null);
        await RevokeAsync(SomePerson.Sam.TenantId, "keyReader");
        await UntilAsync(south, "keyReader", "permissionMissing");
    }

    [Fact]
    [Trait("Requirement", "APPX-13")]
    public async Task Motorcycle_workshops_see_motorcycle_applications_only()
    {
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        var codes = Codes(Area(await moira.ReadAsync(Path), "applications")["items"]).ToList();
        Assert.Contains("partsCatalogueMotorcycle", codes);
        Assert.DoesNotContain("partsCatalogueCar", codes);
        Assert.DoesNotContain("programmingESeries", codes);
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.Contains("partsCatalogueCar", Codes(Area(await south.ReadAsync(Path), "applications")["items"]));
    }

    [Fact]
    [Trait("Decision", "CEN-D2")]
    public async Task What_is_not_offered_in_the_country_says_so()
    {
        await using var other = new ApiHost(new() { ["Portal:Countries:myTickets:0"] = "DE", ["Portal:Owner"] = "Example Ltd", ["Portal:Title"] = "Workshop portal" }, database: api.Database);
        await other.InitializeAsync();
        using var south = await other.AsPersonAsync(SomePerson.Sam, "portal.read");
        foreach (var (country, reason) in new[] { ("DE", null), ("FR", "notInCountry") })
        {
            await api.SqlAsync($"update identity.tenants set country = '{country}' where id = '{SomePerson.Sam.TenantId}'");
            var navigation = await south.ReadAsync(Path);
            Assert.Equal(reason, (string?)Item(navigation, "start", "myTickets")["reason"]);
            Assert.Equal("Workshop portal", (string?)navigation["title"]);
            Assert.EndsWith(" Example Ltd", (string?)navigation["copyright"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_parameter_that_is_not_read_is_refused()
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(Path + "?language=de");
        await answer.ProblemAsync(400, "request.parameter-invalid");
    }

    private static IEnumerable<string> Codes(JsonNode? list) => list!.AsArray().Select(item => (string)item!["code"]!);

    private static JsonNode Area(JsonNode navigation, string code) => navigation["areas"]!.AsArray().Single(area => (string?)area!["code"] == code)!;

    private static JsonNode Item(JsonNode navigation, string area, string code) => Area(navigation, area)["items"]!.AsArray().Single(item => (string?)item!["code"] == code)!;

    private static Task UntilAsync(HttpClient client, string application, string? reason) => Polling.UntilAsync(async () =>
        Item(await client.ReadAsync(Path), "applications", application) is var item && (string?)item["reason"] == reason && (bool)item["accessible"]! == reason is null);

    private Task GrantAsync(Guid tenant, string right) => api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Aos.Api.Platform.Audit.Actor.System, null, async write =>
    {
        await Rights.GrantAsync(write, tenant, right, null, null, "administrator", null);
        return true;
    }, CancellationToken.None);

    private Task RevokeAsync(Guid tenant, params string[] rights) => api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Aos.Api.Platform.Audit.Actor.System, null, async write =>
    {
        foreach (var right in rights)
            await Rights.RevokeAsync(write, tenant, right);
        return true;
    }, CancellationToken.None);
}
