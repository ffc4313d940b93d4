using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiApplications;

/// <summary>Applications and decisions that are refused.</summary>
public sealed class ApiApplicationRefusalTests(WithoutAccess host) : IClassFixture<WithoutAccess>
{
    private ApiHost Api => host.Api;

    [Fact]
    [Trait("Decision", "API-D1")]
    [Trait("Case", "TEN-5")]
    public async Task Only_the_legal_representative_applies_and_only_staff_decides()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var machine = await Api.AsAsync(Somebody.Workshop);
        using var reader = await Api.AsPersonAsync(SomePerson.John, "portal.read");
        await claire.RefusedAsync(Applications, Application(), 403, "access.legal-representative-required");
        await machine.RefusedAsync(Applications, Application(), 403, "access.person-required");
        await reader.RefusedAsync(Applications, Application(), 403, "access.scope-missing");
        await Api.AsNobody().RefusedAsync(Applications, Application(), 401, "auth.not-signed-in");
        var id = Guid.NewGuid();
        foreach (var act in new[] { "withdrawals", "answers" })
            await claire.RefusedAsync($"{Applications}/{id}/{act}", """{"text":"x"}""", 403, "access.legal-representative-required");

        await Api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{North}' and code = 'apiClients'");
        using var first = await claire.GetAsync(Applications);
        await first.ProblemAsync(403, "access.permission-missing");
        using var second = await claire.GetAsync($"{Applications}/{id}");
        await second.ProblemAsync(403, "access.permission-missing");
        await Api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{North}', 'apiClients', 'administrator', 'test')");
        using var holder = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        Assert.Empty((await holder.ReadAsync(Applications + "?state=closed"))["items"]!.AsArray());

        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        using var john = await Api.AsPersonAsync(SomePerson.John, "administration");
        foreach (var (method, path) in new[] { ("GET", Reviews), ("GET", $"{Reviews}/{id}"), ("POST", $"{Reviews}/{id}/approvals"), ("POST", $"{Reviews}/{id}/refusals"), ("POST", $"{Reviews}/{id}/questions") })
        {
            using var without = await bob.SendJsonAsync(new(method), path, method == "GET" ? null : "{}", Guid.NewGuid().ToString());
            await without.ProblemAsync(403, "access.permission-missing");
            using var customer = await john.SendJsonAsync(new(method), path, method == "GET" ? null : "{}", Guid.NewGuid().ToString());
            await customer.ProblemAsync(403, "access.administrator-required");
        }
    }

    [Fact]
    [Trait("Decision", "API-D3")]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-2")]
    [Trait("Case", "MAS-4")]
    public async Task A_wrong_field_is_named_and_nothing_is_written()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.write");
        foreach (var (change, pointer, code) in new (Action<JsonObject>, string, string)[]
        {
            (body => body["productCodes"] = null, "/productCodes", "required"), (body => body["productCodes"] = new JsonArray(), "/productCodes", "required"),
            (body => body["productCodes"] = new JsonArray("colours"), "/productCodes/0", "value-not-permitted"), (body => body["productCodes"] = new JsonArray(Product, Product), "/productCodes", "repeated"),
            (body => body["purpose"] = "Too short.", "/purpose", "too-short"), (body => body["purpose"] = new string('x', 2001), "/purpose", "too-long"),
            (body => body["softwareDescription"] = "", "/softwareDescription", "required"), (body => body["softwareDescription"] = new string('x', 2001), "/softwareDescription", "too-long"),
            (body => body["expectedCalls"] = 0, "/expectedCalls", "value-not-permitted"), (body => body["expectedCalls"] = null, "/expectedCalls", "required"),
            (body => body["countries"] = new JsonArray("Germany"), "/countries/0", "too-long"), (body => body["countries"] = new JsonArray("de"), "/countries/0", "format-invalid"), (body => body["countries"] = new JsonArray(), "/countries", "required"),
            (body => body["countries"] = new JsonArray("DE", "XX"), "/countries/1", "value-not-permitted"),
            (body => body["technicalContact"] = null, "/technicalContact", "required"), (body => body["technicalContact"]!["email"] = "it", "/technicalContact/email", "format-invalid"),
            (body => body["technicalContact"]!["phone"] = "call me!", "/technicalContact/phone", "format-invalid"), (body => body["technicalContact"]!["phone"] = "123", "/technicalContact/phone", "too-short"),
            (body => body["technicalContact"]!["name"] = "", "/technicalContact/name", "required"), (body => body["redirectUris"] = new JsonArray("http://a.example/"), "/redirectUris/0", "format-invalid"),
            (body => body["webhookUrl"] = "ftp://a.example", "/webhookUrl", "format-invalid"), (body => body["acceptedConditions"] = null, "/acceptedConditions", "required"),
            (body => body["acceptedConditions"]![0]!["productCode"] = "flat-rates", "/acceptedConditions/0/productCode", "value-not-permitted"), (body => body["acceptedConditions"]![0]!["version"] = 0, "/acceptedConditions/0/version", "value-not-permitted"),
            (body => (body["productCodes"], body["acceptedConditions"]) = (new JsonArray("cardata"), new JsonArray()), "/redirectUris", "required"), (body => (body["productCodes"], body["acceptedConditions"]) = (new JsonArray("cardata"), new JsonArray()), "/webhookUrl", "required"),
        })
            await john.FieldRefusedAsync(Applications, Application(change), pointer, code);
        foreach (var name in new[] { "id", "state", "organisationId", "decidedBy", "reviewDueOn", "brandPermissions" })
            await john.RefusedAsync(Applications, Application(body => body[name] = "x"), 400, "request.body-unreadable");
        using var keyless = await john.SendJsonAsync(HttpMethod.Post, Applications, Application());
        await keyless.ProblemAsync(400, "idempotency.key-required");
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from organisations.api_applications where tenant_id = '{North}'"));
    }

    [Fact]
    [Trait("Decision", "API-D2")]
    [Trait("Decision", "API-D3")]
    public async Task Announced_products_and_old_conditions_are_refused()
    {
        using var rita = await Api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        void For(JsonObject body, string product) => (body["productCodes"], body["acceptedConditions"]) = (new JsonArray(product), new JsonArray(new JsonObject { ["productCode"] = product, ["version"] = 1 }));
        await rita.RefusedAsync(Applications, Application(body => For(body, "parts-information")), 409, "organisations.product-not-available");
        await rita.RefusedAsync(Applications, Application(body => For(body, "flat-rates")), 409, "organisations.product-not-available");
        var missing = await rita.RefusedAsync(Applications, Application(body => body["acceptedConditions"] = new JsonArray()), 403, "organisations.conditions-not-accepted");
        Assert.Equal(("/acceptedConditions:required", "Correct what errors names."), (missing.FieldsOf(), missing["resolution"]!.Text("text")));
        var problem = await rita.RefusedAsync(Applications, Application(body => body["acceptedConditions"]![0]!["version"] = 2), 403, "organisations.conditions-not-accepted");
        Assert.Equal("/acceptedConditions/0/version:value-not-permitted", problem.FieldsOf());
        Assert.Contains("version 1", problem.Text("detail"), StringComparison.Ordinal);
        await Api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, plan_code, state, source, granted_by) values ('{South}', '{Right}', 'standard', 'suspended', 'application', 'test')");
        await rita.RefusedAsync(Applications, Application(), 409, "organisations.product-already-granted");
        await Api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{South}' and code = '{Right}'");
        using var path = await rita.GetAsync(Applications + "/not-a-uuid");
        await path.ProblemAsync(404, "organisations.api-application-not-found");
        using var filter = await rita.GetAsync(Applications + "?state=open");
        await filter.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    [Trait("Decision", "API-D2")]
    [Trait("Case", "TEN-4")]
    public async Task A_wrong_decision_is_refused_and_grants_nothing()
    {
        using var rita = await Api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        var application = await rita.CreatedAsync(Applications, Application());
        var path = $"{Reviews}/{application.IdOf()}/approvals";
        foreach (var (change, pointer, code) in new (Action<JsonObject>, string, string)[]
        {
            (body => body["brandPermissions"] = new JsonArray(), "/brandPermissions", "required"), (body => body["brandPermissions"] = null, "/brandPermissions", "required"),
            (body => body["brandPermissions"] = new JsonArray("air"), "/brandPermissions/0", "value-not-permitted"), (body => body["plans"] = null, "/plans", "required"),
            (body => body["plans"]![0]!["planCode"] = "gold", "/plans/0/planCode", "value-not-permitted"), (body => body["plans"]![0]!["productCode"] = "flat-rates", "/plans/0/productCode", "value-not-permitted"),
            (body => body["plans"]![0]!["productCode"] = "flat-rates", "/plans", "required"), (body => body["plans"]!.AsArray().Add(new JsonObject { ["productCode"] = Product, ["planCode"] = "standard" }), "/plans", "repeated"),
        })
            await ada.FieldRefusedAsync(path, Approval(change), pointer, code);
        await ada.FieldRefusedAsync($"{Reviews}/{application.IdOf()}/refusals", """{"text":""}""", "/text", "required");
        await ada.FieldRefusedAsync($"{Reviews}/{application.IdOf()}/questions", $$"""{"text":"{{new string('x', 2001)}}"}""", "/text", "too-long");
        foreach (var (act, body) in new[] { ("approvals", Approval()), ("refusals", """{"text":"x"}"""), ("questions", """{"text":"x"}""") })
            await ada.RefusedAsync($"{Reviews}/{Guid.NewGuid()}/{act}", body, 404, "organisations.api-application-not-found");

        await Api.SqlAsync($"update identity.tenants set vehicle_kinds = array['motorcycle'] where id = '{South}'");
        await ada.FieldRefusedAsync(path, Approval(), "/brandPermissions/0", "permission-vehicle-kind");
        await Api.SqlAsync($"update identity.tenants set vehicle_kinds = default where id = '{South}'");
        await ada.CreatedAsync(Plans, """{"code":"paid","perSecond":5,"perDay":100,"requiresPaymentMethod":true}""");
        await ada.RefusedAsync(path, Approval(body => body["plans"]![0]!["planCode"] = "paid"), 402, "organisations.payment-method-missing");
        await Api.SqlAsync($"update identity.tenants set state = 'suspended' where id = '{South}'");
        await ada.RefusedAsync(path, Approval(), 403, "organisations.organisation-not-active");
        await Api.SqlAsync($"update identity.tenants set state = 'active' where id = '{South}'; update organisations.api_products set state = 'retired' where code = '{Product}'");
        await ada.RefusedAsync(path, Approval(), 409, "organisations.product-not-available");
        await Api.SqlAsync($"update organisations.api_products set state = 'available' where code = '{Product}'");
        Assert.Equal("submitted", (await ada.ReadAsync($"{Reviews}/{application.IdOf()}")).Text("state"));
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from identity.tenant_rights where tenant_id = '{South}' and (code = '{Right}' or code like 'brand%')"));
        await rita.CreatedAsync($"{Applications}/{application.IdOf()}/withdrawals");
    }
}
