using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Grants;

public sealed class DpopTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles";
    private static readonly string[] Offline = ["offline_access", "vehicle.read"];
    private readonly HttpClient _http = api.AsNobody();

    private Task<TestClient> ClientAsync(bool hasSecret = true) => TestClient.AddAsync(api, $"web-{Guid.NewGuid()}", "dpop_bound = true", hasSecret);

    [Fact]
    public async Task A_bound_token_works_with_its_proof_and_says_so()
    {
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(api, "POST", TokenForms.Token));
        var tokens = await TestClient.GivenAsync(answer);
        Assert.Equal("DPoP", (string?)tokens["token_type"]);
        for (var i = 0; i < 2; i++)
        {
            using var use = await UseAsync(tokens.Access(), key.Proof(api, "GET", Vehicles, tokens.Access()));
            Assert.Equal(HttpStatusCode.OK, use.StatusCode);
        }

        // Rights that are read afresh ask for the proof as well.
        using var fresh = await UseAsync(tokens.Access(), null, "/administration/v1/clients");
        await fresh.ProblemAsync(401, "auth.proof-invalid");
        using var scope = await UseAsync(tokens.Access(), key.Proof(api, "GET", "/administration/v1/clients", tokens.Access()), "/administration/v1/clients");
        await scope.ProblemAsync(403, "access.scope-missing");
        Assert.StartsWith("DPoP error=\"insufficient_scope\"", scope.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Case", "DPO-1")]
    [Trait("Case", "DPO-2")]
    [Trait("Case", "DPO-3")]
    [Trait("Case", "DPO-4")]
    [Trait("Case", "DPO-5")]
    [Trait("Case", "DPO-7")]
    [Trait("Case", "DPO-8")]
    [InlineData("none")]
    [InlineData("two")]
    [InlineData("garbage")]
    [InlineData("htm")]
    [InlineData("htm missing")]
    [InlineData("htu")]
    [InlineData("htu host")]
    [InlineData("htu relative")]
    [InlineData("iat -61")]
    [InlineData("iat +61")]
    [InlineData("iat text")]
    [InlineData("jti missing")]
    [InlineData("jti long")]
    [InlineData("alg none")]
    [InlineData("alg HS256")]
    [InlineData("typ")]
    [InlineData("private key")]
    [InlineData("no key")]
    [InlineData("foreign key")]
    [InlineData("curve")]
    [InlineData("off the curve")]
    public async Task A_wrong_proof_is_refused_and_uses_nothing_up(string what)
    {
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        var code = await client.CodeAsync(SomePerson.Claire, Offline);
        using var refused = await client.RedeemAsync(code, Wrong(key, what));
        await refused.OAuthErrorAsync(400, "invalid_dpop_proof");
        using var right = await client.RedeemAsync(code, key.Proof(api, "POST", TokenForms.Token));
        await TestClient.GivenAsync(right);
    }

    [Theory]
    [Trait("Case", "DPO-5")]
    [InlineData(-55)]
    [InlineData(55)]
    public async Task A_clock_may_be_a_little_wrong_and_the_query_does_not_count(int seconds)
    {
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(api, "POST", TokenForms.Token + "?a=b#c",
            change: claims => claims["iat"] = api.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds));
        await TestClient.GivenAsync(answer);
    }

    [Fact]
    [Trait("Case", "DPO-6")]
    public async Task A_proof_is_good_once_at_the_token_endpoint_on_all_nodes()
    {
        await using var other = await api.StartSecondNodeAsync();
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        var proof = key.Proof(api, "POST", TokenForms.Token);
        using var first = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), proof);
        await TestClient.GivenAsync(first);
        using var again = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), proof);
        await again.OAuthErrorAsync(400, "invalid_dpop_proof");

        // The same id, in a proof for the address of the other node.
        var id = (string)new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().ReadJsonWebToken(proof).Id;
        var elsewhere = new TestClient(other, client.Id, client.Secret);
        using var onOther = await elsewhere.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(other, "POST", TokenForms.Token, change: claims => claims["jti"] = id));
        await onOther.OAuthErrorAsync(400, "invalid_dpop_proof");
        using var fresh = await elsewhere.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(other, "POST", TokenForms.Token));
        await TestClient.GivenAsync(fresh);
    }

    [Fact]
    [Trait("Case", "DPO-9")]
    public async Task A_bound_token_is_no_bearer_token_and_the_other_way_round()
    {
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(api, "POST", TokenForms.Token));
        var token = (await TestClient.GivenAsync(answer)).Access();
        for (var i = 0; i < 2; i++)
        {
            using var bearer = await _http.GetAsync(Vehicles, token);
            await bearer.ProblemAsync(401, "auth.scheme-wrong");
            Assert.Equal("DPoP error=\"invalid_token\", algs=\"ES256\"", bearer.Header("WWW-Authenticate"));
        }

        var plain = await api.TokenAsync(Somebody.Workshop);
        using var bound = await UseAsync(plain, key.Proof(api, "GET", Vehicles, plain));
        await bound.ProblemAsync(401, "auth.scheme-wrong");
        using var unknown = await UseAsync(OpaqueToken.Create(OpaqueToken.Access), key.Proof(api, "GET", Vehicles, token));
        await unknown.ProblemAsync(401, "auth.token-invalid");
        Assert.Equal("DPoP error=\"invalid_token\", algs=\"ES256\"", unknown.Header("WWW-Authenticate"));
    }

    [Fact]
    [Trait("Case", "DPO-10")]
    [Trait("Case", "DPO-11")]
    public async Task At_the_API_the_proof_must_be_of_this_token_and_key_and_is_good_once_on_a_node()
    {
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(api, "POST", TokenForms.Token));
        var token = (await TestClient.GivenAsync(answer)).Access();
        var good = key.Proof(api, "GET", Vehicles, token);
        foreach (var proof in new[]
        {
            null, key.Proof(api, "GET", Vehicles, OpaqueToken.Create(OpaqueToken.Access)), key.Proof(api, "GET", Vehicles), key.Proof(api, "POST", Vehicles, token),
            key.Proof(api, "GET", Vehicles + "/x", token), new TestKeyPair().Proof(api, "GET", Vehicles, token),
            key.Proof(api, "GET", Vehicles, token, claims => claims["iat"] = api.Clock.GetUtcNow().ToUnixTimeSeconds() - 61),
        })
        {
            using var refused = await UseAsync(token, proof);
            await refused.ProblemAsync(401, "auth.proof-invalid");
            Assert.Equal("DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"", refused.Header("WWW-Authenticate"));
        }

        using var first = await UseAsync(token, good);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var again = await UseAsync(token, good);
        await again.ProblemAsync(401, "auth.proof-invalid");
    }

    [Fact]
    [Trait("Case", "DPO-12")]
    public async Task Refresh_tokens_of_public_clients_are_bound_to_the_key_and_those_of_others_are_not()
    {
        var (key, other) = (new TestKeyPair(), new TestKeyPair());
        foreach (var isPublic in new[] { true, false })
        {
            var client = await ClientAsync(hasSecret: !isPublic);
            using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline), key.Proof(api, "POST", TokenForms.Token));
            var tokens = await TestClient.GivenAsync(answer);
            using var foreign = await client.RefreshAsync(tokens.Refresh(), other.Proof(api, "POST", TokenForms.Token));
            if (isPublic)
                await foreign.OAuthErrorAsync(400, "invalid_grant");
            using var own = await client.RefreshAsync(isPublic ? tokens.Refresh() : (await TestClient.GivenAsync(foreign)).Refresh(), key.Proof(api, "POST", TokenForms.Token));
            Assert.Equal("DPoP", (string?)(await TestClient.GivenAsync(own))["token_type"]);
        }
    }

    [Fact]
    public async Task A_code_that_was_asked_for_with_a_key_is_exchanged_with_that_key_only()
    {
        var (client, key) = (await ClientAsync(), new TestKeyPair());
        var code = await client.CodeAsync(SomePerson.Claire, Offline, key: key.Thumbprint);
        using var foreign = await client.RedeemAsync(code, new TestKeyPair().Proof(api, "POST", TokenForms.Token));
        await foreign.OAuthErrorAsync(400, "invalid_grant");
        using var own = await client.RedeemAsync(code, key.Proof(api, "POST", TokenForms.Token));
        await TestClient.GivenAsync(own);
    }

    [Fact]
    public async Task Machines_can_be_bound_and_a_client_that_is_not_gets_bearer_tokens()
    {
        var key = new TestKeyPair();
        await api.SqlAsync("update identity.clients set dpop_bound = true where id = 'test-mini'");
        var mini = new TestClient(api, Somebody.MiniWorkshop.ClientId, Somebody.MiniWorkshop.Secret);
        using var without = await mini.PostAsync(TokenForms.Token, ("grant_type", "client_credentials"));
        await without.OAuthErrorAsync(400, "invalid_dpop_proof");
        using var answer = await mini.PostWithAsync(key.Proof(api, "POST", TokenForms.Token), TokenForms.Token, ("grant_type", "client_credentials"));
        var token = (await TestClient.GivenAsync(answer)).Access();
        using var use = await UseAsync(token, key.Proof(api, "GET", Vehicles, token));
        Assert.Equal(HttpStatusCode.OK, use.StatusCode);

        var plain = await TestClient.AddAsync(api, "web-plain");
        using var bearer = await plain.RedeemAsync(await plain.CodeAsync(SomePerson.Claire), key.Proof(api, "POST", TokenForms.Token));
        Assert.Equal("Bearer", (string?)(await TestClient.GivenAsync(bearer))["token_type"]);
    }

    private string? Wrong(TestKeyPair key, string what) => what switch
    {
        "none" => null,
        "two" => key.Proof(api, "POST", TokenForms.Token) + ", " + key.Proof(api, "POST", TokenForms.Token),
        "garbage" => "a.b.c",
        "alg none" => Proof(changeHeader: header => header["alg"] = "none"),
        "alg HS256" => Proof(changeHeader: header => header["alg"] = "HS256"),
        "typ" => Proof(changeHeader: header => header["typ"] = "JWT"),
        "no key" => Proof(changeHeader: header => header.Remove("jwk")),
        "foreign key" => Proof(changeHeader: header => header["jwk"] = new TestKeyPair().PublicJwk),
        "private key" => Proof(changeHeader: header => header["jwk"] = new Dictionary<string, string>(key.PublicJwk) { ["d"] = key.PrivatePart }),
        "curve" => Proof(changeHeader: header => header["jwk"] = new Dictionary<string, string>(key.PublicJwk) { ["crv"] = "P-384" }),
        "off the curve" => Proof(changeHeader: header => header["jwk"] = new Dictionary<string, string>(key.PublicJwk) { ["y"] = key.PublicJwk["x"] }),
        _ => Proof(claims => Spoil(claims, what)),
    };

    private string Proof(Action<Dictionary<string, object>>? change = null, Action<Dictionary<string, object>>? changeHeader = null) =>
        new TestKeyPair().Proof(api, "POST", TokenForms.Token, change: change, changeHeader: changeHeader);

    private void Spoil(Dictionary<string, object> claims, string what)
    {
        _ = what switch
        {
            "htm" => claims["htm"] = "GET",
            "htm missing" => claims.Remove("htm"),
            "htu" => claims["htu"] = (string)claims["htu"] + "x",
            "htu host" => claims["htu"] = "https://evil.example" + TokenForms.Token,
            "htu relative" => claims["htu"] = TokenForms.Token,
            "iat -61" => claims["iat"] = api.Clock.GetUtcNow().ToUnixTimeSeconds() - 62,
            "iat +61" => claims["iat"] = api.Clock.GetUtcNow().ToUnixTimeSeconds() + 62,
            "iat text" => claims["iat"] = "now",
            "jti missing" => claims.Remove("jti"),
            "jti long" => claims["jti"] = new string('j', 201),
            _ => throw new ArgumentException(what),
        };
    }

    private Task<HttpResponseMessage> UseAsync(string token, string? proof, string path = Vehicles)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path + (path == Vehicles ? "?limit=1" : ""));
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        if (proof is not null)
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        return _http.SendAsync(request);
    }
}
