using System.Globalization;
using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>Plan, end and history of an access, by the organisation.</summary>
public sealed class ApiSubscriptionTests : IAsyncLifetime
{
    private const string Path = $"{Subscriptions}/{Product}";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "API-D9")]
    [Trait("Case", "TEN-1")]
    public async Task The_plan_is_changed_to_one_that_is_offered()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read");
        var before = await john.ReadAsync(Path);
        Assert.Equal(("unlimited", """["standard"]""", "active", null), (before.Text("planCode"), before["offeredPlanCodes"]!.ToJsonString(), before.Text("state"), before.Text("endsOn")));
        var newest = await _api.SqlAsync<long>("select last_value from identity.tenant_right_versions");
        var after = await john.CreatedAsync(Path + "/plan-changes", """{"planCode":"standard"}""");
        // Of one sequence, so that the tag of no state ever comes again.
        Assert.True(await _api.SqlAsync<long>($"select version::bigint from identity.tenant_rights where tenant_id = '{North}' and code = '{Right}'") > newest);
        Assert.Equal(("standard", 20, 50_000), (after.Text("planCode"), (int)after["perSecond"]!, (int)after["perDay"]!));
        Assert.NotEqual(before.TagOf(), after.TagOf());
        foreach (var plan in new[] { "sandbox", "unlimited", "gold" })
            await john.FieldRefusedAsync(Path + "/plan-changes", $$"""{"planCode":"{{plan}}"}""", "/planCode", "value-not-permitted");
        await john.FieldRefusedAsync(Path + "/plan-changes", "{}", "/planCode", "required");
        await _api.SqlAsync("insert into identity.plans (code, per_second, per_day, offered, requires_payment_method) values ('paid', 1, 1, true, true), ('other', 1, 1, true, false); update identity.plans set product = 'flat-rates' where code = 'other'");
        await john.RefusedAsync(Path + "/plan-changes", """{"planCode":"paid"}""", 402, "organisations.payment-method-missing");
        await john.FieldRefusedAsync(Path + "/plan-changes", """{"planCode":"other"}""", "/planCode", "value-not-permitted");
        await john.CreatedAsync(Path + "/plan-changes", """{"planCode":"standard"}""");
        Assert.Equal("sandbox", (await rita.ReadAsync(Path)).Text("planCode"));
        Assert.Equal(["planChanged"], (await john.ReadAsync(Path + "/history")).Values("kind"));
        Assert.Empty((await rita.ReadAsync(Path + "/history"))["items"]!.AsArray());
        Assert.Equal(1L, await _api.SqlAsync<long>($"select count(*) from platform.events where type = 'organisations.apiSubscription.planChanged' and tenant_id = '{North}'"));
    }

    [Fact]
    public async Task It_ends_on_its_last_day_and_the_end_can_be_taken_back_before()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var token = await _api.TokenAsync(Somebody.ProductionWorkshop);
        var last = DateOnly.FromDateTime(_api.Clock.GetUtcNow().UtcDateTime).AddDays(2);
        string Body(DateOnly day) => $$"""{"endsOn":"{{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}","reason":"No longer used."}""";
        await john.FieldRefusedAsync(Path + "/terminations", Body(last.AddDays(-3)), "/endsOn", "value-not-permitted");
        await john.FieldRefusedAsync(Path + "/terminations", """{"endsOn":"2026-02-30"}""", "/endsOn", "format-invalid");
        using var none = await john.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null, ifMatch: (await john.ReadAsync(Path)).TagOf());
        await none.ProblemAsync(409, "organisations.subscription-state-conflict");

        var ending = await john.CreatedAsync(Path + "/terminations", Body(last));
        Assert.Equal(("active", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (ending.Text("state"), ending.Text("endsOn")));
        using var unconditional = await john.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null);
        await unconditional.ProblemAsync(428, "precondition.version-required");
        using var stale = await john.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null, ifMatch: "\"v77\"");
        await stale.ProblemAsync(412, "precondition.version-conflict");
        using var back = await john.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null, ifMatch: ending.TagOf());
        Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);
        Assert.Null((await john.ReadAsync(Path)).Text("endsOn"));

        await john.CreatedAsync(Path + "/terminations", Body(last));
        Assert.Equal((HttpStatusCode.OK, null), await _api.CallAsync(token));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal((HttpStatusCode.Forbidden, "access.product-not-granted"), await _api.CallAsync(await _api.TokenAsync(Somebody.ProductionWorkshop)));
        using var later = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var ended = await later.ReadAsync(Path);
        Assert.Equal("terminated", ended.Text("state"));
        await later.RefusedAsync(Path + "/plan-changes", """{"planCode":"standard"}""", 409, "organisations.subscription-ended");
        await later.RefusedAsync(Path + "/terminations", "{}", 409, "organisations.subscription-ended");
        using var late = await later.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null, ifMatch: ended.TagOf());
        await late.ProblemAsync(409, "organisations.subscription-ended");
        Assert.Equal(["terminated", "terminationWithdrawn", "terminated"], (await later.ReadAsync(Path + "/history")).Values("kind"));
        var page = await later.ReadAsync(Path + "/history?limit=2");
        Assert.Equal("No longer used.", (string?)(await later.ReadAsync($"{Path}/history?limit=2&cursor={page["nextCursor"]}"))["items"]![0]!["reason"]);

        var again = await later.CreatedAsync(Applications, Application());
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        await ada.CreatedAsync($"{Reviews}/{again.IdOf()}/approvals", Approval());
        Assert.Equal(("active", "standard"), ((await later.ReadAsync(Path)).Text("state"), (await later.ReadAsync(Path)).Text("planCode")));
    }

    [Fact]
    [Trait("Decision", "API-D3")]
    public async Task An_end_that_the_operator_has_set_is_neither_taken_back_nor_moved_out()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        string Day(int days) => DateOnly.FromDateTime(_api.Clock.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string Body(int days) => $$"""{"endsOn":"{{Day(days)}}"}""";
        await john.CreatedAsync(Path + "/terminations", Body(40));
        var ending = await ada.CreatedAsync($"/administration/v1/organisations/{North}/api-subscriptions/{Product}/terminations", Body(20));
        using var refused = await john.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null, ifMatch: ending.TagOf());
        await refused.ProblemAsync(409, "organisations.subscription-state-conflict");
        foreach (var days in new[] { 20, 21, 40 })
            await john.FieldRefusedAsync(Path + "/terminations", Body(days), "/endsOn", "value-not-permitted");
        await john.FieldRefusedAsync(Path + "/terminations", """{"endsOn":"9999-12-31"}""", "/endsOn", "value-not-permitted");
        Assert.Equal(Day(20), (await john.ReadAsync(Path)).Text("endsOn"));

        var earlier = await john.CreatedAsync(Path + "/terminations", Body(10));
        Assert.Equal(Day(10), earlier.Text("endsOn"));
        Assert.Equal(Day(12), (await john.CreatedAsync(Path + "/terminations", Body(12))).Text("endsOn"));
        using var back = await john.SendJsonAsync(HttpMethod.Delete, Path + "/terminations", null, ifMatch: (await john.ReadAsync(Path)).TagOf());
        Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);
        Assert.Equal(Day(20), (await john.ReadAsync(Path)).Text("endsOn"));
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Only_the_representative_acts_with_a_recent_sign_in()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var machine = await _api.AsAsync(Somebody.Workshop);
        foreach (var (act, body) in new[] { ("plan-changes", """{"planCode":"standard"}"""), ("terminations", "{}"), ("condition-acceptances", """{"version":1}""") })
        {
            await claire.RefusedAsync($"{Path}/{act}", body, 403, "access.legal-representative-required");
            await machine.RefusedAsync($"{Path}/{act}", body, 403, "access.person-required");
            await _api.AsNobody().RefusedAsync($"{Path}/{act}", body, 401, "auth.not-signed-in");
            await john.RefusedAsync($"{Subscriptions}/flat-rates/{act}", body, 404, "organisations.api-subscription-not-found");
            await john.RefusedAsync($"{Subscriptions}/colours/{act}", body, 404, "organisations.api-subscription-not-found");
        }

        foreach (var path in new[] { Subscriptions, Path, Path + "/history", "/portal/v1/sandbox-subscriptions", "/portal/v1/sandbox-subscriptions/" + Product })
        {
            using var refused = await claire.GetAsync(path);
            await refused.ProblemAsync(403, "access.permission-missing");
        }

        foreach (var path in new[] { "", "/history" })
        {
            using var unknown = await john.GetAsync($"{Subscriptions}/flat-rates{path}");
            await unknown.ProblemAsync(404, "organisations.api-subscription-not-found");
        }

        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(16));
        foreach (var (act, body) in new[] { ("plan-changes", """{"planCode":"standard"}"""), ("terminations", "{}") })
        {
            using var old = await john.PostJsonAsync($"{Path}/{act}", body);
            await old.ProblemAsync(401, "access.sign-in-too-old");
            Assert.Contains("max_age=\"900\"", old.Header("WWW-Authenticate"), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Decision", "API-D11")]
    [Trait("Case", "TEN-2")]
    public async Task The_sandbox_is_there_at_once()
    {
        const string Sandbox = "/portal/v1/sandbox-subscriptions";
        await _api.SqlAsync($"delete from identity.tenant_rights r using identity.tenants t where t.id = r.tenant_id and t.parent_id = '{North}'");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.write");
        Assert.Empty((await john.ReadAsync(Sandbox))["items"]!.AsArray());
        using var missing = await john.GetAsync($"{Sandbox}/{Product}");
        await missing.ProblemAsync(404, "organisations.api-subscription-not-found");
        await claire.RefusedAsync(Sandbox, """{"productCode":"vehicle-identification"}""", 403, "access.permission-missing");
        await john.FieldRefusedAsync(Sandbox, """{"productCode":"colours"}""", "/productCode", "value-not-permitted");
        await john.FieldRefusedAsync(Sandbox, "{}", "/productCode", "required");
        await john.RefusedAsync(Sandbox, """{"productCode":"flat-rates"}""", 409, "organisations.product-not-available");
        var access = await john.CreatedAsync(Sandbox, """{"productCode":"vehicle-identification"}""");
        Assert.Equal(("sandbox", "sandbox", "active", 5, 1000), (access.Text("environment"), access.Text("planCode"), access.Text("state"), (int)access["perSecond"]!, (int)access["perDay"]!));
        await john.RefusedAsync(Sandbox, """{"productCode":"vehicle-identification"}""", 409, "organisations.product-already-granted");
        Assert.Equal(access.ToJsonString(), (await john.ReadAsync($"{Sandbox}/{Product}")).ToJsonString());
        Assert.Equal([Product], (await john.ReadAsync(Sandbox)).Values("productCode"));
        Assert.Equal(["sandbox"], (await rita.ReadAsync(Sandbox)).Values("planCode"));

        var client = await john.CreatedAsync(Clients, Client());
        var token = await _api.AsNobody().GetTokenAsync(client.IdOf(), client.Text("secret")!);
        using var vehicle = await _api.With(token).GetAsync("/vehicle-identification/v1/vehicles/WBAUV71070A193748");
        Assert.Equal(HttpStatusCode.OK, vehicle.StatusCode);
    }
}
