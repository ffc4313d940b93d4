using System.Net;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Organisation;

/// <summary>The own organisation: read, and what changes at once.</summary>
public sealed class OrganisationDataTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Requirement", "ORG-1")]
    [Trait("Requirement", "ORG-8")]
    [Trait("Requirement", "ORG-11")]
    [Trait("Requirement", "ORG-16")]
    [Trait("Decision", "ORG-D1")]
    [Trait("Decision", "ORG-D2")]
    [Trait("Case", "TEN-1")]
    [Trait("Requirement", "REG-20")]
    public async Task The_representative_reads_the_own_organisation()
    {
        using var rita = await api.RitaAsync();
        var south = await rita.ReadAsync(Own);
        Assert.Equal("b2io40002785 BE Workshop South Example street 123 12345 Example city waived true VAT ID 0 active",
            $"{south["customerNumber"]} {south["country"]} {south["name"]} {south["street"]} {south["postCode"]} {south["town"]} {south["vatStatus"]} {south["withoutVatId"]} {south["vatLabel"]} {south["credits"]} {south["status"]}");
        Assert.Null(south["vatId"]);
        Assert.Null(south["changeRequest"]);

        using var john = await api.JohnAsync();
        using var answer = await john.GetAsync(Own);
        var north = await answer.JsonAsync();
        using var german = new HttpRequestMessage(HttpMethod.Get, Own) { Headers = { { "Accept-Language", "de" } } };
        using var translated = await rita.SendAsync(german);
        Assert.Equal(("Umsatzsteuer-ID", "de", "Authorization, Accept-Language, Accept-Encoding"), ((string?)(await translated.JsonAsync())["vatLabel"], translated.Header("Content-Language"), translated.Header("Vary")));
        Assert.Equal("Workshop North ATU37035203 valid UID-Nr. independentWorkshop", $"{north["name"]} {north["vatId"]} {north["vatStatus"]} {north["vatLabel"]} {north["userGroup"]}");
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", (string)north["vatLastCheckedOn"]!);
        Assert.Equal((string)north["etag"]!, answer.Header("ETag"));
        var again = new HttpRequestMessage(HttpMethod.Get, Own);
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await john.SendAsync(again)).StatusCode);
    }

    [Fact]
    [Trait("Requirement", "ORG-2")]
    [Trait("Requirement", "ORG-3")]
    [Trait("Decision", "ORG-D1")]
    public async Task Other_users_read_the_summary_alone()
    {
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        Assert.Equal("Workshop North b2io30002709 AT", Summary(await claire.ReadAsync(Own + "/summary")));
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read", "portal.write");
        Assert.Equal("Workshop South b2io40002785 BE", Summary(await sam.ReadAsync(Own + "/summary")));
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, Own), (HttpMethod.Patch, Own), (HttpMethod.Delete, Own + "/change-request"), (HttpMethod.Get, Own + "/change-log"), (HttpMethod.Get, UserPath),
            (HttpMethod.Get, $"{UserPath}/{SomePerson.John.Id}"), (HttpMethod.Post, UserPath), (HttpMethod.Put, $"{UserPath}/{SomePerson.Claire.Id}"), (HttpMethod.Delete, $"{UserPath}/{SomePerson.Claire.Id}"),
            (HttpMethod.Put, $"{UserPath}/{SomePerson.Claire.Id}/email"), (HttpMethod.Post, $"{UserPath}/{SomePerson.Claire.Id}/confirmation-mails"), (HttpMethod.Post, $"{UserPath}/{SomePerson.Claire.Id}/email-changes"),
            (HttpMethod.Get, $"{UserPath}/{SomePerson.Claire.Id}/email-changes/current"), (HttpMethod.Delete, $"{UserPath}/{SomePerson.Claire.Id}/email-changes/current"),
            (HttpMethod.Post, Own + "/closings"), (HttpMethod.Get, Own + "/closings/current"), (HttpMethod.Delete, Own + "/closings/current"),
        })
        {
            using var refused = await claire.SendJsonAsync(method, path, method == HttpMethod.Get || method == HttpMethod.Delete ? null : "{}", "k", contentType: method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json");
            await refused.ProblemAsync(403, "access.legal-representative-required");
        }

        static string Summary(System.Text.Json.Nodes.JsonNode node) => $"{node["name"]} {node["customerNumber"]} {node["country"]}";
    }

    [Fact]
    [Trait("Requirement", "ORG-10")]
    [Trait("Requirement", "ORG-21")]
    public async Task Contact_data_change_at_once_and_what_is_absent_stays()
    {
        using var john = await api.JohnAsync();
        var saved = await john.SaveAsync(new { phone = "+43 662 1234", homepage = "www.north.example" });
        Assert.Equal("+43 662 1234 https://www.north.example ", $"{saved["phone"]} {saved["homepage"]} {saved["fax"]}");
        Assert.Null(saved["changeRequest"]);
        saved = await john.SaveAsync(new { fax = "+43 662 1235" });
        Assert.Equal("+43 662 1234 https://www.north.example +43 662 1235", $"{saved["phone"]} {saved["homepage"]} {saved["fax"]}");
        saved = await john.SaveAsync("""{"homepage":null,"fax":""}""");
        Assert.Equal("+43 662 1234  ", $"{saved["phone"]} {saved["homepage"]} {saved["fax"]}");
        Assert.Equal((string?)saved["etag"], (string?)(await john.SaveAsync(new { phone = "+43 662 1234" }))["etag"]);
        Assert.Null((await (await api.RitaAsync()).ReadAsync(Own))["phone"]);
        Assert.True(await api.SqlAsync<long>("select count(*) from platform.events where type = 'organisations.organisation.changed' and tenant_id = '00000000-0000-7000-8000-000000000002'") >= 3);
    }

    [Theory]
    [Trait("Requirement", "ORG-9")]
    [InlineData("""{"country":"DE"}""", 400, "request.body-unreadable", "/country:unknown")]
    [InlineData("""{"customerNumber":"b2io1"}""", 400, "request.body-unreadable", "/customerNumber:unknown")]
    [InlineData("""{"userGroup":"others"}""", 400, "request.body-unreadable", "/userGroup:unknown")]
    [InlineData("""{"phone":"call me"}""", 422, "request.fields-invalid", "/phone:format-invalid")]
    [InlineData("""{"fax":"1234567890123456789012345678901"}""", 422, "request.fields-invalid", "/fax:too-long")]
    [InlineData("""{"homepage":"ftp://north.example"}""", 422, "request.fields-invalid", "/homepage:format-invalid")]
    [InlineData("""{"homepage":"https://me@north.example"}""", 422, "request.fields-invalid", "/homepage:format-invalid")]
    [InlineData("""{"name":null,"street":"  ","town":""}""", 422, "request.fields-invalid", "/name:required /street:required /town:required")]
    [InlineData("""{"postCode":"1234567890123"}""", 422, "request.fields-invalid", "/postCode:too-long")]
    [InlineData("""{"vatId":"DE123456789"}""", 422, "request.fields-invalid", "/vatId:format-invalid")]
    [InlineData("""{"vatId":null}""", 422, "organisations.vat-id-or-waiver-required", "/vatId:vat-id-or-waiver-required")]
    [InlineData("""{"withoutVatId":true}""", 422, "organisations.vat-id-or-waiver-required", "/vatId:vat-id-or-waiver-required")]
    [InlineData("""{"vatId":"ATU12345000"}""", 422, "organisations.vat-id-invalid", "/vatId:vat-id-invalid")]
    [InlineData("""{"vatId":"ATU12345409"}""", 422, "organisations.vat-data-mismatch", "/name:vat-data-mismatch /street:vat-data-mismatch /postCode:vat-data-mismatch /town:vat-data-mismatch")]
    public async Task What_cannot_be_is_refused_and_nothing_is_stored(string body, int status, string code, string fields)
    {
        using var john = await api.JohnAsync();
        var before = await john.ReadAsync(Own);
        using var refused = await john.PatchAsync(body);
        var problem = await refused.ProblemAsync(status, code);
        Assert.Equal(fields, problem.FieldsOf());
        Assert.Equal((string?)before["etag"], (string?)(await john.ReadAsync(Own))["etag"]);
    }

    [Fact]
    public async Task A_change_names_its_state_its_type_and_its_scope()
    {
        using var john = await api.JohnAsync();
        using var blind = await john.SendJsonAsync(HttpMethod.Patch, Own, """{"phone":"1"}""", contentType: "application/merge-patch+json");
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await john.PatchAsync(new { phone = "1" }, "\"v99\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var plain = await john.PatchAsync(new { phone = "1" }, contentType: "application/json");
        Assert.Contains("application/merge-patch+json", (string?)(await plain.ProblemAsync(415, "request.unsupported-media-type"))["detail"], StringComparison.Ordinal);
        using var reader = await api.AsPersonAsync(SomePerson.John, "portal.read");
        using var scope = await reader.PatchAsync(new { phone = "1" });
        await scope.ProblemAsync(403, "access.scope-missing");
        using var nobody = await api.AsNobody().GetAsync(Own);
        await nobody.ProblemAsync(401, "auth.not-signed-in");
        using var machine = await (await api.AsAsync(Somebody.ProductionWorkshop)).GetAsync(Own);
        await machine.ProblemAsync(403, "access.person-required");
    }

    [Fact]
    [Trait("Requirement", "ORG-13")]
    [Trait("Requirement", "ORG-14")]
    [Trait("Decision", "ORG-D3")]
    public async Task With_CarData_an_organisation_keeps_its_VAT_ID()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var john = await host.JohnAsync();
        foreach (var right in new[] { "carData", "apiCarData" })
        {
            await host.SqlAsync($"delete from identity.tenant_rights where code = 'carData'; insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('00000000-0000-7000-8000-000000000002', '{right}', 'administrator', 'test')");
            using var waived = await john.PatchAsync("""{"vatId":null,"withoutVatId":true}""");
            Assert.Equal("/withoutVatId:vat-id-required", (await waived.ProblemAsync(422, "organisations.vat-id-required")).FieldsOf());
        }

        await host.SqlAsync("delete from identity.tenant_rights where code = 'apiCarData'; update organisations.organisations set user_group = 'carData' where tenant_id = '00000000-0000-7000-8000-000000000002'");
        using var group = await john.PatchAsync("""{"vatId":null,"withoutVatId":true}""");
        await group.ProblemAsync(422, "organisations.vat-id-required");
        await host.SqlAsync("update organisations.organisations set user_group = 'authority' where tenant_id = '00000000-0000-7000-8000-000000000002'");
        var saved = await john.SaveAsync("""{"vatId":null,"withoutVatId":true}""");
        Assert.Equal(2, saved["changeRequest"]!["changes"]!.AsArray().Count);
    }

    [Fact]
    [Trait("Requirement", "ORG-9")]
    public async Task The_state_is_one_of_the_country_where_it_has_some()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var rita = await host.RitaAsync();
        Assert.Equal("Brabant", (string?)(await rita.SaveAsync(new { state = "Brabant" }))["changeRequest"]!["changes"]![0]!["newValue"]);
        await host.SqlAsync($"update organisations.organisations set country = 'CA' where tenant_id = '{SomePerson.Rita.TenantId}'");
        using var elsewhere = await rita.PatchAsync(new { state = "Bavaria" });
        Assert.Equal("/state:value-not-permitted", (await elsewhere.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        Assert.Equal("Manitoba", (string?)(await rita.SaveAsync(new { state = "Manitoba" }))["changeRequest"]!["changes"]![0]!["newValue"]);
    }

    [Fact]
    public async Task A_tenant_that_a_command_made_shows_its_name_and_gets_data_with_the_first_save()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        const string Bare = "00000000-0000-7000-8000-000000000010";
        await host.SqlAsync($"update identity.accounts set tenant_id = '{Bare}', representative = true where id = '{SomePerson.Moira.Id}'");
        using var moira = await host.AsPersonAsync(SomePerson.Moira with { TenantId = Guid.Parse(Bare) }, "portal.read", "portal.write");
        var before = await moira.ReadAsync(Own);
        Assert.Equal("No Product notChecked \"v0-en\"", $"{before["name"]} {before["vatStatus"]} {before["etag"]}");
        Assert.Null(before["customerNumber"]);
        using var nowhere = await moira.PatchAsync(new { phone = "1" });
        await nowhere.ProblemAsync(409, "organisations.country-unknown");
        await host.SqlAsync($"update identity.tenants set country = 'CH' where id = '{Bare}'");
        var saved = await moira.SaveAsync(new { phone = "1", street = "Seestrasse 1", vatId = "CHE123456788" });
        Assert.Matches("^b2io[0-9]{8}$", (string)saved["customerNumber"]!);
        Assert.Equal("1 CH others", $"{saved["phone"]} {saved["country"]} {saved["userGroup"]}");
        Assert.Equal("street vatId", string.Join(' ', saved["changeRequest"]!["changes"]!.AsArray().Select(change => (string)change!["field"]!)));
    }
}
