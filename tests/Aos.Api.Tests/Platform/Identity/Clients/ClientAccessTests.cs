using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientAccessTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Audit = "select count(*) from platform.audit";

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Every_operation_refuses_who_is_not_the_operator_or_lacks_the_right_or_the_scope()
    {
        await api.SqlAsync("update identity.clients set scopes = '{vehicle.read,administration}' where id = 'test-workshop'");
        using var foreign = await api.AsAsync(Somebody.Workshop, "administration");
        using var bare = await api.AsAsync(Somebody.OperatorWithoutRights);
        using var scopeless = await api.AsAsync(Somebody.Workshop, "vehicle.read");
        var acts = await api.SqlAsync<long>(Audit);
        var path = ClientCalls.Path + "/test-mini";
        foreach (var (method, at, body) in new (string, string, string?)[]
        {
            ("GET", ClientCalls.Path, null), ("POST", ClientCalls.Path, ClientCalls.New()), ("GET", path, null), ("PUT", path, ClientCalls.Replacement()), ("DELETE", path, null),
            ("POST", path + "/secrets", "{}"), ("GET", path + "/secrets/x", null), ("DELETE", path + "/secrets/x", null),
            ("GET", ClientCalls.Path + "/unknown", null), ("POST", ClientCalls.Path, "broken"),
        })
        {
            using var first = await foreign.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await first.ProblemAsync(403, "access.administrator-required");
            using var second = await bare.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            var problem = await second.ProblemAsync(403, "access.permission-missing");
            Assert.Contains("clients.administer", (string?)problem["detail"], StringComparison.Ordinal);
            using var third = await scopeless.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await third.ProblemAsync(403, "access.scope-missing");
            using var nobody = await api.AsNobody().SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await nobody.ProblemAsync(401, "auth.not-signed-in");
        }

        Assert.Equal(acts, await api.SqlAsync<long>(Audit));
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.idempotency_keys"));
    }

    [Fact]
    [Trait("Case", "MAS-6")]
    public async Task A_client_cannot_change_or_delete_itself()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var path = ClientCalls.Path + "/test-operator";
        var body = ClientCalls.Replacement(replacement => (replacement["scopes"], replacement["rights"]) = (new JsonArray("administration"), new JsonArray("clients.administer")));
        using var put = await admin.SendJsonAsync(HttpMethod.Put, path, body, ifMatch: "\"v1\"");
        await put.ProblemAsync(403, "administration.own-client");
        using var delete = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: "\"v1\"");
        await delete.ProblemAsync(403, "administration.own-client");
        Assert.Equal("\"v1\"", (await admin.ReadAsync(path)).Etag());
    }

    [Fact]
    [Trait("Case", "TEN-6")]
    public async Task A_staff_right_that_the_caller_does_not_hold_cannot_be_given_in_any_way()
    {
        await api.SqlAsync("""
            insert into identity.rights (code, kind, machine, name_en, name_de) values ('invoices.administer', 'staff', true, 'Invoices', 'Rechnungen');
            insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('00000000-0000-7000-8000-000000000001', 'invoices.administer', 'administrator', 'test');
            insert into identity.clients (id, tenant_id, name, environment, auth_method, grants, scopes)
            values ('test-invoices', '00000000-0000-7000-8000-000000000001', 'Invoices', 'production', 'client_secret', '{clientCredentials}', '{administration}');
            insert into identity.client_rights (client_id, code) values ('test-invoices', 'invoices.administer')
            """);
        using var admin = await api.AsAsync(Somebody.Operator);
        void Invoices(JsonObject body) => (body["scopes"], body["rights"]) = (new JsonArray("administration"), new JsonArray("clients.administer", "invoices.administer"));

        using var create = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(body =>
        {
            Invoices(body);
            body["tenantId"] = Somebody.Operator.TenantId.ToString();
        }));
        var problem = await create.ProblemAsync(403, "administration.right-not-held");
        Assert.Contains("invoices.administer", (string?)problem["detail"], StringComparison.Ordinal);
        using var put = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/test-operator-bare", ClientCalls.Replacement(Invoices), ifMatch: "\"v1\"");
        await put.ProblemAsync(403, "administration.right-not-held");
        using var secret = await admin.PostJsonAsync(ClientCalls.Path + "/test-invoices/secrets", "{}");
        await secret.ProblemAsync(403, "administration.right-not-held");

        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from identity.client_rights where code = 'invoices.administer'"));
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from identity.client_secrets where client_id = 'test-invoices'"));
        using var held = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/test-operator-bare",
            ClientCalls.Replacement(body => (body["scopes"], body["rights"]) = (new JsonArray("administration"), new JsonArray("clients.administer"))), ifMatch: "\"v1\"");
        Assert.Equal(200, (int)held.StatusCode);
    }

    [Theory]
    [Trait("Case", "TEN-7")]
    [Trait("Case", "FUZ-8")]
    [InlineData("PATCH", "/test-mini", "DELETE, GET, HEAD, PUT")]
    [InlineData("POST", "/test-mini", "DELETE, GET, HEAD, PUT")]
    [InlineData("PUT", "", "GET, HEAD, POST")]
    [InlineData("DELETE", "", "GET, HEAD, POST")]
    [InlineData("GET", "/test-mini/secrets", "POST")]
    [InlineData("PUT", "/test-mini/secrets/x", "DELETE, GET, HEAD")]
    public async Task Other_methods_are_refused(string method, string path, string allowed)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.SendJsonAsync(new(method), ClientCalls.Path + path, "{}", Guid.NewGuid().ToString(), "\"v1\"");
        await answer.ProblemAsync(405, "request.method-not-allowed");
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order()));
    }
}
