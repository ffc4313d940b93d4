using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiClients;

/// <summary>What organisations do with their clients.</summary>
public sealed class ApiClientTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "API-D8")]
    [Trait("Case", "TEN-1")]
    [Trait("Case", "TEN-2")]
    public async Task It_is_created_used_changed_disabled_and_deleted()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var sent = await john.PostJsonAsync(Clients, Client());
        var client = await sent.JsonAsync();
        Assert.True(sent.StatusCode == HttpStatusCode.Created, client.ToJsonString());
        var path = $"{Clients}/{client.IdOf()}";
        Assert.Equal((path, "\"v1\""), (sent.Header("Location"), sent.Header("ETag")));
        Assert.Equal(("sandbox", "machine", "clientSecret", "active", """["vehicle-identification"]""", "it@example.com", "en"),
            (client.Text("environment"), client.Text("kind"), client.Text("authMethod"), client.Text("state"), client["productCodes"]!.ToJsonString(), client.Text("ownerContact"), client.Text("ownerLanguage")));
        Assert.InRange((DateTimeOffset)client["secrets"]![0]!["expiresAt"]! - _api.Clock.GetUtcNow(), TimeSpan.FromDays(365.9), TimeSpan.FromDays(366));
        var read = await john.ReadAsync(path);
        Assert.Null(read["secret"]);
        Assert.Contains("Planner", (string?)(await _api.ClientMailsAsync("it@example.com", "created"))[0]["subject"], StringComparison.Ordinal);
        Assert.DoesNotContain(client.Text("secret")!, (string?)(await _api.ClientMailsAsync("it@example.com", "created"))[0]["text"], StringComparison.Ordinal);

        var token = await _api.AsNobody().GetTokenAsync(client.IdOf(), client.Text("secret")!);
        Assert.Equal((HttpStatusCode.OK, null), await _api.CallAsync(token));
        await Polling.UntilAsync(async () => (await john.ReadAsync(path))["secrets"]![0]!["lastUsedAt"] is not null);
        Assert.NotNull((await john.ReadAsync(path))["lastUsedAt"]);

        using var put = await john.SendJsonAsync(HttpMethod.Put, path, Replacement(), ifMatch: client.TagOf());
        var changed = await put.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "Renamed", "new@example.com", "de", 10), (put.StatusCode, changed.Text("name"), changed.Text("ownerContact"), changed.Text("ownerLanguage"), (int)changed["dailyCap"]!));
        Assert.Equal(10, await _api.SqlAsync<int>($"select daily_cap from identity.clients where id = '{client.IdOf()}'"));
        using var disable = await john.SendJsonAsync(HttpMethod.Put, path, Replacement(body => body["state"] = "disabled"), ifMatch: changed.TagOf());
        Assert.Equal((HttpStatusCode.OK, "disabled"), (disable.StatusCode, (await disable.JsonAsync()).Text("state")));
        await Polling.UntilAsync(async () => await _api.CallAsync(token) == (HttpStatusCode.Unauthorized, "auth.token-invalid"));
        Assert.StartsWith("Der Client Renamed", (string?)(await _api.ClientMailsAsync("new@example.com", "disabled"))[0]["subject"], StringComparison.Ordinal);
        using var delete = await john.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: disable.Header("ETag"));
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        using var gone = await john.GetAsync(path);
        await gone.ProblemAsync(404, "organisations.api-client-not-found");
        Assert.Equal("created replaced replaced deleted", await _api.SqlAsync<string>($"select string_agg(split_part(action, '.', 3), ' ' order by id) from platform.audit where object_kind = 'client' and object_id = '{client.IdOf()}'"));
        Assert.Equal(4L, await _api.SqlAsync<long>($"select count(*) from platform.events where subject = '{path}'"));
    }

    [Fact]
    [Trait("Decision", "API-D8")]
    public async Task What_staff_does_with_a_client_is_told_too_but_not_of_its_own_clients()
    {
        const string Path = "/administration/v1/clients", To = "owner@example.com";
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        var body = new JsonObject
        {
            ["tenantId"] = North.ToString(),
            ["name"] = "Made by staff",
            ["grants"] = new JsonArray("clientCredentials"),
            ["scopes"] = new JsonArray("vehicle.read"),
            ["rights"] = new JsonArray(Right),
            ["ownerContact"] = To,
        };
        var client = await ada.CreatedAsync(Path, body.ToJsonString());
        var own = $"{Path}/{client.IdOf()}";
        await ada.CreatedAsync(own + "/secrets", "{}");
        using var gone = await ada.SendJsonAsync(HttpMethod.Delete, $"{own}/secrets/{client["secrets"]![0]!.IdOf()}", null, ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        body.Remove("tenantId");
        foreach (var (name, state) in new[] { ("Renamed", "active"), ("Renamed", "disabled") })
        {
            (body["name"], body["state"]) = (name, state);
            using var put = await ada.SendJsonAsync(HttpMethod.Put, own, body.ToJsonString(), ifMatch: (await ada.ReadAsync(own)).TagOf());
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }

        using var delete = await ada.SendJsonAsync(HttpMethod.Delete, own, null, ifMatch: (await ada.ReadAsync(own)).TagOf());
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        foreach (var what in new[] { "created", "secretCreated", "secretDeleted", "disabled", "deleted" })
            Assert.Contains(client.IdOf(), (string?)Assert.Single(await _api.ClientMailsAsync(To, what))["text"], StringComparison.Ordinal);
        Assert.Equal("created secretCreated secretDeleted changed disabled deleted", await _api.SqlAsync<string>(
            $"select string_agg(split_part(type, '.', 3), ' ' order by sequence) from platform.events where tenant_id = '{North}' and subject = '{Clients}/{client.IdOf()}'"));

        var house = SomePerson.Ada.TenantId;
        (body["tenantId"], body["scopes"], body["rights"], body["ownerContact"]) = (house.ToString(), new JsonArray("administration"), new JsonArray("clients.administer"), "house@example.com");
        body.Remove("state");
        await ada.CreatedAsync(Path, body.ToJsonString());
        Assert.Equal((0L, 0L), (await _api.SqlAsync<long>("select count(*) from platform.outbox where recipient = 'house@example.com'"), await _api.SqlAsync<long>($"select count(*) from platform.events where tenant_id = '{house}'")));
    }

    [Fact]
    [Trait("Decision", "API-D8")]
    public async Task A_client_is_disabled_unchanged_after_its_product_has_ended()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var client = await john.CreatedAsync(Clients, Client(body => body["environment"] = "production"));
        var path = $"{Clients}/{client.IdOf()}";
        var token = await _api.AsNobody().GetTokenAsync(client.IdOf(), client.Text("secret")!);
        await john.CreatedAsync($"{Subscriptions}/{Product}/terminations");
        await Polling.UntilAsync(async () => await _api.CallAsync(token) == (HttpStatusCode.Forbidden, "access.product-not-granted"));
        await john.FieldRefusedAsync(Clients, Client(body => body["environment"] = "production"), "/productCodes/0", "permission-not-available");

        using var renamed = await john.SendJsonAsync(HttpMethod.Put, path, Replacement(), ifMatch: client.TagOf());
        var kept = await renamed.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, $"""["{Product}"]"""), (renamed.StatusCode, kept["productCodes"]!.ToJsonString()));
        Assert.Equal((HttpStatusCode.Forbidden, "access.product-not-granted"), await _api.CallAsync(token));
        using var disabled = await john.SendJsonAsync(HttpMethod.Put, path, Replacement(body => body["state"] = "disabled"), ifMatch: kept.TagOf());
        Assert.Equal((HttpStatusCode.OK, "disabled"), (disabled.StatusCode, (await disabled.JsonAsync()).Text("state")));
        await Polling.UntilAsync(async () => await _api.CallAsync(token) == (HttpStatusCode.Unauthorized, "auth.token-invalid"));
    }

    [Fact]
    [Trait("Decision", "API-D8")]
    public async Task Secrets_rotate_with_an_overlap_and_are_revoked()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var client = await john.CreatedAsync(Clients, Client(body => body["secretValidDays"] = 90));
        var path = $"{Clients}/{client.IdOf()}";
        var key = Guid.NewGuid().ToString();
        using var sent = await john.SendJsonAsync(HttpMethod.Post, path + "/secrets", """{"validDays":30}""", key);
        var second = await sent.JsonAsync();
        using var replay = await john.SendJsonAsync(HttpMethod.Post, path + "/secrets", """{"validDays":30}""", key);
        Assert.Null((await replay.JsonAsync())["secret"]);
        var secrets = (await john.ReadAsync(path))["secrets"]!.AsArray();
        Assert.InRange((DateTimeOffset)secrets[0]!["expiresAt"]! - _api.Clock.GetUtcNow(), TimeSpan.FromDays(6.9), TimeSpan.FromDays(7));
        Assert.InRange((DateTimeOffset)secrets[1]!["expiresAt"]! - _api.Clock.GetUtcNow(), TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
        await john.RefusedAsync(path + "/secrets", "{}", 409, "administration.secret-limit-reached");
        await john.FieldRefusedAsync(path + "/secrets", """{"validDays":367}""", "/validDays", "value-not-permitted");
        foreach (var secret in new[] { client.Text("secret")!, second.Text("secret")! })
            await _api.AsNobody().GetTokenAsync(client.IdOf(), secret);
        Assert.Single(await _api.ClientMailsAsync("it@example.com", "secretCreated"));

        using var unconditional = await john.SendJsonAsync(HttpMethod.Delete, $"{path}/secrets/{second.IdOf()}", null);
        await unconditional.ProblemAsync(428, "precondition.version-required");
        using var stale = await john.SendJsonAsync(HttpMethod.Delete, $"{path}/secrets/{second.IdOf()}", null, ifMatch: "\"v2\"");
        await stale.ProblemAsync(412, "precondition.version-conflict");
        using var revoke = await john.SendJsonAsync(HttpMethod.Delete, $"{path}/secrets/{second.IdOf()}", null, ifMatch: second.TagOf());
        Assert.Equal(HttpStatusCode.NoContent, revoke.StatusCode);
        using var again = await john.SendJsonAsync(HttpMethod.Delete, $"{path}/secrets/{second.IdOf()}", null, ifMatch: second.TagOf());
        await again.ProblemAsync(404, "organisations.api-client-secret-not-found");
        using var refused = await _api.AsNobody().PostTokenAsync(client.IdOf(), second.Text("secret")!);
        await refused.OAuthErrorAsync(401, "invalid_client");
        Assert.Single(await _api.ClientMailsAsync("it@example.com", "secretDeleted"));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(8));
        using var expired = await _api.AsNobody().PostTokenAsync(client.IdOf(), client.Text("secret")!);
        await expired.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    [Trait("Decision", "API-D8")]
    public async Task There_are_ten_in_both_environments_and_each_grant_works()
    {
        await _api.SqlAsync($"delete from identity.clients where tenant_id in (select id from identity.tenants where id = '{North}' or parent_id = '{North}')");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var web = await john.CreatedAsync(Clients, Client(body =>
        {
            (body["kind"], body["environment"]) = ("web", "production");
            (body["grants"], body["redirectUris"]) = (new JsonArray("authorizationCode", "refreshToken", "clientCredentials"), new JsonArray("https://app.example.com/callback"));
            body["scopes"] = new JsonArray("openid", "offline_access", "portal.read", "vehicle.read");
        }));
        Assert.Equal(("web", "production"), (web.Text("kind"), web.Text("environment")));
        Assert.Equal(North, await _api.SqlAsync<Guid>($"select tenant_id from identity.clients where id = '{web.IdOf()}'"));
        var native = await john.CreatedAsync(Clients, Client(body => (body["kind"], body["grants"]) = ("native", new JsonArray("deviceCode"))));
        Assert.Equal(("none", null), (native.Text("authMethod"), native.Text("secret")));
        for (var i = 2; i < 10; i++)
            await john.CreatedAsync(Clients, Client(body => body["name"] = "Client " + i));
        await john.RefusedAsync(Clients, Client(), 409, "organisations.client-limit-reached");
        await john.RefusedAsync($"{Clients}/{native.IdOf()}/secrets", "{}", 409, "administration.secret-not-used");
        var page = await john.ReadAsync(Clients + "?limit=9");
        Assert.Equal([web.IdOf()], (await john.ReadAsync($"{Clients}?limit=9&cursor={page["nextCursor"]}")).Values("id"));
        Assert.Equal([web.IdOf()], (await john.ReadAsync(Clients + "?environment=production")).Values("id"));
    }
}
