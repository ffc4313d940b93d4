using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>Requests that the authorization endpoint refuses (O2, O4, O8).</summary>
public sealed class RefusalTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private const string Challenge = "code_challenge";
    private const string Method = "code_challenge_method";
    private readonly WebBrowser _browser = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Theory]
    [Trait("Case", "AUT-1")]
    [Trait("Case", "AUT-2")]
    [Trait("Case", "AUT-18")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("PLANNER")]
    [InlineData("planner ")]
    [InlineData("planner\0")]
    [InlineData("' or 1=1--")]
    public async Task A_client_that_is_missing_or_unknown_gets_a_page(string? clientId)
    {
        using var answer = await _browser.GetAsync(AuthorizeRequest.Of(host.Web).With("client_id", clientId).Url);
        var page = await answer.ErrorPageAsync("This application is not known here");
        Assert.DoesNotContain("href=\"https://app.example.com", page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "AUT-15")]
    public async Task A_client_that_is_disabled_or_whose_tenant_is_suspended_gets_a_page()
    {
        var disabled = await new OAuthClient("disabled").AddAsync(host.Api);
        var suspended = await new OAuthClient("of-suspended") { TenantId = Somebody.WithoutProduct.TenantId, Environment = "sandbox" }.AddAsync(host.Api);
        await host.Api.SqlAsync("update identity.clients set state = 'disabled' where id = 'disabled'");
        await host.Api.SqlAsync("update identity.tenants set state = 'suspended' where name = 'No Product' and kind = 'organisation'");

        foreach (var client in new[] { disabled, suspended })
        {
            using var answer = await _browser.GetAsync(AuthorizeRequest.Of(client).Url);
            await answer.ErrorPageAsync("This application is not known here");
        }
    }

    [Fact]
    [Trait("Case", "AUT-3")]
    [Trait("Case", "AUT-4")]
    public async Task A_redirect_URI_that_is_missing_or_not_registered_gets_a_page()
    {
        foreach (var uri in new[] { null, "", "https://evil.example/callback", "javascript:alert(1)", "' or 1=1--", "https://app.example.com/callback\0" })
        {
            using var answer = await _browser.GetAsync(AuthorizeRequest.Of(host.Web).With("redirect_uri", uri).Url);
            var page = await answer.ErrorPageAsync("This application cannot sign you in");
            Assert.DoesNotContain("href=\"https://evil", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Case", "AUT-13")]
    public async Task What_stands_there_twice_is_refused()
    {
        var request = AuthorizeRequest.Of(host.Web);
        using var client = await _browser.GetAsync(request.And("client_id", host.Web.Id).Url);
        await client.ErrorPageAsync("This application is not known here");
        using var uri = await _browser.GetAsync(request.And("redirect_uri", OAuthClient.Callback).Url);
        await uri.ErrorPageAsync("This application cannot sign you in");

        foreach (var name in new[] { "response_type", "scope", "code_challenge", "code_challenge_method", "nonce", "prompt" })
            (await _browser.AnswerAsync(request.And(name, "openid").And(name, "openid").Url)).IsError(host.Api, "invalid_request");
        // A state that stands there twice is not returned: it is not clear which.
        (await _browser.AnswerAsync(request.And("state", "other").Url)).IsError(host.Api, "invalid_request", state: null);
        (await _browser.AnswerAsync(request.And("resource", "https://a.example").And("resource", "https://b.example").Url)).IsError(host.Api, "invalid_target");
    }

    public static TheoryData<string, string, string?, string> Wrong => new()
    {
        { "AUT-5", "response_type", null, "invalid_request" },
        { "AUT-6", "response_type", "token", "unsupported_response_type" },
        { "AUT-6", "response_type", "id_token", "unsupported_response_type" },
        { "AUT-6", "response_type", "code token", "unsupported_response_type" },
        { "AUT-6", "response_type", "CODE", "unsupported_response_type" },
        { "AUT-7", "scope", "openid nonsense", "invalid_scope" },
        { "AUT-7", "scope", "openid '; drop table oauth.requests--", "invalid_scope" },
        { "AUT-7", "scope", null, "invalid_scope" },
        { "AUT-7", "scope", " ", "invalid_scope" },
        { "AUT-8", "scope", "openid portal.read", "invalid_scope" },
        { "AUT-8", "scope", "administration", "invalid_scope" },
        { "AUT-10", "prompt", "none login", "invalid_request" },
        { "AUT-10", "prompt", "none consent", "invalid_request" },
        { "AUT-10", "prompt", "sometimes", "invalid_request" },
        { "AUT-11", "max_age", "-1", "invalid_request" },
        { "AUT-11", "max_age", "abc", "invalid_request" },
        { "AUT-11", "max_age", "1.5", "invalid_request" },
        { "AUT-11", "max_age", "99999999999", "invalid_request" },
        { "AUT-12", "request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported" },
        { "AUT-12", "request_uri", "https://app.example.com/request.jwt", "request_uri_not_supported" },
        { "AUT-14", "response_mode", "fragment", "invalid_request" },
        { "AUT-14", "response_mode", "form_post", "invalid_request" },
        { "PKC-1", Challenge, null, "invalid_request" },
        { "PKC-2", Method, "plain", "invalid_request" },
        { "PKC-3", Method, null, "invalid_request" },
        { "PKC-3", Method, "s256", "invalid_request" },
        { "PKC-4", Challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", "invalid_request" },
        { "PKC-4", Challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM", "invalid_request" },
        { "PKC-4", Challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request" },
        { "PKC-4", Challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cé", "invalid_request" },
        { "", "id_token_hint", "eyJhbGciOiJub25lIn0.e30.", "invalid_request" },
        { "", "dpop_jkt", "short", "invalid_request" },
        { "", "resource", "https://elsewhere.example", "invalid_target" },
        { "", "resource", "api", "invalid_target" },
    };

    [Theory]
    [Trait("Case", "AUT-5")]
    [Trait("Case", "AUT-6")]
    [Trait("Case", "AUT-7")]
    [Trait("Case", "AUT-8")]
    [Trait("Case", "AUT-10")]
    [Trait("Case", "AUT-11")]
    [Trait("Case", "AUT-12")]
    [Trait("Case", "AUT-14")]
    [Trait("Case", "PKC-1")]
    [Trait("Case", "PKC-2")]
    [Trait("Case", "PKC-3")]
    [Trait("Case", "PKC-4")]
    [Trait("Case", "PKC-10")]
    [MemberData(nameof(Wrong))]
    public async Task The_client_hears_what_is_wrong(string name, string parameter, string? value, string error)
    {
        Assert.NotNull(name);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Web).With(parameter, value).Url)).IsError(host.Api, error);
    }

    [Theory]
    [InlineData("response_type")]
    [InlineData("response_mode")]
    [InlineData("scope")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    [InlineData("resource")]
    [InlineData("nonce")]
    [InlineData("prompt")]
    [InlineData("max_age")]
    [InlineData("id_token_hint")]
    [InlineData("login_hint")]
    [InlineData("ui_locales")]
    [InlineData("dpop_jkt")]
    [InlineData("request")]
    [InlineData("request_uri")]
    public async Task A_control_character_is_refused_in_every_parameter(string parameter)
    {
        foreach (var value in new[] { "\0", "\n", "openid\0", "ope\nnid", "\u0085" })
        {
            var request = AuthorizeRequest.Of(host.Web).With(parameter, value);
            (await _browser.AnswerAsync(request.Url)).IsError(host.Api, "invalid_request");
            using var pushed = await _browser.Http.PostFormAsync("/oauth/par", host.Web.Basic, request.Fields);
            await pushed.OAuthErrorAsync(400, "invalid_request");
        }
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public async Task A_control_character_does_no_harm_in_state_nor_where_nobody_reads_it(string value)
    {
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Web).With("state", value).With("prompt", "none").Url)).IsError(host.Api, "login_required", value);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Web).With("unknown", value).With("prompt", "none").Url)).IsError(host.Api, "login_required");
    }

    [Fact]
    [Trait("Case", "PKC-1")]
    [Trait("Case", "PKC-5")]
    [Trait("Case", "PKC-10")]
    public async Task PKCE_is_required_of_public_and_of_confidential_clients()
    {
        foreach (var client in new[] { host.Web, host.Native })
        {
            var request = AuthorizeRequest.Of(client);
            var callback = client.RedirectUris[0];
            (await _browser.AnswerAsync(request.With(Challenge, null).With(Method, null).Url, callback)).IsError(host.Api, "invalid_request");
            (await _browser.AnswerAsync(request.With(Challenge, null).Url, callback)).IsError(host.Api, "invalid_request");
        }
    }

    [Fact]
    public async Task A_client_without_the_grant_is_told() =>
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.WithoutGrant).Url)).IsError(host.Api, "unauthorized_client");

    [Fact]
    [Trait("Case", "AUT-16")]
    public async Task A_state_of_more_than_2048_bytes_is_refused_and_not_returned()
    {
        foreach (var state in new[] { new string('s', 4096), new string('s', 2049), string.Concat(Enumerable.Repeat("ä", 1025)) })
            (await PostAsync(AuthorizeRequest.Of(host.Web).With("state", state))).IsError(host.Api, "invalid_request", state: null);
    }

    [Fact]
    public async Task A_form_that_is_none_gets_a_page()
    {
        using var json = await _browser.Http.PostAsync("/oauth/authorize", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        await json.ErrorPageAsync("The application sent a request that cannot be read");
        using var empty = await _browser.Http.PostAsync("/oauth/authorize", null);
        await empty.ErrorPageAsync("The application sent a request that cannot be read");
        using var many = await _browser.GetAsync("/oauth/authorize?" + string.Join('&', Enumerable.Range(0, 70).Select(i => $"p{i}=1")));
        await many.ErrorPageAsync("The application sent a request that cannot be read");
    }

    [Fact]
    public async Task Other_methods_and_other_sites_get_nothing()
    {
        using var put = await _browser.Http.PutAsync("/oauth/authorize", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        var request = new HttpRequestMessage(HttpMethod.Get, AuthorizeRequest.Of(host.Web).Url);
        request.Headers.Add("Origin", "https://evil.example");
        using var foreign = await _browser.Http.SendAsync(request);
        Assert.Null(foreign.Header("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("de", "Diese Anwendung ist hier nicht bekannt")]
    [InlineData("pl", "Ta aplikacja nie jest tu znana")]
    public async Task The_page_speaks_the_readers_language(string language, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/oauth/authorize");
        request.Headers.Add("Accept-Language", language);
        using var answer = await _browser.Http.SendAsync(request);
        await answer.ErrorPageAsync(title);
    }

    private async Task<ClientAnswer> PostAsync(AuthorizeRequest request)
    {
        using var answer = await _browser.Http.PostAsync("/oauth/authorize", request.Form);
        return await ClientAnswer.ReadAsync(answer);
    }
}
