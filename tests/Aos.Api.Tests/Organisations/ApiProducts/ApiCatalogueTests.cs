using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.ApiProducts;

/// <summary>The catalogue of products, and who keeps it.</summary>
public sealed class ApiCatalogueTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Public = "/portal/v1/api-products", Own = "/portal/v1/organisation/api-products", Administered = "/administration/v1/api-products";
    private static readonly string[] Codes = ["vehicle-identification", "repair-maintenance", "parts-information", "technical-campaigns", "flat-rates", "cardata"];

    [Fact]
    [Trait("Requirement", "API-8")]
    [Trait("Requirement", "API-10")]
    [Trait("Requirement", "API-11")]
    [Trait("Requirement", "API-13")]
    [Trait("Decision", "API-D4")]
    public async Task Everybody_reads_the_products_in_their_order_and_none_is_available_that_is_not_served()
    {
        using var nobody = api.AsNobody();
        var page = await nobody.ReadAsync(Public);
        Assert.Equal(Codes, page.Values("code"));
        Assert.Equal(["available", "comingSoon", "comingSoon", "comingSoon", "comingSoon", "comingSoon"], page.Values("state"));
        var product = await nobody.ReadAsync(Public + "/vehicle-identification");
        Assert.Equal(page["items"]![0]!.ToJsonString(), product.ToJsonString());
        Assert.Equal(("Vehicle Identification", true, 1, """["vehicle.read"]""", """["AIR","ETK","KaSIO"]""", "v1"),
            (product.Text("name"), (bool)product["chargeable"]!, (int)product["conditionsVersion"]!, product["scopes"]!.ToJsonString(), product["sameDataAs"]!.ToJsonString(), (string?)product["versions"]![0]!["version"]));
        Assert.EndsWith("/vehicle-identification/v1/openapi.json", product.Text("documentationUrl"), StringComparison.Ordinal);
        using var document = await nobody.GetAsync(new Uri(product.Text("documentationUrl")!).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, document.StatusCode);
        Assert.Null((await nobody.ReadAsync(Public + "/parts-information"))["documentationUrl"]);
    }

    [Fact]
    public async Task Texts_come_in_the_language_of_the_caller_and_unknown_products_are_not_found()
    {
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.Add("Accept-Language", "de-AT");
        using var german = await nobody.GetAsync(Public + "/flat-rates");
        Assert.Equal(("Richtzeiten", "de"), ((await german.JsonAsync()).Text("name"), german.Header("Content-Language")));
        Assert.Equal("Mehr ...", (await nobody.ReadAsync("/portal/v1/api-overview")).Text("moreLabel"));
        using var unknown = await nobody.GetAsync(Public + "/colours");
        await unknown.ProblemAsync(404, "organisations.api-product-not-found");
    }

    [Fact]
    [Trait("Requirement", "API-9")]
    [Trait("Requirement", "API-1")]
    [Trait("Requirement", "API-2")]
    [Trait("Requirement", "API-3")]
    [Trait("Requirement", "API-5")]
    [Trait("Requirement", "API-6")]
    public async Task The_overview_has_heading_boxes_and_paragraphs()
    {
        using var nobody = api.AsNobody();
        var overview = await nobody.ReadAsync("/portal/v1/api-overview");
        Assert.Equal(("APIs", "More ...", 2), (overview.Text("heading"), overview.Text("moreLabel"), overview["paragraphs"]!.AsArray().Count));
        Assert.Equal(Codes, overview["products"]!.AsArray().Select(product => (string)product!["code"]!));
        Assert.Contains("qualified third parties", (string?)overview["paragraphs"]![0], StringComparison.Ordinal);
        Assert.Contains("machine-readable format", (string?)overview["paragraphs"]![0], StringComparison.Ordinal);
        Assert.Contains("needs a programmer", (string?)overview["paragraphs"]![0], StringComparison.Ordinal);
        Assert.Contains("for a fee", (string?)overview["paragraphs"]![1], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "API-D4")]
    [Trait("Case", "TEN-2")]
    public async Task An_organisation_sees_its_own_access_and_clients_only()
    {
        await api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{ApiAccessCalls.South}' and code = '{ApiAccessCalls.Right}'");
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var own = (await claire.ReadAsync(Own))["items"]![0]!;
        Assert.Equal(("active", "unlimited", "[]", "/portal/v1/usage?product=vehicle-identification"),
            (own.Text("access"), own.Text("planCode"), own["clientIds"]!.ToJsonString(), own.Text("usagePath")));
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal("""["test-production"]""", (await john.ReadAsync(Own + "/vehicle-identification"))["clientIds"]!.ToJsonString());
        await api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{ApiAccessCalls.North}', 'apiClients', 'administrator', 'test'); select pg_notify('aos_auth', 'o:{ApiAccessCalls.North}')");
        using var caring = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        Assert.Equal("""["test-production"]""", (await caring.ReadAsync(Own + "/vehicle-identification"))["clientIds"]!.ToJsonString());
        var foreign = await sam.ReadAsync(Own + "/vehicle-identification");
        Assert.Equal(("none", null, "[]", null), (foreign.Text("access"), foreign.Text("planCode"), foreign["clientIds"]!.ToJsonString(), foreign.Text("usagePath")));

        using var rita = await api.AsPersonAsync(SomePerson.Rita, "portal.write");
        await rita.CreatedAsync(ApiAccessCalls.Applications, ApiAccessCalls.Application());
        Assert.Equal("applied", (await sam.ReadAsync(Own + "/vehicle-identification")).Text("access"));
        await api.SqlAsync($"update identity.tenant_rights set state = 'suspended' where tenant_id = '{ApiAccessCalls.North}' and code = '{ApiAccessCalls.Right}'");
        Assert.Equal("suspended", (await claire.ReadAsync(Own + "/vehicle-identification")).Text("access"));
        await api.SqlAsync($"update identity.tenant_rights set state = 'active' where tenant_id = '{ApiAccessCalls.North}' and code = '{ApiAccessCalls.Right}'");
        using var unknown = await claire.GetAsync(Own + "/colours");
        await unknown.ProblemAsync(404, "organisations.api-product-not-found");
        using var nobody = await api.AsNobody().GetAsync(Own);
        await nobody.ProblemAsync(401, "auth.not-signed-in");
    }

    [Fact]
    public async Task The_operator_replaces_a_product()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        Assert.Equal(Codes, (await ada.ReadAsync(Administered)).Values("code").Order(Comparer<string>.Create((a, b) => Array.IndexOf(Codes, a) - Array.IndexOf(Codes, b))));
        var before = await ada.ReadAsync(Administered + "/technical-campaigns");
        Assert.Equal(("apiCampaigns", "available", "comingSoon", "\"v1\""), (before.Text("right"), before.Text("state"), before.Text("shownState"), before.TagOf()));
        using var put = await ada.SendJsonAsync(HttpMethod.Put, Administered + "/technical-campaigns", Body(), ifMatch: "\"v1\"");
        var after = await put.JsonAsync();
        Assert.True(put.StatusCode == HttpStatusCode.OK, after.ToJsonString());
        Assert.Equal(("retired", "retired", 3, "\"v2\""), (after.Text("state"), after.Text("shownState"), (int)after["conditionsVersion"]!, after.TagOf()));
        Assert.Equal(after.ToJsonString(), (await ada.ReadAsync(Administered + "/technical-campaigns")).ToJsonString());
        using var nobody = api.AsNobody();
        var shown = await nobody.ReadAsync(Public + "/technical-campaigns");
        Assert.Equal(("Campaigns", "What is open.", 0.1m, "EUR", "2026-10-01", "api@operator.example"),
            (shown.Text("name"), shown.Text("summary"), (decimal)shown["charges"]![0]!["priceNet"]!, (string?)shown["charges"]![0]!["currency"], (string?)shown["charges"]![0]!["validFrom"], shown.Text("contactEmail")));
        Assert.DoesNotContain("technical-campaigns", (await nobody.ReadAsync("/portal/v1/api-overview"))["products"]!.AsArray().Select(product => (string)product!["code"]!));
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from platform.audit where action = 'organisations.apiProduct.replaced' and object_id = 'technical-campaigns'"));
    }

    [Fact]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-4")]
    public async Task A_wrong_replacement_is_refused()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        foreach (var (change, pointer, code) in new (Action<JsonObject>, string, string)[]
        {
            (body => body["names"] = null, "/names", "required"), (body => body["names"]!["pl"] = "", "/names/pl", "required"), (body => body["state"] = "open", "/state", "value-not-permitted"),
            (body => body["contactEmail"] = "nobody", "/contactEmail", "format-invalid"), (body => body["priceListUrl"] = "http://a.example", "/priceListUrl", "format-invalid"),
            (body => body["conditionsVersion"] = 0, "/conditionsVersion", "value-not-permitted"), (body => body["charges"]![0]!["currency"] = "Euro", "/charges/0/currency", "too-long"),
        })
        {
            using var put = await ada.SendJsonAsync(HttpMethod.Put, Administered + "/flat-rates", Body(change), ifMatch: "\"v1\"");
            var problem = await put.ProblemAsync(422, "request.fields-invalid");
            Assert.Contains((pointer, code), problem["errors"]!.AsArray().Select(error => ((string?)error!["pointer"], (string?)error["code"])));
        }

        foreach (var (path, body, ifMatch, status, code) in new (string, string, string?, int, string)[]
        {
            ("/flat-rates", Body(), null, 428, "precondition.version-required"), ("/flat-rates", Body(), "\"v9\"", 412, "precondition.version-conflict"),
            ("/colours", Body(), "\"v1\"", 404, "organisations.api-product-not-found"), ("/flat-rates", Body(body => body["code"] = "x"), "\"v1\"", 400, "request.body-unreadable"),
            ("/flat-rates", Body(body => body["right"] = "x"), "\"v1\"", 400, "request.body-unreadable"),
        })
        {
            using var put = await ada.SendJsonAsync(HttpMethod.Put, Administered + path, body, ifMatch: ifMatch);
            await put.ProblemAsync(status, code);
        }

        using var unknown = await ada.GetAsync(Administered + "/colours");
        await unknown.ProblemAsync(404, "organisations.api-product-not-found");
        Assert.Equal("\"v1\"", (await ada.ReadAsync(Administered + "/flat-rates")).TagOf());
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Only_staff_with_the_right_keeps_the_catalogue()
    {
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
        using var john = await api.AsPersonAsync(SomePerson.John, "administration");
        foreach (var (method, path) in new[] { ("GET", Administered), ("GET", Administered + "/flat-rates"), ("PUT", Administered + "/flat-rates") })
        {
            using var first = await bob.SendJsonAsync(new(method), path, method == "PUT" ? Body() : null, ifMatch: "\"v1\"");
            await first.ProblemAsync(403, "access.permission-missing");
            using var second = await john.SendJsonAsync(new(method), path, method == "PUT" ? Body() : null, ifMatch: "\"v1\"");
            await second.ProblemAsync(403, "access.administrator-required");
            using var third = await api.AsNobody().SendJsonAsync(new(method), path, method == "PUT" ? Body() : null, ifMatch: "\"v1\"");
            await third.ProblemAsync(401, "auth.not-signed-in");
        }
    }

    [Fact]
    [Trait("Requirement", "API-4")]
    [Trait("Requirement", "API-7")]
    [Trait("Requirement", "API-12")]
    public async Task The_sample_data_bring_the_texts_of_the_manual_once()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        await ApiProductSamples.LoadAsync(own.Services, SampleData.Folder, CancellationToken.None);
        using var nobody = own.AsNobody();
        var page = await nobody.ReadAsync(Public);
        Assert.Equal(["Vehicle Identification", "Repair & Maintenance", "Parts Information", "Technical Campaign & Map Status", "Flat Rates", "BMW CarData"], page.Values("name"));
        Assert.Equal("API Coming soon! Until then we are offering Parts Information as data files.", (string?)page["items"]![2]!["summary"]);
        Assert.All(page.Values("contactEmail"), contact => Assert.Equal("aos-api@bmwgroup.com", contact));
        Assert.Equal(5L, await own.SqlAsync<long>("select count(*) from organisations.api_products where state = 'available'"));
        var overview = await nobody.ReadAsync("/portal/v1/api-overview");
        Assert.Equal("BMW APIs", overview.Text("heading"));
        Assert.Contains("the same data which is used in the applications AIR, ETK and KaSIO", (string?)overview["paragraphs"]![0], StringComparison.Ordinal);
        Assert.EndsWith("please contact aos-api@bmwgroup.com to start the onboarding process.", (string?)overview["paragraphs"]![1], StringComparison.Ordinal);

        await own.SqlAsync("update organisations.api_products set name_en = 'Mine', version = version + 1 where code = 'flat-rates'");
        await ApiProductSamples.LoadAsync(own.Services, SampleData.Folder, CancellationToken.None);
        Assert.Equal("Mine", (await nobody.ReadAsync(Public + "/flat-rates")).Text("name"));
    }

    private static string Body(Action<JsonObject>? change = null)
    {
        var body = new JsonObject
        {
            ["state"] = "retired",
            ["sortOrder"] = 40,
            ["names"] = new JsonObject { ["en"] = "Campaigns", ["de"] = "Aktionen", ["pl"] = "Akcje" },
            ["summaries"] = new JsonObject { ["en"] = "What is open.", ["de"] = "Was offen ist.", ["pl"] = "Co jest otwarte." },
            ["contactEmail"] = "api@operator.example",
            ["chargeable"] = true,
            ["priceListUrl"] = "https://portal.example/prices",
            ["charges"] = new JsonArray(new JsonObject { ["unit"] = "call", ["priceNet"] = 0.1m, ["currency"] = "EUR", ["validFrom"] = "2026-10-01" }),
            ["versions"] = new JsonArray(new JsonObject { ["version"] = "v1", ["releasedOn"] = "2026-10-01" }),
            ["conditionsVersion"] = 3,
        };
        change?.Invoke(body);
        return body.ToJsonString();
    }
}
