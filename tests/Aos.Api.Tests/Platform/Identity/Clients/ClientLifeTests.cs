using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientLifeTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Case", "TOK-18")]
    public async Task A_client_is_created_with_everything_it_was_given_and_its_secret_once()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var client = await answer.JsonAsync();
        Assert.Equal(
            [
                "id", "tenantId", "name", "environment", "state", "kind", "realm", "firstParty", "authMethod", "grants", "redirectUris", "postLogoutRedirectUris", "dpopBound",
                "pushedRequestsOnly", "idTokenAlgorithm", "userReach", "audiences", "introspects", "scopes", "rights", "ipRanges", "ownerLanguage", "secrets", "secret", "createdAt", "updatedAt", "etag",
            ], client.Names());
        Assert.True(Guid.TryParseExact(client.Id(), "D", out var id));
        Assert.Equal(7, id.Version);
        Assert.Equal($"/administration/v1/clients/{client.Id()}", answer.Header("Location"));
        Assert.Equal("\"v1\"", answer.Header("ETag"));
        Assert.Equal("\"v1\"", client.Etag());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Null(answer.Header("Idempotency-Replayed"));
        Assert.Equal(Somebody.Workshop.TenantId.ToString(), (string?)client["tenantId"]);
        Assert.Equal("Workshop planner", (string?)client["name"]);
        Assert.Equal("sandbox", (string?)client["environment"]);
        Assert.Equal("active", (string?)client["state"]);
        Assert.Equal("""["clientCredentials"]""", client["grants"]!.ToJsonString());
        Assert.Equal("""["vehicle.read"]""", client["scopes"]!.ToJsonString());
        Assert.Equal("""["apiVehicleIdentification"]""", client["rights"]!.ToJsonString());
        Assert.Equal("""["127.0.0.0/8","2001:db8::/32"]""", client["ipRanges"]!.ToJsonString());
        Assert.Equal(client["createdAt"]!.ToJsonString(), client["updatedAt"]!.ToJsonString());
        var secret = Assert.Single(client["secrets"]!.AsArray())!;
        Assert.Equal(["id", "createdAt", "expiresAt", "etag"], secret.Names());
        Assert.Equal(TimeSpan.FromDays(90), (DateTimeOffset)secret["expiresAt"]! - (DateTimeOffset)secret["createdAt"]!);
        var read = await admin.ReadAsync(ClientCalls.Path + "/" + client.Id());
        using var token = await api.AsNobody().PostTokenAsync(client.Id(), (string)client["secret"]!);
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        client.AsObject().Remove("secret");
        Assert.Equal(client.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public async Task Without_ranges_and_days_the_defaults_hold()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync(body =>
        {
            body.Remove("ipRanges");
            body.Remove("secretValidDays");
            body["name"] = "  Größe 漢字 🚗  ";
            body["tenantId"] = Somebody.ProductionWorkshop.TenantId.ToString();
        });
        Assert.Empty(client["ipRanges"]!.AsArray());
        Assert.Equal("Größe 漢字 🚗", (string?)client["name"]);
        Assert.Equal("production", (string?)client["environment"]);
        Assert.Equal(TimeSpan.FromDays(366), (DateTimeOffset)client["secrets"]![0]!["expiresAt"]! - (DateTimeOffset)client["secrets"]![0]!["createdAt"]!);
    }

    [Fact]
    public async Task A_client_is_replaced_as_a_whole()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        using var answer = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/" + client.Id(), ClientCalls.Replacement(body => body["state"] = "disabled"), ifMatch: client.Etag());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var replaced = await answer.JsonAsync();
        Assert.Equal("\"v2\"", answer.Header("ETag"));
        Assert.Equal("\"v2\"", replaced.Etag());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("Renamed", (string?)replaced["name"]);
        Assert.Equal("disabled", (string?)replaced["state"]);
        Assert.Empty(replaced["ipRanges"]!.AsArray());
        Assert.Null(replaced["secret"]);
        Assert.Equal(client["createdAt"]!.ToJsonString(), replaced["createdAt"]!.ToJsonString());
        Assert.True((DateTimeOffset)replaced["updatedAt"]! > (DateTimeOffset)client["updatedAt"]!);
        Assert.Equal(replaced.ToJsonString(), (await admin.ReadAsync(ClientCalls.Path + "/" + client.Id())).ToJsonString());

        using var emptied = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/" + client.Id(),
            """{"name":"n","state":"active","grants":[],"scopes":[],"rights":[],"ipRanges":null}""", ifMatch: "\"v2\"");
        var empty = await emptied.JsonAsync();
        Assert.All(new[] { "grants", "scopes", "rights", "ipRanges" }, name => Assert.Empty(empty[name]!.AsArray()));
    }

    [Fact]
    public async Task A_deleted_client_is_gone_with_secrets_and_tokens()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var token = await api.AsNobody().GetTokenAsync(client.Id(), (string)client["secret"]!);
        var path = ClientCalls.Path + "/" + client.Id();
        using var answer = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: client.Etag());

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Null(answer.Content.Headers.ContentType);
        using var read = await admin.GetAsync(path);
        await read.ProblemAsync(404, "administration.client-not-found");
        using var again = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: client.Etag());
        await again.ProblemAsync(404, "administration.client-not-found");
        using var use = await api.AsNobody().GetAsync("/vehicle-identification/v1/vehicles", token);
        await use.ProblemAsync(401, "auth.token-invalid");
        Assert.Equal(0L, await api.SqlAsync<long>($"select (select count(*) from identity.client_secrets where client_id = '{client.Id()}') + (select count(*) from identity.access_tokens where client_id = '{client.Id()}') + (select count(*) from identity.client_rights where client_id = '{client.Id()}')"));
    }

    [Theory]
    [Trait("Case", "FUZ-9")]
    [Trait("Case", "INJ-1")]
    [InlineData("nobody")]
    [InlineData("00000000-0000-7000-8000-00000000ffff")]
    [InlineData("not-a-uuid")]
    [InlineData("' OR 1=1--")]
    [InlineData("%25")]
    [InlineData("\u0001")]
    public async Task An_unknown_client_is_not_found_by_any_operation(string id)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var path = $"{ClientCalls.Path}/{Uri.EscapeDataString(id)}";
        using var read = await admin.GetAsync(path);
        await read.ProblemAsync(404, "administration.client-not-found");
        using var put = await admin.SendJsonAsync(HttpMethod.Put, path, ClientCalls.Replacement(), ifMatch: "\"v1\"");
        await put.ProblemAsync(404, "administration.client-not-found");
        using var delete = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: "\"v1\"");
        await delete.ProblemAsync(404, "administration.client-not-found");
        using var secret = await admin.PostJsonAsync(path + "/secrets", "{}");
        await secret.ProblemAsync(404, "administration.client-not-found");
    }

    [Fact]
    public async Task A_client_that_has_not_changed_is_not_sent_again()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, ClientCalls.Path + "/" + client.Id());
        request.Headers.TryAddWithoutValidation("If-None-Match", client.Etag());
        using var unchanged = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(client.Etag(), unchanged.Header("ETag"));
        Assert.Equal(0, unchanged.Content.Headers.ContentLength ?? 0);
    }
}
