using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aos.Api.Tests.OAuth.Grants;

public sealed class CodeExchangeTests(ApiHost api) : IClassFixture<ApiHost>
{
    private Task<TestClient> ClientAsync(string change = "") => TestClient.AddAsync(api, $"web-{Guid.NewGuid()}", change);

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    [Trait("Case", "OID-3")]
    public async Task A_code_gives_tokens_of_the_person()
    {
        var client = await ClientAsync();
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, nonce: "n-1"));
        var tokens = await TestClient.GivenAsync(answer);

        Assert.Equal(["access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token"], tokens.AsObject().Select(one => one.Key));
        Assert.Equal("Bearer", (string?)tokens["token_type"]);
        Assert.Equal("openid vehicle.read portal.read", (string?)tokens["scope"]);
        Assert.True(OpaqueToken.IsWellFormed(tokens.Refresh(), OpaqueToken.Refresh));
        var id = new JsonWebTokenHandler().ReadJsonWebToken((string)tokens["id_token"]!);
        Assert.Equal((SomePerson.Claire.Id.ToString(), client.Id, "n-1"), (id.Subject, Assert.Single(id.Audiences), id.GetClaim("nonce").Value));
        Assert.Equal(200, await client.UseAsync(tokens));
    }

    [Theory]
    [InlineData(new[] { "vehicle.read" }, "authorizationCode,refreshToken", true, false)]
    [InlineData(new[] { "vehicle.read" }, "authorizationCode", false, false)]
    [InlineData(new[] { "openid", "offline_access" }, "authorizationCode,refreshToken", true, true)]
    [Trait("Decision", "AUTH-D5")]
    public async Task What_is_issued_follows_from_scopes_and_grants(string[] scopes, string grants, bool refresh, bool idToken)
    {
        var client = await ClientAsync($"grants = '{{{grants}}}'");
        var tokens = await client.TokensAsync(SomePerson.Claire, scopes);
        Assert.Equal((refresh, idToken || scopes.Contains("openid")), (tokens["refresh_token"] is not null, tokens["id_token"] is not null));
    }

    [Fact]
    [Trait("Case", "COD-1")]
    public async Task An_unknown_code_is_refused()
    {
        var client = await ClientAsync();
        foreach (var code in new[] { OpaqueToken.Create(OpaqueToken.AuthorizationCode), OpaqueToken.Create(OpaqueToken.Access), "x", "' OR 1=1--" })
        {
            using var answer = await client.RedeemAsync(code);
            await answer.OAuthErrorAsync(400, "invalid_grant");
        }

        using var none = await client.PostAsync(TokenForms.Token, ("grant_type", "authorization_code"), ("code_verifier", TestClient.Verifier));
        await none.OAuthErrorAsync(400, "invalid_request");
    }

    [Fact]
    [Trait("Case", "COD-3")]
    public async Task Another_clients_code_is_refused_and_stays_good_for_its_owner()
    {
        var (owner, other) = (await ClientAsync(), await ClientAsync());
        var code = await owner.CodeAsync(SomePerson.Claire);
        using var stolen = await other.RedeemAsync(code);
        await stolen.OAuthErrorAsync(400, "invalid_grant");
        using var own = await owner.RedeemAsync(code);
        await TestClient.GivenAsync(own);
    }

    [Fact]
    [Trait("Case", "COD-4")]
    public async Task A_second_use_is_refused_and_ends_what_the_first_one_gave()
    {
        var client = await ClientAsync();
        var code = await client.CodeAsync(SomePerson.Claire);
        using var first = await client.RedeemAsync(code);
        var tokens = await TestClient.GivenAsync(first);
        Assert.Equal(200, await client.UseAsync(tokens));
        using var again = await client.RedeemAsync(code);
        await again.OAuthErrorAsync(400, "invalid_grant");
        await Polling.UntilAsync(async () => await client.UseAsync(tokens) == 401);
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal("code used again", await api.SqlAsync<string>($"select d.details ->> 'reason' from platform.audit a join platform.audit_details d on d.audit_id = a.id where a.action = 'oauth.family.revoked' and d.details ->> 'client' = '{client.Id}'"));
    }

    [Fact]
    [Trait("Case", "COD-4")]
    public async Task A_second_use_with_a_wrong_verifier_ends_nothing()
    {
        var client = await ClientAsync();
        var code = await client.CodeAsync(SomePerson.Claire);
        using var first = await client.RedeemAsync(code);
        var tokens = await TestClient.GivenAsync(first);
        using var wrong = await client.RedeemAsync(code, null, ("code_verifier", new string('x', 43)));
        await wrong.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(200, await client.UseAsync(tokens));
    }

    [Fact]
    [Trait("Case", "COD-5")]
    public async Task Of_fifty_at_once_one_gets_tokens_and_then_the_family_is_revoked()
    {
        var client = await ClientAsync();
        var code = await client.CodeAsync(SomePerson.Claire);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.RedeemAsync(code)));
        var good = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers.Where(answer => answer != good))
            await answer.OAuthErrorAsync(400, "invalid_grant");
        var tokens = await good.JsonAsync();
        await Polling.UntilAsync(async () => await client.UseAsync(tokens) == 401);
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
    }

    [Theory]
    [Trait("Case", "COD-6")]
    [InlineData("identity.accounts", "suspended", "id = '00000000-0000-7000-8000-000000000103'")]
    [InlineData("identity.tenants", "suspended", "id = '00000000-0000-7000-8000-000000000004'")]
    public async Task A_person_or_organisation_that_was_suspended_since_gets_nothing(string table, string state, string which)
    {
        var client = await ClientAsync("user_reach = 'anyTenant'");
        var code = await client.CodeAsync(SomePerson.Sam);
        await api.SqlAsync($"update {table} set state = '{state}' where {which}");
        using var refused = await client.RedeemAsync(code);
        await refused.OAuthErrorAsync(400, "invalid_grant");
        await api.SqlAsync($"update {table} set state = 'active' where {which}");
        using var again = await client.RedeemAsync(code);
        await TestClient.GivenAsync(again);
    }

    [Theory]
    [Trait("Case", "PKC-6")]
    [Trait("Case", "PKC-7")]
    [Trait("Case", "PKC-8")]
    [Trait("Case", "PKC-9")]
    [InlineData("")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk")]
    [InlineData("x129")]
    public async Task A_wrong_verifier_is_refused_and_uses_nothing_up(string verifier)
    {
        var client = await ClientAsync();
        var code = await client.CodeAsync(SomePerson.Claire);
        using var refused = await client.RedeemAsync(code, null, ("code_verifier", verifier == "x129" ? new string('x', 129) : verifier));
        await refused.OAuthErrorAsync(400, "invalid_grant");
        using var right = await client.RedeemAsync(code);
        await TestClient.GivenAsync(right);
    }

    [Theory]
    [Trait("Case", "RED-11")]
    [InlineData(TestClient.RedirectUri + "/", 400)]
    [InlineData("https://app.example.com/other", 400)]
    [InlineData(TestClient.RedirectUri, 200)]
    [InlineData("", 200)]
    public async Task The_redirect_URI_must_be_the_same_when_sent(string uri, int status)
    {
        var client = await ClientAsync();
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire), null, ("code_verifier", TestClient.Verifier), ("redirect_uri", uri));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 400)
            await answer.OAuthErrorAsync(400, "invalid_grant");
    }

    [Fact]
    [Trait("Case", "TOK-6")]
    public async Task A_client_that_lost_the_grant_is_refused()
    {
        var client = await ClientAsync("grants = '{refreshToken}'");
        using var answer = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire));
        await answer.OAuthErrorAsync(400, "unauthorized_client");
    }

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    public async Task A_sign_in_that_has_ended_gives_nothing()
    {
        var client = await ClientAsync();
        var (session, _) = await client.SessionAsync(SomePerson.Claire);
        var code = await client.CodeAsync(SomePerson.Claire, session: session);
        await api.SqlAsync($"update oauth.sessions set ended_at = platform.now() where id = '{session}'");
        using var answer = await client.RedeemAsync(code);
        await answer.OAuthErrorAsync(400, "invalid_grant");
    }

    [Fact]
    public async Task In_the_sandbox_a_person_acts_in_the_twin()
    {
        var client = await TestClient.AddAsync(api, "web-sandbox", tenant: Somebody.Workshop.TenantId);
        var code = await client.CodeAsync(SomePerson.Claire, ["vehicle.read"], tenant: Somebody.Workshop.TenantId);
        using var answer = await client.RedeemAsync(code);
        using var use = await api.AsNobody().GetAsync("/vehicle-identification/v1/vehicles?limit=1", (await TestClient.GivenAsync(answer)).Access());
        Assert.NotEmpty((await use.JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    [Trait("Case", "TOK-11")]
    public async Task A_public_client_names_itself_and_cannot_use_a_secret()
    {
        var client = await TestClient.AddAsync(api, "web-public", hasSecret: false);
        await client.TokensAsync(SomePerson.Claire);
        using var secret = await client.PostAsync(TokenForms.Token, ("grant_type", "authorization_code"), ("code", "x"), ("client_secret", OpaqueToken.Create(OpaqueToken.ClientSecret)));
        await secret.OAuthErrorAsync(401, "invalid_client");
    }
}
