using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiClients;

/// <summary>Clients that an organisation may not have, see or change.</summary>
public sealed class ApiClientRefusalTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Case", "TEN-1")]
    [Trait("Case", "TEN-2")]
    [Trait("Case", "TEN-3")]
    [Trait("Case", "TEN-10")]
    public async Task Foreign_clients_are_not_found_by_any_operation()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        var client = await john.CreatedAsync(Clients, Client());
        Assert.Equal(["test-slow"], (await rita.ReadAsync(Clients)).Values("id"));
        Assert.Superset(new HashSet<string> { client.IdOf(), "test-workshop", "test-production" }, (await john.ReadAsync(Clients)).Values("id").ToHashSet());
        foreach (var id in new[] { client.IdOf(), "test-operator", "aos-portal", Guid.NewGuid().ToString() })
            foreach (var (method, path, body) in new (string, string, string?)[]
            {
                ("GET", "", null), ("PUT", "", Replacement()), ("DELETE", "", null), ("POST", "/secrets", "{}"), ("DELETE", "/secrets/" + client["secrets"]![0]!.IdOf(), null),
            })
            {
                using var answer = await rita.SendJsonAsync(new(method), $"{Clients}/{id}{path}", body, Guid.NewGuid().ToString(), "\"v1\"");
                await answer.ProblemAsync(404, "organisations.api-client-not-found");
            }

        var own = await john.CreatedAsync(Clients, Client());
        using var secret = await john.SendJsonAsync(HttpMethod.Delete, $"{Clients}/{own.IdOf()}/secrets/{client["secrets"]![0]!.IdOf()}", null, ifMatch: "\"v1\"");
        await secret.ProblemAsync(404, "organisations.api-client-secret-not-found");
        Assert.Equal("\"v1\"", (await john.ReadAsync($"{Clients}/{client.IdOf()}")).TagOf());
    }

    [Fact]
    [Trait("Case", "TEN-6")]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-2")]
    [Trait("Case", "MAS-6")]
    public async Task Nothing_beyond_the_access_of_the_organisation()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var client = await john.CreatedAsync(Clients, Client());
        foreach (var (change, pointer, code) in new (Action<JsonObject>, string, string)[]
        {
            (body => body["productCodes"] = new JsonArray("flat-rates"), "/productCodes/0", "permission-not-available"), (body => body["productCodes"] = new JsonArray("clients.administer"), "/productCodes/0", "permission-not-available"),
            (body => body["productCodes"] = new JsonArray(Product, Product), "/productCodes", "repeated"), (body => body["productCodes"] = new JsonArray(), "/scopes/0", "value-not-permitted"),
            (body => body["scopes"] = new JsonArray("administration"), "/scopes/0", "value-not-permitted"), (body => body["scopes"] = new JsonArray("portal.write"), "/scopes/0", "value-not-permitted"),
            (body => body["grants"] = new JsonArray("deviceCode"), "/grants/0", "value-not-permitted"), (body => body["grants"] = new JsonArray("password"), "/grants/0", "value-not-permitted"),
            (body => body["ownerContact"] = "nobody", "/ownerContact", "format-invalid"), (body => body["ownerContact"] = null, "/ownerContact", "required"),
            (body => body["ownerLanguage"] = "fr", "/ownerLanguage", "value-not-permitted"), (body => body["dailyCap"] = 0, "/dailyCap", "value-not-permitted"),
            (body => body["ipRanges"] = new JsonArray("192.0.2.1/24"), "/ipRanges/0", "format-invalid"), (body => body["name"] = null, "/name", "required"),
        })
        {
            await john.FieldRefusedAsync(Clients, Client(change), pointer, code);
            using var put = await john.SendJsonAsync(HttpMethod.Put, $"{Clients}/{client.IdOf()}", Replacement(change), ifMatch: client.TagOf());
            await put.ProblemAsync(422, "request.fields-invalid");
        }

        await john.FieldRefusedAsync(Clients, Client(body => body["environment"] = "staging"), "/environment", "value-not-permitted");
        foreach (var name in new[] { "tenantId", "rights", "userReach", "audiences", "introspects", "firstParty", "realm", "id" })
        {
            await john.RefusedAsync(Clients, Client(body => body[name] = "x"), 400, "request.body-unreadable");
            using var put = await john.SendJsonAsync(HttpMethod.Put, $"{Clients}/{client.IdOf()}", Replacement(body => body[name] = "x"), ifMatch: client.TagOf());
            await put.ProblemAsync(400, "request.body-unreadable");
        }

        foreach (var (ifMatch, status, code) in new (string?, int, string)[] { (null, 428, "precondition.version-required"), ("\"v9\"", 412, "precondition.version-conflict") })
            foreach (var method in new[] { "PUT", "DELETE" })
            {
                using var answer = await john.SendJsonAsync(new(method), $"{Clients}/{client.IdOf()}", method == "PUT" ? Replacement() : null, ifMatch: ifMatch);
                await answer.ProblemAsync(status, code);
            }

        // The tag of a secret stands in the client.
        using var blind = await john.SendJsonAsync(HttpMethod.Delete, $"{Clients}/{client.IdOf()}/secrets/{client["secrets"]![0]!.IdOf()}", null);
        var wayOut = (await blind.ProblemAsync(428, "precondition.version-required"))["resolution"]!;
        Assert.Equal("Read url, and send as If-Match its ETag, or the property etag of the part that you change.", wayOut.Text("text"));
        var read = await john.ReadAsync(new Uri(wayOut.Text("url")!).PathAndQuery);
        Assert.Equal("\"v1\"", read["secrets"]![0]!.TagOf());

        using var keyless = await john.SendJsonAsync(HttpMethod.Post, Clients, Client());
        await keyless.ProblemAsync(400, "idempotency.key-required");
        Assert.Equal("\"v1\"", (await john.ReadAsync($"{Clients}/{client.IdOf()}")).TagOf());
    }

    [Fact]
    [Trait("Decision", "API-D8")]
    [Trait("Case", "TEN-5")]
    public async Task For_the_representative_and_holders_of_the_permission_with_a_recent_sign_in()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var client = await john.CreatedAsync(Clients, Client());
        var path = $"{Clients}/{client.IdOf()}";
        var acts = new (string Method, string Path, string? Body)[]
        {
            ("POST", Clients, Client()), ("PUT", path, Replacement()), ("POST", path + "/secrets", "{}"), ("DELETE", $"{path}/secrets/{client["secrets"]![0]!.IdOf()}", null), ("DELETE", path, null),
        };
        await _api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{North}' and code = 'apiClients'");
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var machine = await _api.AsAsync(Somebody.Workshop);
        using var reader = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        foreach (var (method, at, body) in acts)
        {
            using var refused = await claire.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await refused.ProblemAsync(403, "access.permission-missing");
            using var program = await machine.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await program.ProblemAsync(403, "access.person-required");
            using var scopeless = await reader.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await scopeless.ProblemAsync(403, "access.scope-missing");
        }

        foreach (var at in new[] { Clients, path })
        {
            using var refused = await claire.GetAsync(at);
            await refused.ProblemAsync(403, "access.permission-missing");
        }

        await _api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{North}', 'apiClients', 'administrator', 'test')");
        await claire.CreatedAsync(Clients, Client());
        await _api.SqlAsync($"insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'apiClients', 'test')");
        await claire.RefusedAsync(Clients, Client(), 403, "access.permission-missing");

        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(16));
        foreach (var (method, at, body) in acts)
        {
            using var old = await john.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), "\"v1\"");
            await old.ProblemAsync(401, "access.sign-in-too-old");
        }

        Assert.Equal(client.IdOf(), (await john.ReadAsync(path)).IdOf());
    }

    [Fact]
    [Trait("Case", "TEN-6")]
    [Trait("Case", "MAS-6")]
    public async Task Staff_keeps_no_client_of_the_operator_here_and_gets_no_permission_for_it()
    {
        var house = SomePerson.Ada.TenantId;
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        foreach (var code in new[] { "apiClients", "cdis" })
        {
            using var grant = await ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{house}/permissions/{code}", """{"reason":"r"}""", ifMatch: "\"v0\"");
            await grant.ProblemAsync(422, "organisations.permission-organisations-only");
        }

        await _api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{house}', 'apiClients', 'administrator', 'test')");
        using var bob = await _api.AsPersonAsync(SomePerson.Bob, "portal.read", "portal.write");
        var secret = await _api.SqlAsync<Guid>("select id from identity.client_secrets where client_id = 'test-operator'");
        var before = await _api.SqlAsync<string>("select string_agg(c::text, ' ' order by id) from (select id, version, state from identity.clients) c");
        foreach (var id in new[] { "test-operator", "aos-portal" })
            foreach (var (method, path, body) in new (string, string, string?)[]
            {
                ("GET", Clients, null), ("POST", Clients, Client(one => one["environment"] = "production")), ("GET", $"{Clients}/{id}", null), ("PUT", $"{Clients}/{id}", Replacement()), ("DELETE", $"{Clients}/{id}", null),
                ("POST", $"{Clients}/{id}/secrets", "{}"), ("DELETE", $"{Clients}/{id}/secrets/{secret}", null),
            })
            {
                using var answer = await bob.SendJsonAsync(new(method), path, body, Guid.NewGuid().ToString(), "\"v1\"");
                await answer.ProblemAsync(403, "access.permission-missing");
            }

        Assert.Equal(before, await _api.SqlAsync<string>("select string_agg(c::text, ' ' order by id) from (select id, version, state from identity.clients) c"));
        Assert.Equal(secret, await _api.SqlAsync<Guid>("select id from identity.client_secrets where client_id = 'test-operator'"));
    }

    [Fact]
    [Trait("Decision", "API-D5")]
    public async Task No_client_gets_a_product_that_is_not_available()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var with = await john.CreatedAsync(Clients, Client());
        var without = await john.CreatedAsync(Clients, Client(body => (body["productCodes"], body["scopes"], body["grants"], body["kind"]) = (new JsonArray(), new JsonArray("openid"), new JsonArray("deviceCode"), "native")));
        foreach (var state in new[] { "retired", "comingSoon" })
        {
            await _api.SqlAsync($"update organisations.api_products set state = '{state}' where code = '{Product}'");
            await john.RefusedAsync(Clients, Client(), 409, "organisations.product-not-available");
            using var given = await john.SendJsonAsync(HttpMethod.Put, $"{Clients}/{without.IdOf()}", Replacement(body => body["grants"] = new JsonArray("deviceCode")), ifMatch: without.TagOf());
            await given.ProblemAsync(409, "organisations.product-not-available");
        }

        using var kept = await john.SendJsonAsync(HttpMethod.Put, $"{Clients}/{with.IdOf()}", Replacement(body => body["state"] = "disabled"), ifMatch: with.TagOf());
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Fact]
    public async Task Who_acts_in_the_sandbox_reaches_only_the_sandbox_and_approved_clients_stay_as_approved()
    {
        using var inside = await _api.InSandboxAsync(SomePerson.John, "portal.read", "portal.write");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        await inside.FieldRefusedAsync(Clients, Client(body => body["environment"] = "production"), "/environment", "value-not-permitted");
        var own = await inside.CreatedAsync(Clients, Client());
        Assert.Contains(own.IdOf(), (await inside.ReadAsync(Clients)).Values("id"));
        Assert.DoesNotContain("test-production", (await inside.ReadAsync(Clients)).Values("id"));
        using var production = await inside.GetAsync(Clients + "/test-production");
        await production.ProblemAsync(404, "organisations.api-client-not-found");
        using var put = await inside.SendJsonAsync(HttpMethod.Put, Clients + "/test-production", Replacement(), ifMatch: "\"v1\"");
        await put.ProblemAsync(404, "organisations.api-client-not-found");

        await _api.SqlAsync($"update identity.clients set user_reach = 'anyTenant', kind = 'web', grants = '{{authorizationCode}}', redirect_uris = '{{https://app.example.com/a}}' where id = '{own.IdOf()}'");
        using var renamed = await john.SendJsonAsync(HttpMethod.Put, $"{Clients}/{own.IdOf()}", Replacement(body => (body["grants"], body["redirectUris"]) = (new JsonArray("authorizationCode"), new JsonArray("https://evil.example.com/"))), ifMatch: own.TagOf());
        var problem = await renamed.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(["/name:not-changeable", "/redirectUris:not-changeable"], problem["errors"]!.AsArray().Select(error => $"{error!["pointer"]}:{error["code"]}"));
        using var kept = await john.SendJsonAsync(HttpMethod.Put, $"{Clients}/{own.IdOf()}", Replacement(body => (body["name"], body["grants"], body["redirectUris"]) = ("Planner", new JsonArray("authorizationCode"), new JsonArray("https://app.example.com/a"))), ifMatch: own.TagOf());
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal("anyTenant", await _api.SqlAsync<string>($"select user_reach from identity.clients where id = '{own.IdOf()}'"));
    }
}
