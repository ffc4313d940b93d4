using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>Each test has a host of its own: clocks are moved, and wrong codes count per address.</summary>
public sealed partial class DeviceTests : IAsyncLifetime
{
    private const string Begin = "/oauth/device_authorization";
    private const string Page = "/account/device";
    private const string DeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Case", "DEV-1")]
    [Trait("Case", "DEV-5")]
    [Trait("Case", "DEV-10")]
    public async Task A_person_connects_a_device()
    {
        var client = await ClientAsync();
        var codes = await BeginAsync(client);
        Assert.Equal(["device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval"], codes.AsObject().Select(one => one.Key));
        Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", (string?)codes["user_code"]);
        Assert.Equal((300, 5), ((int)codes["expires_in"]!, (int)codes["interval"]!));
        using var early = await PollAsync(client, codes);
        await early.OAuthErrorAsync(400, "authorization_pending");

        using var browser = await SignedInAsync(SomePerson.Claire);
        var complete = new Uri((string)codes["verification_uri_complete"]!).PathAndQuery;
        var page = await TextAsync(await browser.GetAsync(complete));
        Assert.Contains(client.Id, page, StringComparison.Ordinal);
        Assert.Contains("Workshop North", page, StringComparison.Ordinal);
        Assert.Contains((string)codes["user_code"]!, page, StringComparison.Ordinal);
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(6));
        using var opened = await PollAsync(client, codes);
        await opened.OAuthErrorAsync(400, "authorization_pending");

