using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>Staff grants and withdraws permissions of organisations.</summary>
public sealed class GrantTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly Guid North = SomePerson.John.TenantId, South = SomePerson.Sam.TenantId;

    [Fact]
    [Trait("Requirement", "PERM-1")]
    [Trait("Requirement", "PERM-7")]
    [Trait("Decision", "PERM-D1")]
    [Trait("Decision", "PERM-D3")]
    [Trait("Case", "SCP-10")]
    public async Task A_permission_comes_and_goes_with_end_reason_mail_and_change_log()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.DoesNotContain("keyReader", await PermissionsAsync(claire));
        var before = await FindAsync(ada, North, "keyReader");
        Assert.Equal((false, "\"v0\""), ((bool)before["isGranted"]!, (string?)before["etag"]));

        using var granted = await GrantAsync(ada, North, "keyReader", "\"v0\"", """{"validUntil":"2099-12-31T23:00:00Z","reason":"Support request 4711"}""");
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        var now = await granted.JsonAsync();
        Assert.Equal((true, "Support request 4711", $"account:{SomePerson.Ada.Id}", "2099-12-31T23:00:00.000Z"),
            ((bool)now["isGranted"]!, (string?)now["reason"], (string?)now["grantedBy"], (string?)now["validUntil"]));
        await Polling.UntilAsync(async () => (await PermissionsAsync(claire)).Contains("keyReader"));
        Assert.DoesNotContain("keyReader", await PermissionsAsync(sam));
        Assert.False((bool)(await FindAsync(ada, South, "keyReader"))["isGranted"]!);
        Assert.Equal(2L, await api.SqlAsync<long>($"select count(*) from identity.tenant_rights r join identity.tenants t on t.id = r.tenant_id where r.code = 'keyReader' and (t.id = '{North}' or t.parent_id = '{North}')"));
        var mail = await api.OrganisationMailAsync(SomePerson.John.Email, "permissions-organisation", "KeyReader");
        Assert.Contains("Given:\n– KeyReader (keyReader) until 1 January 2100", mail, StringComparison.Ordinal);
        Assert.Contains("Reason: Support request 4711", mail, StringComparison.Ordinal);
        Assert.Contains("what you took from a user stays taken", mail, StringComparison.Ordinal);

        using var gone = await WithdrawAsync(ada, North, "keyReader", (string)now["etag"]!, "Contract ended");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await Polling.UntilAsync(async () => !(await PermissionsAsync(claire)).Contains("keyReader"));
        await api.OrganisationMailAsync(SomePerson.John.Email, "permissions-organisation", "Withdrawn:\n– KeyReader (keyReader)");

        Assert.Equal("organisation withdrawn>granted until 2099-12-31T23:00:00Z|organisation granted until 2099-12-31T23:00:00Z>withdrawn", await api.SqlAsync<string>($$"""
            select string_agg(a.object_kind || ' ' || (d.details->>'old.keyReader') || '>' || (d.details->>'new.keyReader'), '|' order by a.id)
            from platform.audit a join platform.audit_details d on d.audit_id = a.id
            where a.action = 'organisations.permissions.changed' and a.tenant_id = '{{North}}' and d.details::text like '%keyReader%'
            """));
        Assert.Equal(2L, await api.SqlAsync<long>($"select count(*) from platform.events where type = 'organisations.permissions.changed' and tenant_id = '{North}' and data::text like '%keyReader%'"));
    }

    [Fact]
    [Trait("Requirement", "PERM-2")]
    [Trait("Decision", "PERM-D1")]
    [Trait("Decision", "PERM-D5")]
    [Trait("Case", "SCP-10")]
    public async Task The_next_call_of_every_user_on_every_node_names_the_permission_that_is_missing()
    {
        const string Path = "/portal/v1/sandbox-subscriptions";
        await using var second = await api.StartSecondNodeAsync();
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var granted = await GrantAsync(ada, South, "apiClients", "\"v0\"", """{"reason":"r"}""");
        using var sam = second.With(await api.PersonTokenAsync(SomePerson.Sam, "portal.read"));
        await sam.ReadAsync(Path);
        using var withdrawn = await WithdrawAsync(ada, South, "apiClients", granted.Header("ETag"), "r");
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        await Polling.UntilAsync(async () => (await sam.GetAsync(Path)).StatusCode == HttpStatusCode.Forbidden);
        using var refused = await sam.GetAsync(Path);
        Assert.Contains("apiClients", (string?)(await refused.ProblemAsync(403, "access.permission-missing"))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "PERM-D1")]
    public async Task A_closed_organisation_gets_nothing_more()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var closed = SomePerson.Moira.TenantId;
        await api.SqlAsync($"update identity.tenants set state = 'closed' where id = '{closed}'");
        using var granted = await GrantAsync(ada, closed, "cdis", "\"v0\"", """{"reason":"r"}""");
        await granted.ProblemAsync(409, "organisations.state-not-permitted");
        Assert.False((bool)(await FindAsync(ada, closed, "cdis"))["isGranted"]!);
        await api.SqlAsync($"update identity.tenants set state = 'active' where id = '{closed}'");
    }

    [Fact]
    [Trait("Decision", "PERM-D1")]
    public async Task A_permission_ends_by_itself()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        var end = api.Clock.GetUtcNow().AddMinutes(3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        using var granted = await GrantAsync(ada, North, "hddUpdate", "\"v0\"", $$"""{"validUntil":"{{end}}","reason":"Trial"}""");
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        await Polling.UntilAsync(async () => (await PermissionsAsync(claire)).Contains("hddUpdate"));
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(4));
        Assert.DoesNotContain("hddUpdate", await PermissionsAsync(claire));
        Assert.False((bool)(await FindAsync(ada, North, "hddUpdate"))["isGranted"]!);
    }

    [Fact]
    public async Task Refusals()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        const string Reason = """{"reason":"r"}""";
        using var blind = await GrantAsync(ada, North, "cdis", null, Reason);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await GrantAsync(ada, North, "cdis", "\"v77\"", Reason);
        await old.ProblemAsync(412, "precondition.version-conflict");
        foreach (var code in new[] { "noSuch", "audit.read", "apiFlatRates" })
        {
            using var unknown = await GrantAsync(ada, North, code, "\"v0\"", Reason);
            await unknown.ProblemAsync(404, "organisations.permission-not-found");
            using var notHeld = await WithdrawAsync(ada, North, code, "\"v0\"", "r");
            await notHeld.ProblemAsync(404, "organisations.permission-not-found");
        }

        var sandbox = await api.SqlAsync<Guid>($"select id from identity.tenants where parent_id = '{North}'");
        foreach (var tenant in new[] { Guid.NewGuid().ToString(), "x", sandbox.ToString(), SomePerson.Flora.TenantId.ToString() })
        {
            using var foreign = await ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{tenant}/permissions/cdis", Reason, ifMatch: "\"v0\"");
            await foreign.ProblemAsync(404, "organisations.permission-holder-not-found");
            using var list = await ada.GetAsync($"/administration/v1/organisations/{tenant}/permissions");
            await list.ProblemAsync(404, "organisations.permission-holder-not-found");
            using var delete = await ada.SendJsonAsync(HttpMethod.Delete, $"/administration/v1/organisations/{tenant}/permissions/cdis?reason=r", null, ifMatch: "\"v0\"");
            await delete.ProblemAsync(404, "organisations.permission-holder-not-found");
        }

        foreach (var body in new[] { """{"reason":" "}""", """{"reason":"r","validUntil":"2020-01-01T00:00:00Z"}""", """{"reason":"r","validUntil":"2026-02-30T00:00:00Z"}""", "{}" })
        {
            using var wrong = await GrantAsync(ada, North, "cdis", "\"v0\"", body);
            await wrong.ProblemAsync(422, "request.fields-invalid");
        }

        using var property = await GrantAsync(ada, North, "cdis", "\"v0\"", """{"reason":"r","plan":"x"}""");
        await property.ProblemAsync(400, "request.body-unreadable");
        using var noReason = await ada.SendJsonAsync(HttpMethod.Delete, $"/administration/v1/organisations/{North}/permissions/brandBmw", null, ifMatch: "\"v0\"");
        await noReason.ProblemAsync(400, "request.parameter-invalid");
        using var blindly = await WithdrawAsync(ada, North, "brandBmw", null, "r");
        await blindly.ProblemAsync(428, "precondition.version-required");
        using var stale = await WithdrawAsync(ada, North, "brandBmw", "\"v0\"", "r");
        await stale.ProblemAsync(412, "precondition.version-conflict");
        using var absent = await WithdrawAsync(ada, North, "airWir", "\"v0\"", "r");
        await absent.ProblemAsync(404, "organisations.permission-not-found");
    }

    [Fact]
    [Trait("Decision", "PERM-D8")]
    [Trait("Requirement", "REGX-3")]
    public async Task Some_permissions_fit_some_organisations_only()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var editor = await GrantAsync(ada, North, "editorAccess", "\"v0\"", """{"reason":"r"}""");
        await editor.ProblemAsync(422, "organisations.permission-operator-only");
        using var house = await GrantAsync(ada, SomePerson.Ada.TenantId, "editorAccess", "\"v0\"", """{"reason":"Editors"}""");
        Assert.Equal(HttpStatusCode.OK, house.StatusCode);
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "portal.read");
        Assert.Contains("editorAccess", await PermissionsAsync(bob));
        using var editing = await api.AsPersonAsync(SomePerson.Bob, "administration");
        await editing.ReadAsync("/administration/v1/news");
        using var withdrawn = await WithdrawAsync(ada, SomePerson.Ada.TenantId, "editorAccess", house.Header("ETag"), "No more editors");
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        using var closed = await editing.GetAsync("/administration/v1/news");
        await closed.ProblemAsync(403, "access.permission-missing");

        using var car = await GrantAsync(ada, SomePerson.Moira.TenantId, "partsCatalogueCar", "\"v0\"", """{"reason":"r"}""");
        await car.ProblemAsync(422, "organisations.permission-vehicle-kind");
        using var both = await GrantAsync(ada, SomePerson.Moira.TenantId, "partsCatalogueMotorcycle", "\"v0\"", """{"reason":"r"}""");
        Assert.Equal(HttpStatusCode.OK, both.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "ORG-14")]
    public async Task CarData_needs_a_VAT_ID()
    {
        await api.SqlAsync($"""
            insert into organisations.organisations (tenant_id, user_group, country, name, street, post_code, town, without_vat_id)
            values ('{South}', 'independentWorkshop', 'DE', 'Workshop South', 'Street 1', '80331', 'Munich', true)
            on conflict (tenant_id) do update set without_vat_id = true, vat_id = null
            """);
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var without = await GrantAsync(ada, South, "carData", "\"v0\"", """{"reason":"r"}""");
        await without.ProblemAsync(422, "organisations.permission-needs-vat-id");
        await api.SqlAsync($"update organisations.organisations set without_vat_id = false, vat_id = 'DE123456789', vat_status = 'invalid' where tenant_id = '{South}'");
        using var invalid = await GrantAsync(ada, South, "carData", "\"v0\"", """{"reason":"r"}""");
        await invalid.ProblemAsync(422, "organisations.permission-needs-vat-id");
        await api.SqlAsync($"update organisations.organisations set vat_status = 'valid' where tenant_id = '{South}'");
        using var with = await GrantAsync(ada, South, "carData", "\"v0\"", """{"reason":"r"}""");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Only_staff_with_the_right_may()
    {
        foreach (var (path, method, body) in new[]
        {
            ("/administration/v1/permissions", HttpMethod.Get, null),
            ("/administration/v1/permissions", HttpMethod.Post, "{}"),
            ("/administration/v1/permissions/cdis", HttpMethod.Put, "{}"),
            ($"/administration/v1/organisations/{North}/permissions", HttpMethod.Get, null),
            ($"/administration/v1/organisations/{North}/permissions/cdis", HttpMethod.Put, """{"reason":"r"}"""),
            ($"/administration/v1/organisations/{North}/permissions/brandBmw?reason=r", HttpMethod.Delete, null),
        })
        {
            using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
            using var right = await bob.SendJsonAsync(method, path, body, "k", "\"v0\"");
            Assert.Contains("permissions.administer", (string?)(await right.ProblemAsync(403, "access.permission-missing"))["detail"], StringComparison.Ordinal);
            using var john = await api.AsPersonAsync(SomePerson.John, "administration");
            using var foreign = await john.SendJsonAsync(method, path, body, "k", "\"v0\"");
            await foreign.ProblemAsync(403, "access.administrator-required");
            using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.write");
            using var scope = await ada.SendJsonAsync(method, path, body, "k", "\"v0\"");
            await scope.ProblemAsync(403, "access.scope-missing");
        }
    }

    private static async Task<IReadOnlyList<string>> PermissionsAsync(HttpClient person) =>
        [.. (await person.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string)code!)];

    private static async Task<JsonNode> FindAsync(HttpClient ada, Guid tenant, string code) =>
        (await ada.ReadAsync($"/administration/v1/organisations/{tenant}/permissions?limit=200"))["items"]!.AsArray().Single(item => (string?)item!["code"] == code)!;

    private static Task<HttpResponseMessage> GrantAsync(HttpClient ada, Guid tenant, string code, string? etag, string body) =>
        ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{tenant}/permissions/{code}", body, ifMatch: etag);

    private static Task<HttpResponseMessage> WithdrawAsync(HttpClient ada, Guid tenant, string code, string? etag, string reason) =>
        ada.SendJsonAsync(HttpMethod.Delete, $"/administration/v1/organisations/{tenant}/permissions/{code}?reason={Uri.EscapeDataString(reason)}", null, ifMatch: etag);
}
