using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>What is taken from a client or a person ends what was issued before; nothing is used up by that.</summary>
public sealed class NarrowedTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Offline = ["openid", "offline_access", "vehicle.read"];

    [Theory]
    [Trait("Case", "REF-11")]
    [InlineData("user_reach = 'ownTenant'", "user_reach = 'anyTenant'")]
    [InlineData("audiences = '{https://telematics.example.com}'", "audiences = '{api}'")]
    public async Task A_client_that_lost_the_audience_or_the_reach_gets_nothing(string less, string more)
    {
        var client = await TestClient.AddAsync(api, $"web-{Guid.NewGuid()}", "user_reach = 'anyTenant'", tenant: SomePerson.Sam.TenantId);
        await EndsAndReturnsAsync(client, Change(less), Change(more), status: 401);

        string Change(string to) => $"update identity.clients set {to} where id = '{client.Id}'; select pg_notify('aos_auth', 'c:{client.Id}')";
    }

    [Fact]
    [Trait("Case", "REF-7")]
    [Trait("Case", "INT-4")]
    [Trait("Decision", "AUTH-D12")]
    public async Task While_a_password_change_is_due_nobody_gets_anything()
    {
        var client = await TestClient.AddAsync(api, "web-change-due");
        await EndsAndReturnsAsync(client, Change("true"), Change("false"), status: 403);

        static string Change(string due) =>
            $"update identity.accounts set must_change = {due} where id = '{SomePerson.Claire.Id}'; select pg_notify('aos_auth', 'u:{SomePerson.Claire.Id}')";
    }

    [Fact]
    public async Task A_machine_that_lost_the_audience_gets_nothing()
    {
        var token = await api.TokenAsync(Somebody.Workshop);
        using var http = api.AsNobody();
        using var good = await http.GetAsync("/vehicle-identification/v1/vehicles?limit=1", token);
        Assert.Equal(200, (int)good.StatusCode);
        await api.SqlAsync($"update identity.clients set audiences = '{{}}' where id = '{Somebody.Workshop.ClientId}'; select pg_notify('aos_auth', 'c:{Somebody.Workshop.ClientId}')");
        await Polling.UntilAsync(async () => (int)(await http.GetAsync("/vehicle-identification/v1/vehicles?limit=1", token)).StatusCode == 401);
        await api.SqlAsync($"update identity.clients set audiences = '{{api}}' where id = '{Somebody.Workshop.ClientId}'");
    }

    private async Task EndsAndReturnsAsync(TestClient client, string end, string back, int status)
    {
        var server = await TestClient.AddAsync(api, $"server-{Guid.NewGuid()}", "introspects = '{api}'");
        var tokens = await client.TokensAsync(SomePerson.Claire, Offline);
        var code = await client.CodeAsync(SomePerson.Claire, Offline);
        var device = await ApprovedDeviceAsync(client);
        Assert.Equal((200, true), (await client.UseAsync(tokens), await IsActiveAsync(server, tokens.Access())));

        await api.SqlAsync(end);
        await Polling.UntilAsync(async () => await client.UseAsync(tokens) == status);
        Assert.False(await IsActiveAsync(server, tokens.Access()));
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
        using var redeem = await client.RedeemAsync(code);
        await redeem.OAuthErrorAsync(400, "invalid_grant");
        using var poll = await PollAsync(client, device);
        await poll.OAuthErrorAsync(400, "invalid_grant");

        await api.SqlAsync(back);
        await Polling.UntilAsync(async () => await client.UseAsync(tokens) == 200);
        Assert.True(await IsActiveAsync(server, tokens.Access()));
        foreach (var answer in new[] { await client.RefreshAsync(tokens.Refresh()), await client.RedeemAsync(code), await PollAsync(client, device) })
            using (answer)
                await TestClient.GivenAsync(answer);
    }

    private static async Task<bool> IsActiveAsync(TestClient server, string token)
    {
        using var answer = await server.PostAsync("/oauth/introspect", ("token", token));
        return (bool)(await TestClient.GivenAsync(answer))["active"]!;
    }

    private static Task<HttpResponseMessage> PollAsync(TestClient client, string device) =>
        client.PostAsync(TokenForms.Token, ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device));

    /// <summary>A device whose code a person has confirmed.</summary>
    private async Task<string> ApprovedDeviceAsync(TestClient client)
    {
        using var begun = await client.PostAsync("/oauth/device_authorization", ("scope", "offline_access vehicle.read"));
        var device = (string)(await TestClient.GivenAsync(begun))["device_code"]!;
        await api.SqlAsync($$"""
            with family as (
                insert into oauth.families (id, client_id, account_id, tenant_id, scopes, audience, signed_in_at, methods)
                values (gen_random_uuid(), '{{client.Id}}', '{{SomePerson.Claire.Id}}', '{{SomePerson.Claire.TenantId}}', '{offline_access,vehicle.read}', 'api', platform.now(), '{pwd}')
                returning id)
            update oauth.device_codes set state = 'approved', family_id = (select id from family)
            where device_hash = '\x{{Convert.ToHexString(OpaqueToken.Hash(device))}}'
            """);
        return device;
    }
}
