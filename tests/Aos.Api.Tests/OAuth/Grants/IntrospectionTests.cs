using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Grants;

public sealed class IntrospectionTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Introspect = "/oauth/introspect";

    private Task<TestClient> ServerAsync(string introspects = "{api}", bool hasSecret = true) =>
        TestClient.AddAsync(api, $"server-{Guid.NewGuid()}", $"introspects = '{introspects}'", hasSecret);

    [Fact]
    public async Task A_good_token_is_described()
    {
        var (server, client) = (await ServerAsync(), await TestClient.AddAsync(api, "web-described"));
        var tokens = await client.TokensAsync(SomePerson.Claire, "vehicle.read");
        using var answer = await server.PostAsync(Introspect, ("token", tokens.Access()), ("token_type_hint", "nonsense"));
        var body = (await TestClient.GivenAsync(answer)).AsObject();
        var origin = $"http://localhost:{api.Address.Port}";
        Assert.Equal(["active", "scope", "client_id", "username", "token_type", "exp", "iat", "sub", "aud", "iss"], body.Select(one => one.Key));
        Assert.Equal((true, "vehicle.read", client.Id, SomePerson.Claire.Login), ((bool)body["active"]!, (string?)body["scope"], (string?)body["client_id"], (string?)body["username"]));
        Assert.Equal(("Bearer", SomePerson.Claire.Id.ToString(), origin, origin), ((string?)body["token_type"], (string?)body["sub"], (string?)body["aud"], (string?)body["iss"]));
        Assert.Equal(3600, (long)body["exp"]! - (long)body["iat"]!);

        using var machine = await server.PostAsync(Introspect, ("token", await api.TokenAsync(Somebody.Workshop)));
        var own = await TestClient.GivenAsync(machine);
        Assert.Equal((Somebody.Workshop.ClientId, null), ((string?)own["sub"], own["username"]));
    }

    [Fact]
    public async Task Who_has_not_accepted_the_conditions_in_time_is_not_active()
    {
        var (server, token) = (await ServerAsync(), await api.TokenAsync(Somebody.SlowWorkshop));
        Assert.True((bool)(await TestClient.GivenAsync(await server.PostAsync(Introspect, ("token", token))))["active"]!);
        await api.SqlAsync($"update identity.tenants set conditions_due_at = platform.now() where id = '{SomePerson.Rita.TenantId}'");
        await InactiveAsync(server, token);
        await api.SqlAsync($"update identity.tenants set conditions_due_at = platform.now() + interval '1 day' where id = '{SomePerson.Rita.TenantId}'");
        Assert.True((bool)(await TestClient.GivenAsync(await server.PostAsync(Introspect, ("token", token))))["active"]!);
    }

    [Fact]
    public async Task A_bound_token_names_its_key()
    {
        var (server, key) = (await ServerAsync(), new TestKeyPair());
        var client = await TestClient.AddAsync(api, "web-bound", "dpop_bound = true");
        using var redeemed = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire), key.Proof(api, "POST", TokenForms.Token));
        using var answer = await server.PostAsync(Introspect, ("token", (await TestClient.GivenAsync(redeemed)).Access()));
        var body = await TestClient.GivenAsync(answer);
        Assert.Equal(("DPoP", key.Thumbprint), ((string?)body["token_type"], (string?)body["cnf"]!["jkt"]));
    }

    [Fact]
    [Trait("Case", "INT-1")]
    [Trait("Case", "INT-2")]
    public async Task Without_a_client_or_with_a_public_one_it_is_refused()
    {
        var token = await api.TokenAsync(Somebody.Workshop);
        using var nobody = await api.AsNobody().PostFormAsync(Introspect, null, ("token", token));
        await nobody.OAuthErrorAsync(401, "invalid_client");
        using var wrong = await api.AsNobody().PostFormAsync(Introspect, TokenForms.Basic(Somebody.Workshop.ClientId, "x"), ("token", token));
        await wrong.OAuthErrorAsync(401, "invalid_client");
        using var open = await (await ServerAsync(hasSecret: false)).PostAsync(Introspect, ("token", token));
        await open.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    [Trait("Case", "INT-3")]
    [Trait("Case", "INT-6")]
    public async Task Tokens_of_other_audiences_are_not_active()
    {
        var token = await api.TokenAsync(Somebody.Workshop);
        await InactiveAsync(await ServerAsync("{}"), token);
        await InactiveAsync(await ServerAsync("{https://telematics.example.com}"), token);

        await api.SqlAsync("update identity.clients set audiences = '{api,https://telematics.example.com}' where id = 'test-mini'");
        using var issued = await api.AsNobody().PostTokenAsync(Somebody.MiniWorkshop.ClientId, Somebody.MiniWorkshop.Secret, ("resource", "https://telematics.example.com"));
        var foreign = (await TestClient.GivenAsync(issued)).Access();
        await InactiveAsync(await ServerAsync("{api}"), foreign);
        using var here = await api.AsNobody().GetAsync("/vehicle-identification/v1/vehicles", foreign);
        await here.ProblemAsync(401, "auth.token-invalid");
        using var right = await (await ServerAsync("{https://telematics.example.com}")).PostAsync(Introspect, ("token", foreign));
        Assert.Equal("https://telematics.example.com", (string?)(await TestClient.GivenAsync(right))["aud"]);
        using var other = await api.AsNobody().PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret, ("resource", "https://telematics.example.com"));
        await other.OAuthErrorAsync(400, "invalid_target");
        using var named = await api.AsNobody().PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret, ("resource", $"http://localhost:{api.Address.Port}"));
        await TestClient.GivenAsync(named);
    }

    [Fact]
    [Trait("Case", "INT-4")]
    public async Task What_is_not_good_is_exactly_not_active()
    {
        var (server, client) = (await ServerAsync(), await TestClient.AddAsync(api, "web-dead"));
        var tokens = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        foreach (var text in new[] { tokens.Refresh(), OpaqueToken.Create(OpaqueToken.Access), "garbage", "' OR 1=1--", new string('x', 5000) })
            await InactiveAsync(server, text);
        using var revoked = await client.PostAsync(TokenForms.Revoke, ("token", tokens.Access()));
        await InactiveAsync(server, tokens.Access());
        var expired = await api.TokenAsync(Somebody.SlowWorkshop);
        await api.SqlAsync("update identity.access_tokens set expires_at = platform.now() where client_id = 'test-slow'");
        await InactiveAsync(server, expired);
        var suspended = await api.TokenAsync(Somebody.MotorcycleWorkshop);
        await api.SqlAsync("update identity.clients set state = 'disabled' where id = 'test-motorcycles'");
        await InactiveAsync(server, suspended);
    }

    [Fact]
    [Trait("Case", "INT-5")]
    [Trait("Case", "INT-7")]
    public async Task Without_a_token_and_by_GET_it_is_refused()
    {
        using var none = await (await ServerAsync()).PostAsync(Introspect);
        await none.OAuthErrorAsync(400, "invalid_request");
        using var get = await api.AsNobody().GetAsync(Introspect);
        await get.ProblemAsync(405, "request.method-not-allowed");
    }

    private static async Task InactiveAsync(TestClient server, string token)
    {
        using var answer = await server.PostAsync(Introspect, ("token", token));
        Assert.Equal("""{"active":false}""", (await TestClient.GivenAsync(answer)).ToJsonString());
    }
}
