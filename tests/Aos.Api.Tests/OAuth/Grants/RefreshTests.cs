using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aos.Api.Tests.OAuth.Grants;

public sealed class RefreshTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Offline = ["openid", "offline_access", "vehicle.read"];

    private Task<TestClient> ClientAsync(string change = "") => TestClient.AddAsync(api, $"web-{Guid.NewGuid()}", change);

    [Fact]
    public async Task Each_use_gives_a_new_refresh_token_and_an_ID_token_without_nonce()
    {
        var client = await ClientAsync();
        using var first = await client.RedeemAsync(await client.CodeAsync(SomePerson.Claire, Offline, nonce: "n"));
        var before = await TestClient.GivenAsync(first);
        using var answer = await client.RefreshAsync(before.Refresh());
        var after = await TestClient.GivenAsync(answer);

        Assert.NotEqual(before.Refresh(), after.Refresh());
        Assert.NotEqual(before.Access(), after.Access());
        Assert.Equal("openid offline_access vehicle.read", (string?)after["scope"]);
        var id = new JsonWebTokenHandler().ReadJsonWebToken((string)after["id_token"]!);
        Assert.Equal(SomePerson.Claire.Id.ToString(), id.Subject);
        Assert.False(id.TryGetClaim("nonce", out _));
        Assert.Equal(200, await client.UseAsync(before));
        Assert.Equal(200, await client.UseAsync(after));
        var stored = await api.SqlAsync<long>($"select count(*) from oauth.refresh_tokens r where r::text like '%{after.Refresh()[6..30]}%'");
        Assert.Equal(0L, stored);
    }

    [Fact]
    [Trait("Case", "REF-1")]
    public async Task The_successor_used_the_old_token_ends_the_family()
    {
        var client = await ClientAsync();
        var first = await client.TokensAsync(SomePerson.Claire, Offline);
        using var second = await client.RefreshAsync(first.Refresh());
        using var third = await client.RefreshAsync((await TestClient.GivenAsync(second)).Refresh());
        var last = await TestClient.GivenAsync(third);

        // Within the grace, but two generations back.
        using var reused = await client.RefreshAsync(first.Refresh());
        await reused.OAuthErrorAsync(400, "invalid_grant");
        await DeadAsync(client, last, "refresh token used again");
    }

    [Fact]
    [Trait("Case", "REF-2")]
    public async Task Another_clients_token_is_refused_and_stays_good()
    {
        var (owner, other) = (await ClientAsync(), await ClientAsync());
        var tokens = await owner.TokensAsync(SomePerson.Claire, Offline);
        using var stolen = await other.RefreshAsync(tokens.Refresh());
        await stolen.OAuthErrorAsync(400, "invalid_grant");
        using var own = await owner.RefreshAsync(tokens.Refresh());
        await TestClient.GivenAsync(own);
    }

    [Theory]
    [Trait("Case", "REF-4")]
    [InlineData("openid offline_access vehicle.read portal.read")]
    [InlineData("administration")]
    [InlineData(" ")]
    public async Task A_wider_scope_is_refused_and_uses_nothing_up(string scope)
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        using var wider = await client.RefreshAsync(tokens.Refresh(), null, ("scope", scope));
        await wider.OAuthErrorAsync(400, "invalid_scope");
        Assert.Equal(0L, await api.SqlAsync<long>($"select count(*) from oauth.refresh_tokens r join oauth.families f on f.id = r.family_id where f.client_id = '{client.Id}' and r.used_at is not null"));
    }

    [Fact]
    [Trait("Case", "REF-5")]
    public async Task A_narrower_scope_is_for_the_access_token_only()
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        using var narrower = await client.RefreshAsync(tokens.Refresh(), null, ("scope", "offline_access"));
        var narrow = await TestClient.GivenAsync(narrower);
        Assert.Equal("offline_access", (string?)narrow["scope"]);
        Assert.Null(narrow["id_token"]);
        Assert.Equal(403, await client.UseAsync(narrow));
        using var next = await client.RefreshAsync(narrow.Refresh());
        var whole = await TestClient.GivenAsync(next);
        Assert.Equal("openid offline_access vehicle.read", (string?)whole["scope"]);
        Assert.Equal(200, await client.UseAsync(whole));
    }

    [Fact]
    [Trait("Case", "REF-6")]
    [Trait("Case", "REF-10")]
    public async Task A_missing_token_and_one_of_another_kind_are_refused()
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        using var none = await client.PostAsync(TokenForms.Token, ("grant_type", "refresh_token"));
        await none.OAuthErrorAsync(400, "invalid_request");
        foreach (var text in new[] { tokens.Access(), OpaqueToken.Create(OpaqueToken.Refresh), "x", "' OR 1=1--" })
        {
            using var answer = await client.RefreshAsync(text);
            await answer.OAuthErrorAsync(400, "invalid_grant");
        }
    }

    [Theory]
    [Trait("Case", "REF-7")]
    [InlineData("update identity.accounts set state = 'suspended' where id = '00000000-0000-7000-8000-000000000104'")]
    [InlineData("update identity.tenants set state = 'suspended' where id = '00000000-0000-7000-8000-000000000008'")]
    public async Task A_suspended_person_or_organisation_gets_nothing(string end)
    {
        var client = await ClientAsync("user_reach = 'anyTenant'");
        var tokens = await client.TokensAsync(SomePerson.Moira, Offline);
        await api.SqlAsync(end);
        using var answer = await client.RefreshAsync(tokens.Refresh());
        await answer.OAuthErrorAsync(400, "invalid_grant");
        await api.SqlAsync("update identity.accounts set state = 'active' where id = '00000000-0000-7000-8000-000000000104'; update identity.tenants set state = 'active' where id = '00000000-0000-7000-8000-000000000008'");
    }

    [Fact]
    [Trait("Case", "REF-7")]
    public async Task A_changed_password_ends_every_family_but_the_one_that_changed_it()
    {
        var client = await ClientAsync("scopes = scopes || '{portal.write}'");
        string[] scopes = [.. Offline, "portal.write"];
        var (kept, ended) = (await client.TokensAsync(SomePerson.John, scopes), await client.TokensAsync(SomePerson.John, scopes));
        using var change = new HttpRequestMessage(HttpMethod.Post, "/portal/v1/me/password-changes");
        change.Headers.Authorization = new("Bearer", kept.Access());
        change.Content = new StringContent(Answers.ToJson(new { oldPassword = SomePerson.Password, newPassword = "Nordlicht:47-Tor", newPasswordRepeat = "Nordlicht:47-Tor" }), System.Text.Encoding.UTF8, "application/json");
        using var person = api.AsNobody();
        using var changed = await person.SendAsync(change);
        Assert.True(changed.StatusCode == HttpStatusCode.NoContent, await changed.Content.ReadAsStringAsync());
        using var refused = await client.RefreshAsync(ended.Refresh());
        await refused.OAuthErrorAsync(400, "invalid_grant");
        using var good = await client.RefreshAsync(kept.Refresh());
        await TestClient.GivenAsync(good);
    }

    [Fact]
    [Trait("Case", "REF-8")]
    public async Task Two_at_once_get_the_same_successor_and_own_access_tokens()
    {
        for (var round = 0; round < 5; round++)
        {
            var client = await ClientAsync();
            var tokens = await client.TokensAsync(SomePerson.Claire, round % 2 == 0 ? Offline : ["vehicle.read"]);
            var answers = await Task.WhenAll(client.RefreshAsync(tokens.Refresh()), client.RefreshAsync(tokens.Refresh()));
            var (left, right) = (await TestClient.GivenAsync(answers[0]), await TestClient.GivenAsync(answers[1]));
            Assert.Equal(left.Refresh(), right.Refresh());
            Assert.NotEqual(left.Access(), right.Access());
            Assert.Equal((200, 200), (await client.UseAsync(left), await client.UseAsync(right)));
            using var next = await client.RefreshAsync(left.Refresh());
            await TestClient.GivenAsync(next);
        }
    }

    [Fact]
    [Trait("Case", "REF-9")]
    public async Task A_refresh_token_opens_no_operation()
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        using var answer = await api.AsNobody().GetAsync("/vehicle-identification/v1/vehicles?limit=1", tokens.Refresh());
        await answer.ProblemAsync(401, "auth.token-invalid");
    }

    [Fact]
    [Trait("Case", "REF-11")]
    public async Task A_client_that_lost_the_grant_or_the_scope_gets_nothing()
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        await api.SqlAsync($"update identity.clients set grants = '{{authorizationCode}}' where id = '{client.Id}'");
        using var grant = await client.RefreshAsync(tokens.Refresh());
        await grant.OAuthErrorAsync(400, "invalid_grant");
        using var unknown = await client.RefreshAsync(OpaqueToken.Create(OpaqueToken.Refresh));
        await unknown.OAuthErrorAsync(400, "unauthorized_client");
        await api.SqlAsync($"update identity.clients set grants = '{{authorizationCode,refreshToken}}', scopes = '{{openid,vehicle.read}}' where id = '{client.Id}'");
        using var scope = await client.RefreshAsync(tokens.Refresh());
        await scope.OAuthErrorAsync(400, "invalid_grant");
    }

    [Fact]
    public async Task What_was_authorized_before_the_client_was_disabled_stays_dead()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        var path = "/administration/v1/clients/" + client.Id;
        foreach (var state in new[] { "disabled", "active" })
        {
            using var put = await admin.SendJsonAsync(HttpMethod.Put, path, $$"""
                {"name":"w","state":"{{state}}","grants":["authorizationCode","refreshToken"],"scopes":["openid","offline_access","vehicle.read"],"rights":[],"redirectUris":["{{TestClient.RedirectUri}}"]}
                """, ifMatch: (string?)(await admin.ReadAsync(path))["etag"]);
            Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        }

        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
        await Polling.UntilAsync(async () => await client.UseAsync(tokens) == 401);
        var fresh = await client.TokensAsync(SomePerson.Claire, Offline);
        Assert.Equal(200, await client.UseAsync(fresh));
    }

    private async Task DeadAsync(TestClient client, System.Text.Json.Nodes.JsonNode tokens, string reason)
    {
        await Polling.UntilAsync(async () => await client.UseAsync(tokens) == 401);
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(reason, await api.SqlAsync<string>($"select revoked_because from oauth.families where client_id = '{client.Id}'"));
        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from platform.audit where action = 'oauth.family.revoked' and actor_id = '{client.Id}'"));
    }
}
