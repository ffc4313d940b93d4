using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Identity.Tokens;
using Xunit.Abstractions;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>Tokens of people at the API, and their end on another node, whose cache holds them when it happens.</summary>
public sealed class PersonTokenTests(TwoNodes nodes, ITestOutputHelper output) : IClassFixture<TwoNodes>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";

    private Task<TestClient> ClientAsync(string change = "") => TestClient.AddAsync(nodes.First, $"web-{Guid.NewGuid()}", change);

    [Fact]
    [Trait("Case", "SCP-2")]
    [Trait("Case", "SCP-3")]
    [Trait("Case", "SCP-6")]
    [Trait("Case", "SCP-7")]
    public async Task Scope_kind_and_place_of_a_token_count()
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, "openid", "offline_access");
        using var http = nodes.Second.AsNobody();
        using var scope = await http.GetAsync(Vehicles, tokens.Access());
        await scope.ProblemAsync(403, "access.scope-missing");
        foreach (var other in new[] { (string)tokens["id_token"]!, tokens.Refresh(), OpaqueToken.Create(OpaqueToken.Access) })
        {
            using var refused = await http.GetAsync(Vehicles, other);
            await refused.ProblemAsync(401, "auth.token-invalid");
        }

        var twice = await RawHttp.SendAsync(nodes.Second.Address, $"GET {Vehicles} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {tokens.Access()}\r\nAuthorization: Bearer {tokens.Access()}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", twice, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "SCP-1")]
    [Trait("Case", "SCP-4")]
    [Trait("Case", "SCP-5")]
    [Trait("Case", "SCP-8")]
    public async Task Only_the_header_carries_a_token()
    {
        var client = await ClientAsync();
        var token = (await client.TokensAsync(SomePerson.Claire, "vehicle.read")).Access();
        var (_, cookie) = await client.SessionAsync(SomePerson.Claire);
        using var http = nodes.First.AsNobody();
        using var query = await http.GetAsync($"{Vehicles}&access_token={token}");
        await query.ProblemAsync(401, "auth.not-signed-in");
        var signedIn = new HttpRequestMessage(HttpMethod.Get, Vehicles);
        signedIn.Headers.Add("Cookie", $"aos={cookie}; __Host-aos={cookie}");
        using var byCookie = await http.SendAsync(signedIn);
        await byCookie.ProblemAsync(401, "auth.not-signed-in");
        Assert.Equal("Bearer", byCookie.Header("WWW-Authenticate"));
        using var body = await http.PostFormAsync("/vehicle-identification/v1/lookups", null, ("access_token", token));
        await body.ProblemAsync(401, "auth.not-signed-in");
        Assert.DoesNotContain(nodes.First.Log.All, line => line.Contains(token[6..30], StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Case", "SCP-9")]
    public async Task A_machine_is_refused_where_a_person_must_call()
    {
        await nodes.First.SqlAsync("update identity.clients set scopes = '{vehicle.read,openid}' where id = 'test-bare'");
        var token = await nodes.First.TokenAsync(Somebody.WithoutProduct, "openid");
        using var answer = await nodes.First.AsNobody().GetAsync("/oauth/userinfo", token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    [Trait("Case", "SCP-10")]
    public async Task A_right_taken_away_ends_with_the_next_call()
    {
        var client = await ClientAsync("scopes = '{administration}', user_reach = 'anyTenant'");
        var token = (await client.TokensAsync(SomePerson.Ada, "administration")).Access();
        using var http = nodes.Second.AsNobody();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/administration/v1/clients", token)).StatusCode);
        await nodes.First.SqlAsync($"delete from identity.account_rights where account_id = '{SomePerson.Ada.Id}' and code = 'clients.administer'");
        using var refused = await http.GetAsync("/administration/v1/clients", token);
        await refused.ProblemAsync(403, "access.permission-missing");
        await nodes.First.SqlAsync($"insert into identity.account_rights (account_id, code, granted_by) values ('{SomePerson.Ada.Id}', 'clients.administer', 'test')");
    }

    [Fact]
    [Trait("Case", "REV-7")]
    public async Task A_revoked_refresh_token_ends_its_access_tokens_on_all_nodes()
    {
        var client = await ClientAsync();
        var first = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        using var rotated = await client.RefreshAsync(first.Refresh());
        var second = await TestClient.GivenAsync(rotated);
        await WarmAsync(first.Access(), second.Access());
        using var revoked = await client.PostAsync(TokenForms.Revoke, ("token", second.Refresh()), ("token_type_hint", "access_token"));
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await EndsAsync("revoked refresh token", first.Access(), second.Access());
        using var refresh = await client.RefreshAsync(second.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(1L, await nodes.First.SqlAsync<long>($"select count(*) from platform.audit where action = 'oauth.family.revoked' and actor_id = '{client.Id}'"));
        using var again = await client.PostAsync(TokenForms.Revoke, ("token", second.Refresh()));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(1L, await nodes.First.SqlAsync<long>($"select count(*) from platform.audit where action = 'oauth.family.revoked' and actor_id = '{client.Id}'"));
    }

    [Fact]
    [Trait("Case", "REV-8")]
    public async Task A_revoked_access_token_ends_alone()
    {
        var client = await ClientAsync();
        var tokens = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        await WarmAsync(tokens.Access());
        using var revoked = await client.PostAsync(TokenForms.Revoke, ("token", tokens.Access()));
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await EndsAsync("revoked access token", tokens.Access());
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        Assert.Equal(200, await client.UseAsync(await TestClient.GivenAsync(refresh)));
        Assert.Equal(1L, await nodes.First.SqlAsync<long>($"select count(*) from platform.audit where action = 'oauth.token.revoked' and actor_id = '{client.Id}'"));
    }

    [Fact]
    [Trait("Case", "REV-4")]
    public async Task Another_clients_refresh_token_lives_on()
    {
        var (client, other) = (await ClientAsync(), await ClientAsync());
        var tokens = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        using var foreign = await other.PostAsync(TokenForms.Revoke, ("token", tokens.Refresh()));
        Assert.Equal(HttpStatusCode.OK, foreign.StatusCode);
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await TestClient.GivenAsync(refresh);
    }

    [Fact]
    [Trait("Case", "COD-4")]
    [Trait("Case", "REF-1")]
    public async Task A_code_used_again_on_another_node_ends_the_family_on_both()
    {
        var client = await ClientAsync();
        var code = await client.CodeAsync(SomePerson.Claire);
        using var first = await client.RedeemAsync(code);
        var tokens = await TestClient.GivenAsync(first);
        await WarmAsync(tokens.Access());
        using var again = await new TestClient(nodes.Second, client.Id, client.Secret).RedeemAsync(code);
        await again.OAuthErrorAsync(400, "invalid_grant");
        await EndsAsync("code used again", tokens.Access());
    }

    [Fact]
    [Trait("Case", "COD-5")]
    [Trait("Case", "REF-8")]
    public async Task Races_over_two_nodes_end_as_on_one()
    {
        var client = await ClientAsync();
        TestClient[] both = [client, new(nodes.Second, client.Id, client.Secret)];
        var code = await client.CodeAsync(SomePerson.Claire);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => both[i % 2].RedeemAsync(code)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, new[] { 200, 400 }));

        var tokens = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        var refreshed = await Task.WhenAll(both.Select(one => one.RefreshAsync(tokens.Refresh())));
        Assert.Single((await Task.WhenAll(refreshed.Select(TestClient.GivenAsync))).Select(one => one.Refresh()).Distinct());
    }

    [Fact]
    public async Task A_suspended_publisher_ends_the_tokens_of_people_of_other_organisations()
    {
        var client = await TestClient.AddAsync(nodes.First, "published-by-south", "user_reach = 'anyTenant'", tenant: SomePerson.Sam.TenantId);
        var token = (await client.TokensAsync(SomePerson.Claire, "vehicle.read")).Access();
        await WarmAsync(token);
        await SetAsync("suspended");
        await EndsAsync("publisher suspended", token);
        await SetAsync("active");

        Task SetAsync(string state) => nodes.First.SqlAsync(
            $"update identity.tenants set state = '{state}' where id = '{SomePerson.Sam.TenantId}'; select pg_notify('aos_auth', 'o:{SomePerson.Sam.TenantId}')");
    }

    private async Task WarmAsync(params string[] tokens)
    {
        using var http = nodes.Second.AsNobody();
        foreach (var token in tokens)
            for (var i = 0; i < 2; i++)
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Vehicles, token)).StatusCode);
    }

    private async Task EndsAsync(string what, params string[] tokens)
    {
        using var http = nodes.Second.AsNobody();
        foreach (var token in tokens)
        {
            var took = await Polling.UntilAsync(async () => (await http.GetAsync(Vehicles, token)).StatusCode == HttpStatusCode.Unauthorized);
            output.WriteLine($"{what}: seen by the other node after {took.TotalMilliseconds:0} ms");
        }
    }
}
