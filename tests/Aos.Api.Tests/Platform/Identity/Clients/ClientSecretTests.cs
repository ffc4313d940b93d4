using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientSecretTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Two_secrets_work_at_a_time_and_a_deleted_one_is_refused()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}/secrets";
        using var answer = await admin.PostJsonAsync(path, """{"validDays":30}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var second = await answer.JsonAsync();
        Assert.Equal(["id", "secret", "createdAt", "expiresAt", "etag"], second.Names());
        Assert.Equal($"{path}/{second.Id()}", answer.Header("Location"));
        Assert.Equal(second.Etag(), answer.Header("ETag"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Matches("^aoscs_[0-9A-Za-z]{49}$", (string?)second["secret"]);
        Assert.Equal(TimeSpan.FromDays(30), (DateTimeOffset)second["expiresAt"]! - (DateTimeOffset)second["createdAt"]!);
        foreach (var secret in new[] { (string)client["secret"]!, (string)second["secret"]! })
            Assert.NotNull(await api.AsNobody().GetTokenAsync(client.Id(), secret));
        Assert.Equal(0L, await api.SqlAsync<long>($"select count(*) from identity.client_secrets s where s::text like '%{((string)second["secret"]!)[6..30]}%'"));

        using var third = await admin.PostJsonAsync(path, "{}");
        await third.ProblemAsync(409, "administration.secret-limit-reached");

        var first = $"{path}/{(string)client["secrets"]![0]!["id"]!}";
        using var deleted = await admin.SendJsonAsync(HttpMethod.Delete, first, null, ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var refused = await api.AsNobody().PostTokenAsync(client.Id(), (string)client["secret"]!);
        await refused.OAuthErrorAsync(401, "invalid_client");
        Assert.NotNull(await api.AsNobody().GetTokenAsync(client.Id(), (string)second["secret"]!));
        using var again = await admin.SendJsonAsync(HttpMethod.Delete, first, null, ifMatch: "\"v1\"");
        await again.ProblemAsync(404, "administration.secret-not-found");
        using var fourth = await admin.PostJsonAsync(path, "{}");
        Assert.Equal(HttpStatusCode.Created, fourth.StatusCode);
    }

    [Fact]
    public async Task A_secret_is_read_without_its_text()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}/secrets/{(string)client["secrets"]![0]!["id"]!}";
        using var answer = await admin.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"v1\"", answer.Header("ETag"));
        var secret = await answer.JsonAsync();
        Assert.Equal(client["secrets"]![0]!.ToJsonString(), secret.ToJsonString());
        Assert.DoesNotContain("aoscs_", await (await admin.GetAsync(ClientCalls.Path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_or_deleted_secret_changes_the_state_of_its_client()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}";
        using var created = await admin.PostJsonAsync(path + "/secrets", "{}");
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", client.Etag());
        using var changed = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("\"v2\"", changed.Header("ETag"));
        Assert.Equal(2, (await changed.JsonAsync())["secrets"]!.AsArray().Count);
        using var deleted = await admin.SendJsonAsync(HttpMethod.Delete, created.Header("Location")!, null, ifMatch: "\"v1\"");
        Assert.Equal("\"v3\"", (await admin.ReadAsync(path)).Etag());
        using var refused = await admin.SendJsonAsync(HttpMethod.Put, path, ClientCalls.Replacement(), ifMatch: client.Etag());
        await refused.ProblemAsync(412, "precondition.version-conflict");
    }

    [Fact]
    public async Task Of_two_secrets_for_the_last_place_one_is_made()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}/secrets";
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.PostJsonAsync(path, "{}")));
        Assert.Equal([201, 409, 409, 409], answers.Select(answer => (int)answer.StatusCode).Order());
        Assert.Equal(2L, await api.SqlAsync<long>($"select count(*) from identity.client_secrets where client_id = '{client.Id()}'"));
    }

    [Fact]
    public async Task An_expired_secret_makes_room()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}/secrets";
        using var second = await admin.PostJsonAsync(path, "{}");
        await api.SqlAsync($"update identity.client_secrets set expires_at = platform.now() where client_id = '{client.Id()}' and id = '{(string)client["secrets"]![0]!["id"]!}'");
        using var third = await admin.PostJsonAsync(path, "{}");
        Assert.Equal(HttpStatusCode.Created, third.StatusCode);
        var ids = (await admin.ReadAsync($"{ClientCalls.Path}/{client.Id()}"))["secrets"]!.AsArray().Select(secret => secret!.Id()).ToList();
        Assert.Equal([(await second.JsonAsync()).Id(), (await third.JsonAsync()).Id()], ids);
    }

    [Theory]
    [Trait("Case", "FUZ-9")]
    [InlineData("not-a-uuid")]
    [InlineData("00000000-0000-7000-8000-00000000ffff")]
    [InlineData("' OR 1=1--")]
    [InlineData("{0}")]
    [InlineData("foreign")]
    public async Task A_secret_that_the_client_does_not_have_is_not_found(string id)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var own = (string)client["secrets"]![0]!["id"]!;
        var text = id switch
        {
            "foreign" => (await admin.CreateAsync())["secrets"]![0]!.Id(),
            "{0}" => $"{{{own}}}",
            _ => id,
        };
        var path = $"{ClientCalls.Path}/{client.Id()}/secrets/{Uri.EscapeDataString(text)}";
        using var read = await admin.GetAsync(path);
        await read.ProblemAsync(404, "administration.secret-not-found");
        using var delete = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: "\"v1\"");
        await delete.ProblemAsync(404, "administration.secret-not-found");
        Assert.Equal("\"v1\"", (await admin.ReadAsync($"{ClientCalls.Path}/{client.Id()}")).Etag());
    }

    [Theory]
    [InlineData(null, 428, "precondition.version-required")]
    [InlineData("\"v2\"", 412, "precondition.version-conflict")]
    [InlineData("v1", 400, "request.header-invalid")]
    public async Task A_secret_is_deleted_only_with_its_tag(string? ifMatch, int status, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        using var answer = await admin.SendJsonAsync(HttpMethod.Delete, $"{ClientCalls.Path}/{client.Id()}/secrets/{(string)client["secrets"]![0]!["id"]!}", null, ifMatch: ifMatch);
        await answer.ProblemAsync(status, code);
        Assert.NotNull(await api.AsNobody().GetTokenAsync(client.Id(), (string)client["secret"]!));
    }

    [Theory]
    [InlineData("""{"validDays":0}""", 422, "request.fields-invalid")]
    [InlineData("""{"validDays":367}""", 422, "request.fields-invalid")]
    [InlineData("""{"validDays":"30"}""", 400, "request.body-unreadable")]
    [InlineData("""{"secret":"mine"}""", 400, "request.body-unreadable")]
    [InlineData("", 400, "request.body-unreadable")]
    [InlineData("null", 400, "request.body-unreadable")]
    public async Task A_wrong_body_makes_no_secret(string body, int status, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path + "/test-mini/secrets", body);
        await answer.ProblemAsync(status, code);
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from identity.client_secrets where client_id = 'test-mini'"));
    }
}
