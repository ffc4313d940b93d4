using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Platform.Identity.Clients;

namespace Aos.Api.Tests.Platform.Writes;

public sealed class IdempotencyTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    [Trait("Case", "IDP-1")]
    public async Task A_repeat_gets_the_same_answer_without_the_secret_and_has_no_effect()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var first = await PostAsync(admin, ClientCalls.New());
        using var second = await PostAsync(admin, ClientCalls.New());

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
        foreach (var header in new[] { "Location", "ETag", "Content-Type", "Cache-Control" })
            Assert.Equal(first.Header(header), second.Header(header));
        var (created, replayed) = (await first.JsonAsync(), await second.JsonAsync());
        Assert.Matches("^aoscs_", (string?)created["secret"]);
        Assert.Null(replayed["secret"]);
        created.AsObject().Remove("secret");
        Assert.Equal(created.ToJsonString(), replayed.ToJsonString());
        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from platform.audit where object_id = '{created.Id()}'"));
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.idempotency_keys where encode(body, 'escape') like '%aoscs\\_%'"));

        // Gone with the whole of its client; the stored answer stays.
        using var deleted = await admin.SendJsonAsync(HttpMethod.Delete, first.Header("Location")!, null, ifMatch: created.Etag());
        using var third = await PostAsync(admin, ClientCalls.New());
        Assert.Equal(created.Id(), (await third.JsonAsync()).Id());
    }

    [Fact]
    [Trait("Case", "IDP-1")]
    public async Task A_replayed_secret_has_no_text_and_its_cure_is_a_new_one()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}/secrets";
        using var first = await PostAsync(admin, "{}", path);
        using var second = await PostAsync(admin, "{}", path);
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
        Assert.Equal((await first.JsonAsync()).Id(), (await second.JsonAsync()).Id());
        Assert.Null((await second.JsonAsync())["secret"]);
        Assert.Equal(2L, await api.SqlAsync<long>($"select count(*) from identity.client_secrets where client_id = '{client.Id()}'"));
        Assert.NotNull(await api.AsNobody().GetTokenAsync(client.Id(), (string)(await first.JsonAsync())["secret"]!));
    }

    [Fact]
    [Trait("Case", "IDP-2")]
    public async Task Another_body_or_path_under_the_same_key_is_refused()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var first = await PostAsync(admin, ClientCalls.New());
        foreach (var body in new[] { ClientCalls.New() + " ", ClientCalls.New(other => other["name"] = "other"), "{}", "broken" })
        {
            using var other = await PostAsync(admin, body);
            await other.ProblemAsync(422, "idempotency.key-reused");
        }

        var (one, two) = (await admin.CreateAsync(), await admin.CreateAsync());
        using var secret = await PostAsync(admin, "{}", $"{ClientCalls.Path}/{one.Id()}/secrets");
        using var elsewhere = await PostAsync(admin, "{}", $"{ClientCalls.Path}/{two.Id()}/secrets");
        await elsewhere.ProblemAsync(422, "idempotency.key-reused");
        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from identity.client_secrets where client_id = '{two.Id()}'"));
    }

    [Theory]
    [Trait("Case", "IDP-4")]
    [Trait("Case", "IDP-5")]
    [InlineData(null, "required")]
    [InlineData("", "format-invalid")]
    [InlineData("256", "format-invalid")]
    [InlineData("a b", "format-invalid")]
    [InlineData("a\u007f", "format-invalid")]
    [InlineData("a\tb", "format-invalid")]
    public async Task A_missing_or_wrong_key_is_refused(string? key, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var request = new HttpRequestMessage(HttpMethod.Post, ClientCalls.Path) { Content = new StringContent(ClientCalls.New(), System.Text.Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "256" ? new string('k', 256) : key);
        var clients = await api.SqlAsync<long>("select count(*) from identity.clients");
        using var answer = await admin.SendAsync(request);
        var problem = await answer.ProblemAsync(400, "idempotency.key-required");
        Assert.Equal("Idempotency-Key", (string?)problem["errors"]![0]!["header"]);
        Assert.Equal(code, (string?)problem["errors"]![0]!["code"]);
        Assert.Equal(clients, await api.SqlAsync<long>("select count(*) from identity.clients"));
    }

    [Fact]
    [Trait("Case", "IDP-4")]
    public async Task Two_keys_are_refused_and_the_longest_one_is_taken()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var longest = await admin.SendJsonAsync(HttpMethod.Post, ClientCalls.Path, ClientCalls.New(), new string('k', 255));
        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        var answer = await Identity.Tokens.RawHttp.SendAsync(api.Address, $"POST {ClientCalls.Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {admin.DefaultRequestHeaders.Authorization}\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("idempotency.key-required", answer, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "IDP-6")]
    public async Task After_a_refusal_the_key_is_free()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        foreach (var (body, status) in new[] { ("{}", 422), ("broken", 400), (ClientCalls.New(wrong => wrong["colour"] = 1), 400), (ClientCalls.New(wrong => wrong["tenantId"] = Guid.Empty.ToString()), 422) })
        {
            using var refused = await PostAsync(admin, body);
            Assert.Equal(status, (int)refused.StatusCode);
            Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.idempotency_keys where status is null"));
        }

        using var conflict = await PostAsync(admin, "{}", ClientCalls.Path + "/unknown/secrets");
        await conflict.ProblemAsync(404, "administration.client-not-found");
        using var right = await PostAsync(admin, ClientCalls.New());
        Assert.Equal(HttpStatusCode.Created, right.StatusCode);
        Assert.Null(right.Header("Idempotency-Replayed"));
    }

    [Fact]
    [Trait("Case", "IDP-8")]
    public async Task Another_route_or_client_has_keys_of_its_own()
    {
        await api.SqlAsync("insert into identity.client_rights (client_id, code) values ('test-operator-bare', 'clients.administer') on conflict do nothing");
        using var admin = await api.AsAsync(Somebody.Operator);
        using var other = await api.AsAsync(Somebody.OperatorWithoutRights);
        using var first = await PostAsync(admin, ClientCalls.New());
        using var second = await PostAsync(other, ClientCalls.New());
        using var secret = await PostAsync(admin, "{}", first.Header("Location") + "/secrets");

        Assert.All(new[] { first, second, secret }, answer =>
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Null(answer.Header("Idempotency-Replayed"));
        });
        Assert.NotEqual((await first.JsonAsync()).Id(), (await second.JsonAsync()).Id());
    }

    [Fact]
    public async Task Another_token_of_the_same_client_has_the_same_keys()
    {
        using var one = await api.AsAsync(Somebody.Operator);
        using var two = await api.AsAsync(Somebody.Operator);
        using var first = await PostAsync(one, ClientCalls.New());
        using var second = await PostAsync(two, ClientCalls.New());
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
    }

    private Task<HttpResponseMessage> PostAsync(HttpClient http, string body, string path = ClientCalls.Path) => http.SendJsonAsync(HttpMethod.Post, path, body, _key);
}
