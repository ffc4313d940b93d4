using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>Access and plans, as staff keeps them; the other node obeys within a second.</summary>
public sealed class ApiSubscriptionAdministrationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static string Of(Guid organisation) => $"/administration/v1/organisations/{organisation}/api-subscriptions";

    [Fact]
    [Trait("Decision", "API-D2")]
    [Trait("Decision", "API-D6")]
    public async Task A_suspension_a_reactivation_and_an_end_reach_every_node()
    {
        await using var second = await api.StartSecondNodeAsync();
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var token = await second.TokenAsync(Somebody.ProductionWorkshop);
        Assert.Equal((HttpStatusCode.OK, null), await second.CallAsync(token));
        var path = $"{Of(North)}/{Product}";

        await ada.RefusedAsync(path + "/reactivations", "{}", 409, "organisations.subscription-state-conflict");
        Assert.Equal("suspended", (await ada.CreatedAsync(path + "/suspensions", """{"reason":"Invoice overdue."}""")).Text("state"));
        await Polling.UntilAsync(async () => await second.CallAsync(token) == (HttpStatusCode.PaymentRequired, "access.access-suspended"));
        await ada.RefusedAsync(path + "/suspensions", """{"reason":"x"}""", 409, "organisations.subscription-state-conflict");
        Assert.Equal("active", (await ada.CreatedAsync(path + "/reactivations")).Text("state"));
        await Polling.UntilAsync(async () => await second.CallAsync(token) == (HttpStatusCode.OK, null));
        // What is suspended ends like what is active.
        await ada.CreatedAsync(path + "/suspensions", """{"reason":"Overdue again."}""");
        Assert.Equal("terminated", (await ada.CreatedAsync(path + "/terminations", """{"reason":"Contract ended."}""")).Text("state"));
        await Polling.UntilAsync(async () => await second.CallAsync(token) == (HttpStatusCode.Forbidden, "access.product-not-granted"));
        foreach (var act in new[] { "terminations", "reactivations" })
            await ada.RefusedAsync($"{path}/{act}", "{}", 409, act == "terminations" ? "organisations.subscription-ended" : "organisations.subscription-state-conflict");
        var history = (await ada.ReadAsync(path + "/history"))["items"]!.AsArray();
        Assert.Equal(["terminated:Contract ended.", "suspended:Overdue again.", "reactivated:", "suspended:Invoice overdue."], history.Select(line => $"{line!["kind"]}:{line["reason"]}"));
        Assert.Equal(4L, await api.SqlAsync<long>($"select count(*) from platform.audit where tenant_id = '{North}' and action like 'organisations.apiSubscription.%'"));
        await api.SqlAsync($"update identity.tenant_rights set valid_until = null where tenant_id = '{North}'");
    }

    [Fact]
    [Trait("Case", "TEN-3")]
    public async Task Staff_reads_and_sets_the_plan_of_any_organisation()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var before = await ada.ReadAsync($"{Of(South)}/{Product}");
        Assert.Equal(["sandbox"], (await ada.ReadAsync(Of(South))).Values("planCode"));
        using var put = await ada.SendJsonAsync(HttpMethod.Put, $"{Of(South)}/{Product}/plan", """{"planCode":"unlimited"}""", ifMatch: before.TagOf());
        Assert.Equal((HttpStatusCode.OK, "unlimited"), (put.StatusCode, (await put.JsonAsync()).Text("planCode")));
        foreach (var (path, body, ifMatch, status, code) in new (string, string, string?, int, string)[]
        {
            ($"{Of(South)}/{Product}/plan", """{"planCode":"unlimited"}""", before.TagOf(), 412, "precondition.version-conflict"), ($"{Of(South)}/{Product}/plan", """{"planCode":"unlimited"}""", null, 428, "precondition.version-required"),
            ($"{Of(South)}/flat-rates/plan", """{"planCode":"unlimited"}""", "\"v1\"", 404, "organisations.api-subscription-not-found"), ($"{Of(Guid.NewGuid())}/{Product}/plan", """{"planCode":"unlimited"}""", "\"v1\"", 404, "organisations.api-subscription-not-found"),
            ($"{Of(South)}/{Product}/plan", """{"planCode":"gold"}""", put.Header("ETag"), 422, "request.fields-invalid"),
        })
        {
            using var refused = await ada.SendJsonAsync(HttpMethod.Put, path, body, ifMatch: ifMatch);
            await refused.ProblemAsync(status, code);
        }

        Assert.Equal("unlimited", (await ada.ReadAsync($"{Of(North)}/{Product}")).Text("planCode"));
        Assert.Equal(["planChanged"], (await ada.ReadAsync($"{Of(South)}/{Product}/history")).Values("kind"));
        foreach (var path in new[] { "/not-a-uuid/api-subscriptions", $"/{South}/api-subscriptions/flat-rates", $"/{Guid.NewGuid()}/api-subscriptions/{Product}/history" })
        {
            using var missing = await ada.GetAsync("/administration/v1/organisations" + path);
            await missing.ProblemAsync(404, "organisations.api-subscription-not-found");
        }

        await ada.RefusedAsync($"{Of(South)}/flat-rates/suspensions", """{"reason":"x"}""", 404, "organisations.api-subscription-not-found");
        await ada.FieldRefusedAsync($"{Of(South)}/{Product}/suspensions", "{}", "/reason", "required");
    }

    [Fact]
    [Trait("Decision", "API-D9")]
    public async Task Plans_are_made_and_replaced()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        Assert.Superset(new HashSet<string> { "standard", "sandbox" }, (await ada.ReadAsync(Plans)).Values("code").ToHashSet());
        var standard = await ada.ReadAsync(Plans + "/standard");
        Assert.Equal((20, 50_000, false, true), ((int)standard["perSecond"]!, (int)standard["perDay"]!, (bool)standard["requiresPaymentMethod"]!, (bool)standard["isOffered"]!));
        var plan = await ada.CreatedAsync(Plans, """{"code":"premium","productCode":"vehicle-identification","perSecond":50,"perDay":500000,"isOffered":true}""");
        Assert.Equal(plan.ToJsonString(), (await ada.ReadAsync(Plans + "/premium")).ToJsonString());
        await ada.RefusedAsync(Plans, """{"code":"premium","perSecond":1,"perDay":1}""", 409, "organisations.plan-exists");
        await ada.FieldRefusedAsync(Plans, """{"code":"Premium","perSecond":1,"perDay":1}""", "/code", "format-invalid");
        await ada.FieldRefusedAsync(Plans, """{"code":"free","perSecond":0,"perDay":1}""", "/perSecond", "value-not-permitted");
        await ada.FieldRefusedAsync(Plans, """{"code":"free","perSecond":1}""", "/perDay", "required");
        await ada.FieldRefusedAsync(Plans, """{"code":"free","perSecond":1,"perDay":1,"productCode":"colours"}""", "/productCode", "value-not-permitted");
        using var put = await ada.SendJsonAsync(HttpMethod.Put, Plans + "/premium", """{"perSecond":60,"perDay":600000}""", ifMatch: plan.TagOf());
        var after = await put.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, 60, null, false), (put.StatusCode, (int)after["perSecond"]!, after.Text("productCode"), (bool)after["isOffered"]!));
        foreach (var (path, ifMatch, status, code) in new (string, string?, int, string)[] { ("/premium", plan.TagOf(), 412, "precondition.version-conflict"), ("/premium", null, 428, "precondition.version-required"), ("/gold", "\"v1\"", 404, "organisations.plan-not-found") })
        {
            using var refused = await ada.SendJsonAsync(HttpMethod.Put, Plans + path, """{"perSecond":60,"perDay":600000}""", ifMatch: ifMatch);
            await refused.ProblemAsync(status, code);
        }

        Assert.Equal("|50>60|500000>600000|vehicle-identification>-|false>false|true>false", await api.SqlAsync<string>("""
            select string_agg('|' || coalesce(d.details->>('old.' || name), '-') || '>' || coalesce(d.details->>('new.' || name), '-'), '' order by place)
            from platform.audit a join platform.audit_details d on d.audit_id = a.id,
                 unnest(array['perSecond', 'perDay', 'product', 'requiresPaymentMethod', 'isOffered']) with ordinality as f (name, place)
            where a.action = 'organisations.plan.replaced' and a.object_id = 'premium'
            """));
        using var missing = await ada.GetAsync(Plans + "/gold");
        await missing.ProblemAsync(404, "organisations.plan-not-found");
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Every_operation_needs_the_staff_right()
    {
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
        using var john = await api.AsPersonAsync(SomePerson.John, "administration");
        var path = $"{Of(South)}/{Product}";
        foreach (var (method, at) in new[]
        {
            ("GET", Of(South)), ("GET", path), ("GET", path + "/history"), ("PUT", path + "/plan"), ("POST", path + "/suspensions"), ("POST", path + "/reactivations"), ("POST", path + "/terminations"),
            ("GET", Plans), ("GET", Plans + "/standard"), ("POST", Plans), ("PUT", Plans + "/standard"),
        })
        {
            var body = method == "GET" ? null : "{}";
            using var first = await bob.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await first.ProblemAsync(403, "access.permission-missing");
            using var second = await john.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await second.ProblemAsync(403, "access.administrator-required");
        }
    }
}
