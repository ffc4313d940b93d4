using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>CarData is a permission of people and a product of programs: neither side changes the other.</summary>
public sealed class PermissionAndSubscriptionTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Requirement", "PERM-5")]
    [Trait("Decision", "API-D2")]
    public async Task A_permission_is_no_access_for_programs_and_is_not_terminated_by_the_organisation()
    {
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        using var granted = await GrantAsync(ada, """{"reason":"r"}""");
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        Assert.Equal([Product], (await john.ReadAsync(Subscriptions)).Values("productCode"));
        using var missing = await john.GetAsync(Subscriptions + "/cardata");
        await missing.ProblemAsync(404, "organisations.api-subscription-not-found");
        await john.RefusedAsync(Subscriptions + "/cardata/terminations", "{}", 404, "organisations.api-subscription-not-found");
        await ada.RefusedAsync($"/administration/v1/organisations/{North}/api-subscriptions/cardata/suspensions", """{"reason":"r"}""", 404, "organisations.api-subscription-not-found");
        foreach (var environment in new[] { "production", "sandbox" })
            await john.FieldRefusedAsync(Clients, Client(body => (body["environment"], body["productCodes"], body["scopes"]) = (environment, new JsonArray("cardata"), new JsonArray("cardata.read"))), "/productCodes/0", "permission-not-available");
        Assert.Equal("active -", await RowAsync());
    }

    [Fact]
    [Trait("Requirement", "PERM-5")]
    public async Task A_grant_of_the_permission_lifts_no_suspension_and_takes_no_plan()
    {
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        using var granted = await GrantAsync(ada, """{"reason":"r"}""");
        await _api.SqlAsync($"update identity.tenant_rights set plan_code = 'standard', state = 'suspended' where tenant_id = '{North}' and code = 'carData'");
        using var again = await GrantAsync(ada, """{"reason":"r","validUntil":"2099-12-31T23:00:00Z"}""", granted.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("suspended standard", await RowAsync());
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var access = await john.ReadAsync(Subscriptions + "/cardata");
        Assert.Equal(("suspended", "standard", 50_000), (access.Text("state"), access.Text("planCode"), (int)access["perDay"]!));

        // What has ended does not come back with the permission.
        await _api.SqlAsync($"update identity.tenant_rights set valid_until = platform.now() where tenant_id = '{North}' and code = 'carData'");
        using var anew = await GrantAsync(ada, """{"reason":"r"}""");
        Assert.Equal(HttpStatusCode.OK, anew.StatusCode);
        Assert.Equal("active -", await RowAsync());
    }

    private async Task<HttpResponseMessage> GrantAsync(HttpClient ada, string body, string? etag = "\"v0\"")
    {
        await _api.SqlAsync($"update organisations.organisations set without_vat_id = false, vat_id = 'DE123456789', vat_status = 'valid' where tenant_id = '{North}'");
        return await ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{North}/permissions/carData", body, ifMatch: etag);
    }

    private Task<string?> RowAsync() => _api.SqlAsync<string>($"select state || ' ' || coalesce(plan_code, '-') from identity.tenant_rights where tenant_id = '{North}' and code = 'carData'");
}
