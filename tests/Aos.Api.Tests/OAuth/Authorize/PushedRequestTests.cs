using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth.Grants;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>Pushed authorization requests (RFC 9126).</summary>
public sealed class PushedRequestTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private const string Par = "/oauth/par";
    private const string Late = "The sign-in was not started in time";
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);
    private readonly HttpClient _http = host.Api.AsNobody();

    public void Dispose()
    {
        _browser.Dispose();
        _http.Dispose();
    }

    [Fact]
    [Trait("Case", "PAR-1")]
    public async Task A_pushed_request_is_used_up_when_the_person_has_finished()
    {
        await PermitAsync(host.Web);
        var uri = await PushAsync(host.Web, AuthorizeRequest.Of(host.Web).With("nonce", "n"));
        Assert.Matches("^urn:ietf:params:oauth:request_uri:aospr_[0-9A-Za-z]{49}$", uri);
        var address = AuthorizeRequest.Pushed(host.Web, uri).And("redirect_uri", "https://evil.example").And("state", "ignored").Url;

        // Opened twice before the sign-in, as browsers do when somebody reloads the page.
        var page = await _browser.FollowAsync(address);
        Assert.Equal(page, await _browser.FollowAsync(address));
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(address)).IsCode(_api);
        using var again = await _browser.GetAsync(address);
        await again.ErrorPageAsync(Late);
    }

    [Fact]
    [Trait("Case", "PAR-2")]
    public async Task A_pushed_request_waits_60_seconds()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("slow").AddAsync(api);
        await client.PermitAsync(api, SomePerson.Claire, "openid");
        using var browser = new WebBrowser(api);
        using var http = api.AsNobody();
        var (early, late) = (await PushAsync(http, client, AuthorizeRequest.Of(client)), await PushAsync(http, client, AuthorizeRequest.Of(client)));
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(58));
        var page = await browser.FollowAsync(AuthorizeRequest.Pushed(client, early).Url);
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(3));
        using var over = await browser.GetAsync(AuthorizeRequest.Pushed(client, late).Url);
        await over.ErrorPageAsync(Late);

        // What was begun in time has the time of every sign-in.
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));
        await browser.SignInAsync(SomePerson.Claire);
        (await browser.AnswerAsync("/oauth/authorize/" + page.Split("request=")[1])).IsCode(api);
    }

    [Fact]
    [Trait("Case", "PAR-3")]
    public async Task A_request_of_another_client_or_an_unknown_one_is_a_page()
    {
        var uri = await PushAsync(host.Web, AuthorizeRequest.Of(host.Web));
        foreach (var foreign in new[] { AuthorizeRequest.Pushed(host.Published, uri), AuthorizeRequest.Pushed(host.Web, uri[..^1] + (uri[^1] == 'a' ? 'b' : 'a')), AuthorizeRequest.Pushed(host.Web, "urn:ietf:params:oauth:request_uri:x") })
        {
            using var answer = await _browser.GetAsync(foreign.Url);
            await answer.ErrorPageAsync(Late);
        }
    }

    [Fact]
    [Trait("Case", "PAR-4")]
    public async Task A_pushed_request_names_no_request_uri()
    {
        using var answer = await _http.PostFormAsync(Par, host.Web.Basic, AuthorizeRequest.Of(host.Web).With("request_uri", "urn:ietf:params:oauth:request_uri:x").Fields);
        await answer.OAuthErrorAsync(400, "invalid_request");
    }

    [Fact]
    [Trait("Case", "PAR-5")]
    public async Task The_client_must_authenticate()
    {
        using var none = await _http.PostFormAsync(Par, null, AuthorizeRequest.Of(host.Web).Fields);
        await none.OAuthErrorAsync(401, "invalid_client");
        using var wrong = await _http.PostFormAsync(Par, TokenForms.Basic(host.Web.Id, host.Published.Secret), AuthorizeRequest.Of(host.Web).Fields);
        await wrong.OAuthErrorAsync(401, "invalid_client");
        using var other = await _http.PostFormAsync(Par, host.Published.Basic, AuthorizeRequest.Of(host.Web).Fields);
        await other.OAuthErrorAsync(400, "invalid_request");
    }

    [Theory]
    [Trait("Case", "PAR-6")]
    [InlineData("redirect_uri", "https://evil.example/callback", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("request", "x", "request_not_supported")]
    public async Task What_the_authorization_endpoint_refuses_is_refused_at_once(string name, string? value, string error)
    {
        using var answer = await _http.PostFormAsync(Par, host.Web.Basic, AuthorizeRequest.Of(host.Web).With(name, value).Fields);
        await answer.OAuthErrorAsync(400, error);
    }

    [Fact]
    public async Task A_repeated_parameter_and_another_body_are_refused()
    {
        using var repeated = await _http.PostFormAsync(Par, host.Web.Basic, AuthorizeRequest.Of(host.Web).And("scope", "openid").Fields);
        await repeated.OAuthErrorAsync(400, "invalid_request");
        using var json = await _http.PostAsync(Par, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        await json.OAuthErrorAsync(400, "invalid_request");
    }

    [Fact]
    [Trait("Case", "PAR-7")]
    public async Task Requests_are_pushed_by_POST()
    {
        using var answer = await _http.GetAsync(Par);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", answer.Content.Headers.Allow.Single());
    }

    [Fact]
    [Trait("Case", "PAR-8")]
    public async Task A_client_that_must_push_cannot_use_plain_parameters()
    {
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.PushedOnly).Url)).IsError(_api, "invalid_request");
        await PermitAsync(host.PushedOnly);
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Pushed(host.PushedOnly, await PushAsync(host.PushedOnly, AuthorizeRequest.Of(host.PushedOnly))).Url)).IsCode(_api);
    }

    [Fact]
    public async Task A_form_may_bring_a_pushed_request_too()
    {
        var client = await new OAuthClient("pushed-form").AddAsync(_api);
        await PermitAsync(client);
        await _browser.SignInAsync(SomePerson.Claire);
        using var posted = await _browser.Http.PostAsync("/oauth/authorize", AuthorizeRequest.Pushed(client, await PushAsync(client, AuthorizeRequest.Of(client))).Form);
        (await _browser.AnswerAsync(await posted.RedirectAsync())).IsCode(_api);
    }

    [Fact]
    public async Task A_public_client_names_itself_and_a_secret_is_refused()
    {
        using var pushed = await _http.PostFormAsync(Par, null, AuthorizeRequest.Of(host.Native).Fields);
        Assert.Equal(HttpStatusCode.Created, pushed.StatusCode);
        using var secret = await _http.PostFormAsync(Par, null, AuthorizeRequest.Of(host.Native).And("client_secret", host.Web.Secret).Fields);
        await secret.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    public async Task A_proof_of_a_key_binds_the_code_and_is_good_once()
    {
        var client = await new OAuthClient("pushes-with-proof") { DpopBound = true }.AddAsync(_api);
        await PermitAsync(client);
        await _browser.SignInAsync(SomePerson.Claire);
        var key = new TestKeyPair();
        var proof = key.Proof(_api, "POST", Par);
        using var other = await PushWithProofAsync(client, AuthorizeRequest.Of(client).With("dpop_jkt", AuthorizeRequest.Challenge), key.Proof(_api, "POST", Par));
        await other.OAuthErrorAsync(400, "invalid_request");
        using var answer = await PushWithProofAsync(client, AuthorizeRequest.Of(client), proof);
        var uri = (string)(await answer.JsonAsync())["request_uri"]!;
        (await _browser.AnswerAsync(AuthorizeRequest.Pushed(client, uri).Url)).IsCode(_api);
        Assert.Equal(key.Thumbprint, await _api.SqlAsync<string>("select key_thumbprint from oauth.families where client_id = 'pushes-with-proof'"));
        using var again = await PushWithProofAsync(client, AuthorizeRequest.Of(client), proof);
        await again.OAuthErrorAsync(400, "invalid_dpop_proof");
    }

    private Task<HttpResponseMessage> PushWithProofAsync(OAuthClient client, AuthorizeRequest request, string proof)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Par) { Content = request.Form };
        message.Headers.TryAddWithoutValidation("Authorization", client.Basic);
        message.Headers.Add("DPoP", proof);
        return _http.SendAsync(message);
    }

    private Task PermitAsync(OAuthClient client) => client.PermitAsync(_api, SomePerson.Claire, "openid");

    private Task<string> PushAsync(OAuthClient client, AuthorizeRequest request) => PushAsync(_http, client, request);

    private static async Task<string> PushAsync(HttpClient http, OAuthClient client, AuthorizeRequest request)
    {
        using var answer = await http.PostFormAsync(Par, client.Basic, request.Fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var body = await answer.JsonAsync();
        Assert.Equal(60, (int)body["expires_in"]!);
        return (string)body["request_uri"]!;
    }
}
