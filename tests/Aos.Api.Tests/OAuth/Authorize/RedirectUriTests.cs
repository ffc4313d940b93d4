using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>Redirect URIs are compared byte for byte (O3).</summary>
public sealed class RedirectUriTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private readonly WebBrowser _browser = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Theory]
    [Trait("Case", "RED-1")]
    [Trait("Case", "RED-2")]
    [Trait("Case", "RED-3")]
    [Trait("Case", "RED-4")]
    [Trait("Case", "RED-5")]
    [Trait("Case", "RED-6")]
    [Trait("Case", "RED-7")]
    [Trait("Case", "RED-8")]
    [InlineData("https://app.example.com/callback/")]
    [InlineData("https://app.example.com/Callback")]
    [InlineData("https://APP.example.com/callback")]
    [InlineData("HTTPS://app.example.com/callback")]
    [InlineData("https://app.example.com/callback?x=1")]
    [InlineData("https://app.example.com/callback?")]
    [InlineData("https://app.example.com/callback#")]
    [InlineData("https://app.example.com/callback#x")]
    [InlineData("http://app.example.com/callback")]
    [InlineData("https://app.example.com:443/callback")]
    [InlineData("https://app.example.com:8443/callback")]
    [InlineData("https://evil.app.example.com/callback")]
    [InlineData("https://app.example.com.evil.example/callback")]
    [InlineData("https://app.example.com@evil.example/callback")]
    [InlineData("https://user@app.example.com/callback")]
    [InlineData("https://app.example.com/./callback")]
    [InlineData("https://app.example.com/x/../callback")]
    [InlineData("https://app.example.com/%2e/callback")]
    [InlineData("https://app.example.com/c%61llback")]
    [InlineData("https://app.example.com\\callback")]
    [InlineData("https://app.example.com/callback ")]
    [InlineData(" https://app.example.com/callback")]
    [InlineData("//app.example.com/callback")]
    [InlineData("/callback")]
    public async Task Whatever_differs_gets_a_page(string uri)
    {
        using var answer = await _browser.GetAsync(AuthorizeRequest.Of(host.Web).With("redirect_uri", uri).Url);
        await answer.ErrorPageAsync("This application cannot sign you in");
    }

    [Theory]
    [Trait("Case", "RED-9")]
    [InlineData("http://127.0.0.1/callback")]
    [InlineData("http://127.0.0.1:1/callback")]
    [InlineData("http://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1:65535/callback")]
    [InlineData("http://[::1]/callback")]
    [InlineData("http://[::1]:49152/callback")]
    [InlineData("com.example.handheld:/callback")]
    public async Task A_native_client_chooses_the_port_of_its_loopback_address(string uri)
    {
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Native).With("redirect_uri", uri).With("prompt", "none").Url, uri)).IsError(host.Api, "consent_required");
    }

    [Theory]
    [Trait("Case", "RED-9")]
    [InlineData("http://127.0.0.1:0/callback")]
    [InlineData("http://127.0.0.1:65536/callback")]
    [InlineData("http://127.0.0.1:/callback")]
    [InlineData("http://127.0.0.1:+1/callback")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1:1/callback/")]
    [InlineData("http://127.0.0.1:80@evil.example/callback")]
    [InlineData("http://127.0.0.1.evil.example/callback")]
    [InlineData("http://127.0.0.11/callback")]
    [InlineData("http://127.0.0.2/callback")]
    [InlineData("http://localhost/callback")]
    [InlineData("https://127.0.0.1/callback")]
    [InlineData("com.example.handheld:1/callback")]
    public async Task Nothing_but_the_port_is_free(string uri)
    {
        using var answer = await _browser.GetAsync(AuthorizeRequest.Of(host.Native).With("redirect_uri", uri).Url);
        await answer.ErrorPageAsync("This application cannot sign you in");
    }

    [Fact]
    [Trait("Case", "RED-9")]
    public async Task The_port_of_a_web_client_is_not_free()
    {
        var client = await new OAuthClient("web-on-loopback") { RedirectUris = ["http://127.0.0.1/callback"] }.AddAsync(host.Api);
        using var answer = await _browser.GetAsync(AuthorizeRequest.Of(client).With("redirect_uri", "http://127.0.0.1:49152/callback").Url);
        await answer.ErrorPageAsync("This application cannot sign you in");
        Assert.StartsWith("/account/sign-in?request=", await _browser.FollowAsync(AuthorizeRequest.Of(client).Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_query_stays()
    {
        const string Uri = "https://app.example.com/callback?tenant=a%20b";
        var client = await new OAuthClient("with-query") { RedirectUris = [Uri] }.AddAsync(host.Api);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url, Uri)).IsError(host.Api, "login_required");
    }

    [Fact]
    public async Task Own_clients_have_their_redirect_URIs_from_settings()
    {
        var portal = new OAuthClient("aos-portal") { RedirectUris = [OAuthHost.PortalCallback] };
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(portal, "openid portal.read").Url, OAuthHost.PortalCallback)).IsCode(host.Api);
        using var foreign = await _browser.GetAsync(AuthorizeRequest.Of(portal).With("redirect_uri", "https://docs.example.com/callback").Url);
        await foreign.ErrorPageAsync("This application cannot sign you in");
    }
}