        Assert.Contains("is connected", await TextAsync(await DecideAsync(browser, complete, codes, "allow")), StringComparison.Ordinal);
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(6));
        using var answer = await PollAsync(client, codes);
        var tokens = await TestClient.GivenAsync(answer);
        Assert.Equal("openid profile offline_access vehicle.read portal.read", (string?)tokens["scope"]);
        Assert.Equal(200, await client.UseAsync(tokens));
        Assert.NotNull(tokens["id_token"]);
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await TestClient.GivenAsync(refresh);
        using var again = await PollAsync(client, codes);
        await again.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.audit where action = 'oauth.device.approved'"));
        Assert.Equal(1L, await _api.SqlAsync<long>($"select count(*) from oauth.consents where client_id = '{client.Id}'"));
    }

    [Fact]
    [Trait("Case", "DEV-2")]
    public async Task Who_polls_too_fast_must_wait_longer_for_good()
    {
        var client = await ClientAsync();
        var codes = await BeginAsync(client);
        await PollsAsync(0, "authorization_pending");
        await PollsAsync(4, "slow_down");
        await PollsAsync(6, "slow_down");
        await PollsAsync(16, "authorization_pending");
        await PollsAsync(11, "slow_down");
        await PollsAsync(21, "authorization_pending");

        async Task PollsAsync(int seconds, string error)
        {
            await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds));
            using var answer = await PollAsync(client, codes);
            await answer.OAuthErrorAsync(400, error);
        }
    }

    [Fact]
    [Trait("Case", "DEV-3")]
    public async Task Who_is_refused_or_late_hears_that()
    {
        var client = await ClientAsync();
        var (denied, late) = (await BeginAsync(client), await BeginAsync(client));
        using var browser = await SignedInAsync(SomePerson.Claire);
        Assert.Contains("was refused", await TextAsync(await DecideAsync(browser, Page, denied, "deny")), StringComparison.Ordinal);
        using var refused = await PollAsync(client, denied);
        await refused.OAuthErrorAsync(400, "access_denied");
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(301));
        using var expired = await PollAsync(client, late);
        await expired.OAuthErrorAsync(400, "expired_token");
        using var typed = await SendAsync(browser, Page, ("user_code", (string)late["user_code"]!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, typed.StatusCode);
    }

    [Fact]
    [Trait("Case", "DEV-4")]
    [Trait("Case", "DEV-6")]
    public async Task Codes_belong_to_their_client_and_the_grant_is_needed()
    {
        var (client, other) = (await ClientAsync(), await ClientAsync());
        var codes = await BeginAsync(client);
        using var foreign = await PollAsync(other, codes);
        await foreign.OAuthErrorAsync(400, "invalid_grant");
        using var unknown = await client.PostAsync(TokenForms.Token, ("grant_type", DeviceCodeGrant), ("device_code", OpaqueToken.Create(OpaqueToken.DeviceCode)));
        await unknown.OAuthErrorAsync(400, "invalid_grant");
        using var none = await client.PostAsync(TokenForms.Token, ("grant_type", DeviceCodeGrant));
        await none.OAuthErrorAsync(400, "invalid_request");
        await _api.SqlAsync($"update identity.clients set grants = '{{authorizationCode}}' where id = '{client.Id}'");
        using var begin = await client.PostAsync(Begin);
        await begin.OAuthErrorAsync(400, "unauthorized_client");
        using var poll = await PollAsync(client, codes);
        await poll.OAuthErrorAsync(400, "unauthorized_client");
        using var get = await _api.AsNobody().GetAsync(Begin);
        await get.ProblemAsync(405, "request.method-not-allowed");
    }

    [Theory]
    [InlineData("vehicle.read")]
    [InlineData("offline_access administration")]
    [InlineData(" ")]
    public async Task Offline_access_and_permitted_scopes_are_needed(string scope)
    {
        using var answer = await (await ClientAsync()).PostAsync(Begin, ("scope", scope));
        await answer.OAuthErrorAsync(400, "invalid_scope");
    }

    [Fact]
    [Trait("Case", "DEV-7")]
    public async Task After_ten_wrong_codes_the_right_one_is_refused_on_every_node_too()
    {
        var codes = await BeginAsync(await ClientAsync());
        using var browser = await SignedInAsync(SomePerson.Claire);
        foreach (var wrong in Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? "BBBB-BBBB" : "1234"))
        {
            using var answer = await SendAsync(browser, Page, ("user_code", wrong));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        using var right = await SendAsync(browser, Page, ("user_code", (string)codes["user_code"]!));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Equal("3600", right.Header("Retry-After"));
        await using var other = await _api.StartSecondNodeAsync();
        using var elsewhere = new WebBrowser(other);
        await elsewhere.SignInAsync(SomePerson.Claire);
        using var there = await elsewhere.GetAsync(new Uri((string)codes["verification_uri_complete"]!).PathAndQuery);
        Assert.Equal(HttpStatusCode.TooManyRequests, there.StatusCode);

        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(61));
        using var later = await SignedInAsync(SomePerson.Claire);
        var fresh = await BeginAsync(await ClientAsync());
        using var good = await SendAsync(later, Page, ("user_code", (string)fresh["user_code"]!));
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Fact]
    [Trait("Case", "DEV-8")]
    public async Task The_code_is_read_forgivingly()
    {
        var client = await ClientAsync();
        using var browser = await SignedInAsync(SomePerson.Claire);
        foreach (Func<string, string> change in new Func<string, string>[] { code => code.ToLowerInvariant(), code => code.Replace("-", "", StringComparison.Ordinal), code => $"  {code.Replace('-', ' ').ToLowerInvariant()} " })
        {
            var codes = await BeginAsync(client);
            Assert.Contains("Allow", await TextAsync(await SendAsync(browser, Page, ("user_code", change((string)codes["user_code"]!)))), StringComparison.Ordinal);
        }

        using var empty = await SendAsync(browser, Page, ("user_code", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
    }

    [Fact]
    [Trait("Case", "DEV-9")]
    public async Task Without_the_proof_of_the_form_nothing_is_decided()
    {
        var client = await ClientAsync();
        var codes = await BeginAsync(client);
        using var browser = await SignedInAsync(SomePerson.Claire);
        using var answer = await browser.Http.PostAsync(Page, new FormUrlEncodedContent([new("user_code", (string)codes["user_code"]!), new("decision", "allow")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var poll = await PollAsync(client, codes);
        await poll.OAuthErrorAsync(400, "authorization_pending");
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_first_and_comes_back_with_the_code()
    {
        var codes = await BeginAsync(await ClientAsync());
        using var browser = new WebBrowser(_api);
        Assert.Equal("/account/sign-in?returnUrl=%2Faccount%2Fdevice", await browser.FollowAsync(Page));
        Assert.Equal($"/account/sign-in?returnUrl=%2Faccount%2Fdevice%3Fuser_code%3D{codes["user_code"]}", await browser.FollowAsync(new Uri((string)codes["verification_uri_complete"]!).PathAndQuery));
    }

    [Fact]
    public async Task People_of_other_organisations_and_realms_cannot_connect_it()
    {
        var client = await ClientAsync();
        foreach (var person in new[] { SomePerson.Sam, SomePerson.Flora })
        {
            var codes = await BeginAsync(client);
            using var browser = await SignedInAsync(person);
            using var answer = await browser.GetAsync(new Uri((string)codes["verification_uri_complete"]!).PathAndQuery);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            using var poll = await PollAsync(client, codes);
            await poll.OAuthErrorAsync(400, "authorization_pending");
        }
    }

    [Fact]
    public async Task Of_two_polls_at_once_one_gets_tokens_and_a_suspended_person_none()
    {
        var client = await ClientAsync();
        using var browser = await SignedInAsync(SomePerson.Claire);
        var (twice, suspended) = (await BeginAsync(client), await BeginAsync(client));
        await DecideAsync(browser, Page, twice, "allow");
        await DecideAsync(browser, Page, suspended, "allow");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PollAsync(client, twice)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await _api.SqlAsync($"update identity.accounts set state = 'suspended' where id = '{SomePerson.Claire.Id}'");
        using var refused = await PollAsync(client, suspended);
        await refused.OAuthErrorAsync(400, "invalid_grant");
    }

    [Fact]
    public async Task The_page_speaks_the_readers_language()
    {
        using var browser = await SignedInAsync(SomePerson.Claire);
        foreach (var (language, title) in new[] { ("de", "Gerät verbinden"), ("pl", "Połącz urządzenie"), ("en", "Connect a device") })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Page);
            request.Headers.Add("Accept-Language", language);
            using var answer = await browser.Http.SendAsync(request);
            Assert.Contains(title, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    private Task<TestClient> ClientAsync() => TestClient.AddAsync(_api, $"tv-{Guid.NewGuid()}", "kind = 'native'", hasSecret: false);

    private static async Task<JsonNode> BeginAsync(TestClient client)
    {
        using var answer = await client.PostAsync(Begin);
        return await TestClient.GivenAsync(answer);
    }

    private static Task<HttpResponseMessage> PollAsync(TestClient client, JsonNode codes) =>
        client.PostAsync(TokenForms.Token, ("grant_type", DeviceCodeGrant), ("device_code", (string)codes["device_code"]!));

    private async Task<WebBrowser> SignedInAsync(SomePerson person)
    {
        var browser = new WebBrowser(_api);
        await browser.SignInAsync(person);
        return browser;
    }

    private static Task<HttpResponseMessage> DecideAsync(WebBrowser browser, string address, JsonNode codes, string decision) =>
        SendAsync(browser, address, ("user_code", (string)codes["user_code"]!), ("decision", decision));

    private static async Task<HttpResponseMessage> SendAsync(WebBrowser browser, string address, params (string Name, string Value)[] fields)
    {
        var page = await (await browser.GetAsync(Page)).Content.ReadAsStringAsync();
        var proof = FormProof().Match(page).Groups[1].Value;
        Assert.NotEmpty(proof);
        return await browser.Http.PostAsync(address.Split('?')[0], new FormUrlEncodedContent(fields.Append(("form-token", WebUtility.HtmlDecode(proof))).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        return text;
    }

    [GeneratedRegex("name=\"form-token\"[^>]*value=\"([^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FormProof();
}
