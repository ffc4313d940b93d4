using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth.Grants;

namespace Aos.Api.Tests.OAuth;

/// <summary>Requests of the tests come from 127.0.0.1.</summary>
public sealed class AddressRangeTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private readonly HttpClient _http = api.AsNobody();

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{127.0.0.0/8}", true)]
    [InlineData("{127.0.0.1/32}", true)]
    [InlineData("{2001:db8::/32,127.0.0.1/32}", true)]
    [InlineData("{192.0.2.0/24}", false)]
    [InlineData("{::1/128}", false)]
    [InlineData("{127.0.0.2/32,10.0.0.0/8}", false)]
    public async Task The_ranges_of_a_client_decide_where_it_may_call_from(string ranges, bool permitted)
    {
        await api.SqlAsync($"update identity.clients set ip_ranges = '{ranges}' where id = 'test-workshop'");
        using var issue = await _http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret);
        var request = new HttpRequestMessage(HttpMethod.Get, Vehicles);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await api.TokenAsync(Somebody.Workshop));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.7");
        using var use = await _http.SendAsync(request);
        if (permitted)
        {
            Assert.Equal(HttpStatusCode.OK, issue.StatusCode);
            Assert.Equal(HttpStatusCode.OK, use.StatusCode);
            return;
        }

        await issue.OAuthErrorAsync(400, "unauthorized_client");
        await use.ProblemAsync(403, "access.address-not-allowed");
    }

    [Fact]
    [Trait("Case", "INT-1")]
    [Trait("Case", "REV-5")]
    public async Task From_elsewhere_a_client_gets_nothing_and_loses_nothing()
    {
        var client = await TestClient.AddAsync(api, "elsewhere", "introspects = '{api}'");
        var tokens = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        await api.SqlAsync("update identity.clients set ip_ranges = '{192.0.2.0/24}' where id = 'elsewhere'");
        foreach (var path in new[] { "/oauth/introspect", TokenForms.Revoke })
        {
            using var refused = await client.PostAsync(path, ("token", tokens.Access()));
            await refused.OAuthErrorAsync(401, "invalid_client");
            Assert.StartsWith("Basic", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
        }

        foreach (var path in new[] { "/oauth/par", "/oauth/device_authorization" })
        {
            using var refused = await client.PostAsync(path, ("scope", "offline_access"));
            await refused.OAuthErrorAsync(400, "unauthorized_client");
        }

        // invalid_grant would tell the client to throw its refresh token away.
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "unauthorized_client");
        await api.SqlAsync("update identity.clients set ip_ranges = '{}' where id = 'elsewhere'");
        Assert.Equal(200, await client.UseAsync(tokens));
        using var again = await client.RefreshAsync(tokens.Refresh());
        await TestClient.GivenAsync(again);
    }

    [Fact]
    public async Task A_range_that_is_set_later_ends_what_tokens_may_do_from_elsewhere()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var token = await api.TokenAsync(Somebody.MiniWorkshop);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, token)).StatusCode);
        var body = """{"name":"m","state":"active","grants":["clientCredentials"],"scopes":["vehicle.read"],"rights":["apiVehicleIdentification"],"ipRanges":["192.0.2.0/24"]}""";
        using var put = await admin.SendJsonAsync(HttpMethod.Put, "/administration/v1/clients/test-mini", body, ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await Polling.UntilAsync(async () => (await _http.GetAsync(Vehicles, token)).StatusCode == HttpStatusCode.Forbidden);
        using var refused = await _http.GetAsync(Vehicles, token);
        await refused.ProblemAsync(403, "access.address-not-allowed");
    }
}
