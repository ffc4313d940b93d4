using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>From the request to tokens in use, and to their end.</summary>
public sealed class SignedInTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private const string UserInfo = "/oauth/userinfo";
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);
    private readonly HttpClient _http = host.Api.AsNobody();

    public void Dispose()
    {
        _browser.Dispose();
        _http.Dispose();
    }

    [Theory]
    [Trait("Case", "OID-3")]
    [Trait("Case", "OID-4")]
    [InlineData("RS256", "n-0S6_WzA2Mj")]
    [InlineData("ES256", "with \"quotes\" and ü")]
    [InlineData("RS256", null)]
    public async Task Who_signed_in_stands_in_the_ID_token_and_at_the_userinfo_endpoint(string algorithm, string? nonce)
    {
        var client = await AddAsync($"id-{algorithm}-{nonce?.Length}", with => with with { IdTokenAlgorithm = algorithm }, "openid", "email");
        var tokens = await TokensAsync(client, AuthorizeRequest.Of(client, "openid email").With("nonce", nonce));
        var id = await ValidateAsync(client, (string)tokens["id_token"]!);

        Assert.Equal(nonce, id.TryGetPayloadValue<string>("nonce", out var sent) ? sent : null);
        Assert.Equal(SomePerson.Claire.Id.ToString(), id.Subject);
        var access = (string)tokens["access_token"]!;
        Assert.Equal(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(access))[..16]), id.GetClaim("at_hash").Value);
        Assert.DoesNotContain(id.Claims, claim => claim.Type is "email" or "name");
        using var answer = await _http.GetAsync(UserInfo, access);
        var claims = await answer.JsonAsync();
        Assert.Equal((id.Subject, SomePerson.Claire.Login), ((string)claims["sub"]!, (string)claims["email"]!));

        // A refresh gives a new one, without the nonce.
        var fresh = await RefreshAsync(client, tokens);
        Assert.False((await ValidateAsync(client, (string)fresh["id_token"]!)).TryGetPayloadValue<string>("nonce", out _));

        // Without the scope there is none.
        var bare = await TokensAsync(client, AuthorizeRequest.Of(client, "email"));
        Assert.Null(bare["id_token"]);
    }

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    public async Task Log_out_ends_what_belongs_to_the_sign_in_on_every_node()
    {
        var client = await AddAsync("ends", with => with, "openid", "offline_access");
        await using var second = await _api.StartSecondNodeAsync();
        using var there = second.AsNobody();
        var tied = await TokensAsync(client, AuthorizeRequest.Of(client));
        var free = await TokensAsync(client, AuthorizeRequest.Of(client, "openid offline_access"), signIn: false);
        foreach (var tokens in new[] { tied, free })
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(there, tokens));

        await _browser.FollowAsync($"/oauth/logout?id_token_hint={tied["id_token"]}");

        var took = await Polling.UntilAsync(async () => await StatusAsync(there, tied) == HttpStatusCode.Unauthorized);
        Assert.True(took < TimeSpan.FromSeconds(10), took.ToString());
        using var refused = await PostRefreshAsync(client, tied);
        await refused.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there, free));
        Assert.NotNull((await RefreshAsync(client, free))["access_token"]);
    }

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    public async Task What_belongs_to_a_sign_in_cannot_be_refreshed_after_its_idle_end_and_tokens_that_are_out_run_on()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("idle").AddAsync(api);
        await client.PermitAsync(api, SomePerson.Claire, "openid");
        using var browser = new WebBrowser(api);
        using var http = api.AsNobody();
        await browser.SignInAsync(SomePerson.Claire);
        var tokens = await ExchangeAsync(http, client, await browser.AnswerAsync(AuthorizeRequest.Of(client).Url));
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(29));
        // A refresh is a use of the sign-in.
        using var refreshed = await PostRefreshAsync(http, client, tokens);
        tokens = await refreshed.JsonAsync();
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(31));
        using var late = await PostRefreshAsync(http, client, tokens);
        await late.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, tokens));
    }

    [Fact]
    public async Task Withdrawing_the_consent_ends_tokens_on_every_node()
    {
        var client = await AddAsync("withdraws", with => with, "openid", "offline_access");
        await using var second = await _api.StartSecondNodeAsync();
        using var there = second.AsNobody();
        var tokens = await TokensAsync(client, AuthorizeRequest.Of(client, "openid offline_access"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there, tokens));
        await Withdrawals.RunAsync(_api, SomePerson.Claire, client.Id);
        await Polling.UntilAsync(async () => await StatusAsync(there, tokens) == HttpStatusCode.Unauthorized);
        using var refused = await PostRefreshAsync(client, tokens);
        await refused.OAuthErrorAsync(400, "invalid_grant");
    }

    [Fact]
    public async Task Through_a_sandbox_client_people_read_the_sandbox()
    {
        await host.Sandbox.PermitAsync(_api, SomePerson.Claire, "openid", "vehicle.read");
        var tokens = await TokensAsync(host.Sandbox, AuthorizeRequest.Of(host.Sandbox, "openid vehicle.read"));
        using var answer = await _http.GetAsync("/vehicle-identification/v1/vehicles?limit=1", (string)tokens["access_token"]!);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        Assert.NotEmpty((await answer.JsonAsync())["items"]!.AsArray());
    }

    private async Task<OAuthClient> AddAsync(string id, Func<OAuthClient, OAuthClient> change, params string[] permitted)
    {
        var client = await change(new OAuthClient(id)).AddAsync(_api);
        await client.PermitAsync(_api, SomePerson.Claire, permitted);
        return client;
    }

    private async Task<JsonNode> TokensAsync(OAuthClient client, AuthorizeRequest request, bool signIn = true)
    {
        if (signIn)
            await _browser.SignInAsync(SomePerson.Claire);
        return await ExchangeAsync(_http, client, await _browser.AnswerAsync(request.Url));
    }

    private static async Task<JsonNode> ExchangeAsync(HttpClient http, OAuthClient client, ClientAnswer answer)
    {
        using var exchanged = await http.PostFormAsync(TokenForms.Token, client.Basic,
            ("grant_type", "authorization_code"), ("code", answer.Code), ("redirect_uri", client.RedirectUris[0]), ("code_verifier", AuthorizeRequest.Verifier));
        Assert.True(exchanged.IsSuccessStatusCode, await exchanged.Content.ReadAsStringAsync());
        return await exchanged.JsonAsync();
    }

    private async Task<JsonNode> RefreshAsync(OAuthClient client, JsonNode tokens)
    {
        using var answer = await PostRefreshAsync(client, tokens);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private Task<HttpResponseMessage> PostRefreshAsync(OAuthClient client, JsonNode tokens) => PostRefreshAsync(_http, client, tokens);

    private static Task<HttpResponseMessage> PostRefreshAsync(HttpClient http, OAuthClient client, JsonNode tokens) =>
        http.PostFormAsync(TokenForms.Token, client.Basic, ("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, JsonNode tokens)
    {
        using var answer = await http.GetAsync(UserInfo, (string)tokens["access_token"]!);
        return answer.StatusCode;
    }

    private async Task<JsonWebToken> ValidateAsync(OAuthClient client, string text)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(text, new()
        {
            ValidIssuer = $"http://localhost:{_api.Address.Port}",
            ValidAudience = client.Id,
            ValidAlgorithms = [client.IdTokenAlgorithm],
            IssuerSigningKeys = new JsonWebKeySet(await _http.GetStringAsync("/oauth/jwks")).GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
