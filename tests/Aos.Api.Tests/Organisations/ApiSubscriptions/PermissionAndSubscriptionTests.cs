using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>CarData is a permission of people and a product of programs: neither side changes the other.</summary>
public sealed class PermissionAndSubscriptionTests : IAsyncLifetime
{
    private const string Own = Subscriptions + "/cardata";
    private static readonly string Permission = $"/administration/v1/organisations/{North}/permissions/carData", Staff = $"/administration/v1/organisations/{North}/api-subscriptions/cardata";
    private readonly ApiHost _api = ProductProbes.Host("cardata", typeof(CarDataProbe));
    private HttpClient _ada = null!, _john = null!;

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        (_ada, _john) = (await _api.AsPersonAsync(SomePerson.Ada, "administration"), await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write"));
    }

    public async Task DisposeAsync()
    {
        _ada.Dispose();
        _john.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "PERM-5")]
    [Trait("Decision", "API-D2")]
    public async Task A_permission_is_no_access_for_programs_and_is_not_terminated_by_the_organisation()
    {
        await GrantAsync("\"v0\"", """{"reason":"r"}""");
        Assert.Equal([Product], (await _john.ReadAsync(Subscriptions)).Values("productCode"));
        using var missing = await _john.GetAsync(Own);
        await missing.ProblemAsync(404, "organisations.api-subscription-not-found");
        await _john.RefusedAsync(Own + "/terminations", "{}", 404, "organisations.api-subscription-not-found");
        await _ada.RefusedAsync(Staff + "/suspensions", """{"reason":"r"}""", 404, "organisations.api-subscription-not-found");
        foreach (var environment in new[] { "production", "sandbox" })
            await _john.FieldRefusedAsync(Clients, Client(body => (body["environment"], body["productCodes"], body["scopes"]) = (environment, new JsonArray("cardata"), new JsonArray("cardata.read"))), "/productCodes/0", "permission-not-available");
        Assert.True(await IsHeldAsync());
    }

    [Fact]
    [Trait("Requirement", "PERM-5")]
    public async Task A_grant_of_the_permission_lifts_neither_the_end_nor_the_suspension_of_the_access()
    {
        var etag = await GrantAsync("\"v0\"", """{"reason":"r"}""");
        await SubscribeAsync();
        await _ada.CreatedAsync(Staff + "/terminations", """{"endsOn":"2099-06-30","reason":"Contract ended."}""");
        await _ada.CreatedAsync(Staff + "/suspensions", """{"reason":"Overdue."}""");
        etag = await GrantAsync(etag, """{"reason":"Another reason"}""");
        await GrantAsync(etag, """{"reason":"r","validUntil":"2099-12-31T23:00:00Z"}""");
        var access = await _john.ReadAsync(Own);
        Assert.Equal(("suspended", "standard", 50_000, "2099-06-30"), (access.Text("state"), access.Text("planCode"), (int)access["perDay"]!, access.Text("endsOn")));
        Assert.Equal(["suspended", "terminated", "granted"], (await _john.ReadAsync(Own + "/history")).Values("kind"));
    }

    [Fact]
    [Trait("Requirement", "PERM-5")]
    public async Task A_permission_that_is_withdrawn_leaves_the_access()
    {
        var etag = await GrantAsync("\"v0\"", """{"reason":"r"}""");
        await SubscribeAsync();
        var program = await ProgramAsync();
        Assert.Equal((204, null), await ProductProbes.CallAsync(_api, "cardata", program));
        using var withdrawn = await _ada.SendJsonAsync(HttpMethod.Delete, Permission + "?reason=r", null, ifMatch: etag);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        await Polling.UntilAsync(async () => !await IsHeldAsync());
        var access = await _john.ReadAsync(Own);
        Assert.Equal(("active", "standard", null), (access.Text("state"), access.Text("planCode"), access.Text("endsOn")));
        Assert.Equal((204, null), await ProductProbes.CallAsync(_api, "cardata", await _api.TokenAsync(Somebody.ProductionWorkshop)));
    }

    [Fact]
    [Trait("Requirement", "PERM-5")]
    public async Task An_organisation_that_ends_its_access_keeps_the_permission()
    {
        await GrantAsync("\"v0\"", """{"reason":"r"}""");
        await SubscribeAsync();
        var program = await ProgramAsync();
        await _john.CreatedAsync(Own + "/terminations");
        await Polling.UntilAsync(async () => await ProductProbes.CallAsync(_api, "cardata", program) == (403, "access.product-not-granted"));
        Assert.True(await IsHeldAsync());
    }

    [Fact]
    [Trait("Decision", "API-D2")]
    [Trait("Requirement", "ORG-14")]
    public async Task An_approval_needs_a_VAT_ID_and_leaves_end_and_source_of_the_permission()
    {
        await GrantAsync("\"v0\"", """{"reason":"r","validUntil":"2099-12-31T23:00:00Z"}""");
        await _api.SqlAsync($"update organisations.organisations set vat_status = 'invalid' where tenant_id = '{North}'");
        var approvals = await ApplyAsync();
        await _ada.RefusedAsync(approvals, Approved, 422, "organisations.permission-needs-vat-id");
        await _api.SqlAsync($"update organisations.organisations set vat_status = 'valid' where tenant_id = '{North}'");
        await _ada.CreatedAsync(approvals, Approved);
        Assert.Null((await _john.ReadAsync(Own))["endsOn"]);
        Assert.Equal("administrator r 2099-12-31 23:00", await _api.SqlAsync<string>(
            $"select concat_ws(' ', source, reason, to_char(valid_until at time zone 'utc', 'YYYY-MM-DD HH24:MI')) from identity.tenant_rights where tenant_id = '{North}' and code = 'carData'"));
    }

    private static string Approved => Approval(body => body["plans"] = new JsonArray(new JsonObject { ["productCode"] = "cardata", ["planCode"] = "standard" }));

    private async Task<string> GrantAsync(string etag, string body)
    {
        using var granted = await _ada.SendJsonAsync(HttpMethod.Put, Permission, body, ifMatch: etag);
        Assert.True(granted.IsSuccessStatusCode, await granted.Content.ReadAsStringAsync());
        return granted.Header("ETag")!;
    }

    private async Task<string> ApplyAsync()
    {
        var application = await _john.CreatedAsync(Applications, Application(body =>
        {
            (body["productCodes"], body["acceptedConditions"]) = (new JsonArray("cardata"), new JsonArray(new JsonObject { ["productCode"] = "cardata", ["version"] = 1 }));
            (body["redirectUris"], body["webhookUrl"]) = (new JsonArray("https://example.com/callback"), "https://example.com/events");
        }));
        return $"{Reviews}/{application.IdOf()}/approvals";
    }

    private async Task SubscribeAsync() => await _ada.CreatedAsync(await ApplyAsync(), Approved);

    private async Task<string> ProgramAsync()
    {
        await _api.SqlAsync("insert into identity.client_rights (client_id, code) values ('test-production', 'apiCarData')");
        return await _api.TokenAsync(Somebody.ProductionWorkshop);
    }

    private async Task<bool> IsHeldAsync() => (await _john.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Any(code => (string?)code == "carData");
}
