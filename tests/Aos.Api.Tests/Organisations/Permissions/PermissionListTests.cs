using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>What permissions there are, and which of them the organisation has.</summary>
public sealed class PermissionListTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string All = "/portal/v1/permissions";
    private const string Own = "/portal/v1/organisation/permissions";

    [Fact]
    [Trait("Decision", "PERM-D2")]
    [Trait("Decision", "PERM-D6")]
    public async Task Everybody_reads_the_whole_list()
    {
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var page = await sam.ReadAsync(All + "?limit=200&includeTotal=true");
        var items = page["items"]!.AsArray();
        Assert.Equal(items.Count, (int)page["total"]!);
        var codes = items.Select(item => (string)item!["code"]!).ToList();
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Superset(new HashSet<string> {
            "air", "airSecond", "airFree", "airReduced", "airCharged", "airWir", "aosDiagnosticArticleForm", "aosInformationEnquiryForm", "aosSupportForm", "aosTechnicalHelpDesk", "aosTicketSystem",
            "aosTrainingForm", "carData", "cdis", "editorAccess", "brandBmw", "brandMotorrad", "brandMini", "brandRollsRoyce", "roadSideAssistanceFree", "tunerFree", "bookTickets", "ecuValidation", "serviceHistory",
            "ista", "programmingESeries", "partsCatalogueCar", "partsCatalogueMotorcycle", "stateOfCharge", "commercialServiceData", "faultCodes", "keyReader", "technicalCampaigns", "workshopEquipment",
            "technicalApplications", "irapNext", "rdcTool", "partslink24", "hddUpdate", "ptiData", "connectedRmiServices", "rmiData", "emissionsNominalValues", "apiClients",
            "apiVehicleIdentification", "apiRepairMaintenance", "apiFlatRates", "apiCampaigns", "apiParts", "apiCarData" }, codes.ToHashSet());
        Assert.DoesNotContain(codes, code => code.Contains('.', StringComparison.Ordinal));
        var (air, second) = (items.Single(item => (string?)item!["code"] == "air")!, items.Single(item => (string?)item!["code"] == "airSecond")!);
        Assert.Equal((string?)air["name"], (string?)second["name"]);
        Assert.Equal(["free", "reduced", "charged", "wir"], new[] { "airFree", "airReduced", "airCharged", "airWir" }.Select(code => (string?)items.Single(item => (string?)item!["code"] == code)!["priceModel"]));
        Assert.Equal(("product", "bmw"), ((string?)items.Single(item => (string?)item!["code"] == "apiFlatRates")!["kind"], (string?)items.Single(item => (string?)item!["code"] == "brandBmw")!["brand"]));

        sam.DefaultRequestHeaders.AcceptLanguage.Add(new("de"));
        using var german = await sam.GetAsync(All + "?limit=200");
        Assert.Equal("de", german.Header("Content-Language"));
        var emissions = (await german.JsonAsync())["items"]!.AsArray().Single(item => (string?)item!["code"] == "emissionsNominalValues")!;
        Assert.Equal(("Abgas-Solldaten", "Anwendung „Abgas-Solldaten“"), ((string?)emissions["name"], (string?)emissions["opens"]));
    }

    [Fact]
    public async Task The_list_has_pages()
    {
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            using var answer = await sam.GetAsync(All + "?limit=7" + (cursor is null ? "" : "&cursor=" + cursor));
            var page = await answer.JsonAsync();
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["code"]!));
            if ((cursor = (string?)page["nextCursor"]) is null)
                break;
            Assert.Contains("rel=\"next\"", answer.Header("Link"), StringComparison.Ordinal);
        }

        Assert.Equal((await sam.ReadAsync(All + "?limit=200"))["items"]!.AsArray().Select(item => (string)item!["code"]!), seen);
        using var bad = await sam.GetAsync(All + "?cursor=x");
        await bad.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    [Trait("Requirement", "PERM-1")]
    [Trait("Requirement", "PERM-2")]
    [Trait("Requirement", "PERM-4")]
    [Trait("Requirement", "PERM-5")]
    public async Task The_legal_representative_reads_those_of_the_own_organisation_and_cannot_change_them()
    {
        await api.PromoteAsync(SomePerson.Sam);
        await api.SqlAsync($"""
            insert into identity.tenant_rights (tenant_id, code, source, granted_by, valid_until)
            values ('{SomePerson.John.TenantId}', 'cdis', 'administrator', 'test', platform.now() + interval '10 days'), ('{SomePerson.John.TenantId}', 'ista', 'administrator', 'test', platform.now() - interval '1 day'),
                   ('{SomePerson.Sam.TenantId}', 'tunerFree', 'administrator', 'test', null)
            """);
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var north = await john.ReadAsync(Own + "?includeTotal=true");
        Assert.Equal(["brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce", "cdis"], north["items"]!.AsArray().Select(item => (string)item!["code"]!));
        Assert.Equal(5, (int)north["total"]!);
        var cdis = north["items"]![4]!;
        Assert.Equal(("CDIS", "Application CDIS", "free", true), ((string?)cdis["name"], (string?)cdis["opens"], (string?)cdis["priceModel"], (bool)cdis["isDelegable"]!));
        Assert.NotNull(cdis["validUntil"]);
        Assert.Equal(["brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce", "tunerFree"], (await sam.ReadAsync(Own))["items"]!.AsArray().Select(item => (string)item!["code"]!));

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Post, HttpMethod.Delete })
        {
            using var change = await john.SendJsonAsync(method, Own, """{"permissions":["ista"]}""", "k", "\"v1\"");
            await change.ProblemAsync(405, "request.method-not-allowed");
        }
    }

    [Fact]
    public async Task Others_do_not_read_them()
    {
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var user = await claire.GetAsync(Own);
        await user.ProblemAsync(403, "access.legal-representative-required");
        using var john = await api.AsPersonAsync(SomePerson.John, "vehicle.read");
        foreach (var path in new[] { All, Own })
        {
            using var scope = await john.GetAsync(path);
            await scope.ProblemAsync(403, "access.scope-missing");
            using var nobody = await api.AsNobody().GetAsync(path);
            await nobody.ProblemAsync(401, "auth.not-signed-in");
            using var machine = await (await api.AsAsync(Somebody.Workshop)).GetAsync(path);
            await machine.ProblemAsync(403, "access.person-required");
        }
    }

    [Fact]
    [Trait("Decision", "PERM-D2")]
    public async Task Staff_adds_a_permission_without_a_release_and_replaces_it()
    {
        const string Path = "/administration/v1/permissions";
        const string Body = """{"nameEn":"New tool","nameDe":"Neues Werkzeug","opensEn":"The new tool","opensDe":"Das neue Werkzeug","priceModel":"free","isDelegable":true""";
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var made = await ada.PostJsonAsync(Path, Body + ""","code":"newTool","vehicleKind":"car"}""");
        Assert.Equal((HttpStatusCode.Created, Path + "/newTool", "\"v1\""), (made.StatusCode, made.Header("Location"), made.Header("ETag")));
        using var again = await ada.PostJsonAsync(Path, Body + ""","code":"newTool"}""");
        await again.ProblemAsync(409, "organisations.permission-exists");
        using var staff = await ada.PostJsonAsync(Path, Body + ""","code":"audit.read"}""");
        await staff.ProblemAsync(422, "request.fields-invalid");
        using var fields = await ada.PostJsonAsync(Path, """{"code":"x1","nameEn":" ","priceModel":"cheap","isDelegable":true}""");
        Assert.Equal(["/nameDe required", "/nameEn required", "/opensDe required", "/opensEn required", "/priceModel value-not-permitted"],
            (await fields.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}").Order(StringComparer.Ordinal));

        using var blind = await ada.SendJsonAsync(HttpMethod.Put, Path + "/newTool", Body + "}");
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await ada.SendJsonAsync(HttpMethod.Put, Path + "/newTool", Body + "}", ifMatch: "\"v7\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var unknown = await ada.SendJsonAsync(HttpMethod.Put, Path + "/noTool", Body + "}", ifMatch: "\"v1\"");
        await unknown.ProblemAsync(404, "organisations.permission-not-found");
        using var foreignKind = await ada.SendJsonAsync(HttpMethod.Put, Path + "/audit.read", Body + "}", ifMatch: "\"v1\"");
        await foreignKind.ProblemAsync(404, "organisations.permission-not-found");
        using var replaced = await ada.SendJsonAsync(HttpMethod.Put, Path + "/newTool", Body.Replace("New tool", "Newer tool", StringComparison.Ordinal) + "}", ifMatch: "\"v1\"");
        Assert.Equal((HttpStatusCode.OK, "\"v2\""), (replaced.StatusCode, replaced.Header("ETag")));
        JsonNode listed = (await ada.ReadAsync(Path + "?limit=200&includeTotal=true"))["items"]!.AsArray().Single(item => (string?)item!["code"] == "newTool")!;
        Assert.Equal(("Newer tool", "Neues Werkzeug", null, "\"v2\""), ((string?)listed["nameEn"], (string?)listed["nameDe"], (string?)listed["vehicleKind"], (string?)listed["etag"]));
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.Contains((await sam.ReadAsync(All + "?limit=200"))["items"]!.AsArray(), item => (string?)item!["name"] == "Newer tool");
    }
}
