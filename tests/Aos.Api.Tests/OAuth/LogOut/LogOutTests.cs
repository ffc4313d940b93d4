using System.Net;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth.LogOut;

/// <summary>Log-out by a client (O16).</summary>
public sealed class LogOutTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private const string Page = "/account/sign-out";
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);
    private readonly IdTokenMaker _tokens = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Fact]
    [Trait("Case", "OID-6")]
    public async Task A_client_that_proves_itself_gets_the_browser_back_signed_out()
    {
        var client = await new OAuthClient("log-out").AddAsync(_api);
        await client.PermitAsync(_api, SomePerson.Claire, "openid", "offline_access");
        var session = await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).Url)).IsCode(_api);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client, "openid offline_access").Url)).IsCode(_api);

        var back = await _browser.FollowAsync(Address(("id_token_hint", await _tokens.MakeAsync(client, SomePerson.Claire)), ("client_id", client.Id),
            ("post_logout_redirect_uri", OAuthClient.SignedOut), ("state", "a b&c")));

        Assert.Equal(OAuthClient.SignedOut + "?state=a%20b%26c", back);
        Assert.False(_browser.HasSession);
        Assert.Equal(1, await _api.SqlAsync<long>($"select count(*) from platform.audit where action = 'oauth.session.ended' and object_id = '{session}'"));
        // What belongs to the sign-in has ended with it; what outlives sign-ins has not.
        Assert.Equal("1|1", await _api.SqlAsync<string>("""
            select concat_ws('|', count(*) filter (where session_id is not null and revoked_because = 'signedOut'), count(*) filter (where session_id is null and revoked_at is null))
            from oauth.families where client_id = 'log-out'
            """));
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url)).IsError(_api, "login_required");

        // Signed out already: the client gets the browser back all the same.
        Assert.Equal(OAuthClient.SignedOut, await _browser.FollowAsync(Address(("id_token_hint", await _tokens.MakeAsync(client, SomePerson.Claire)), ("post_logout_redirect_uri", OAuthClient.SignedOut))));
    }

    [Fact]
    [Trait("Case", "OID-5")]
    public async Task Without_proof_or_with_an_address_that_is_not_registered_the_person_is_asked()
    {
        await _browser.SignInAsync(SomePerson.Claire);
        var hint = await _tokens.MakeAsync(host.Web, SomePerson.Claire);
        var cases = new (string, string?)[][]
        {
            [],
            [("post_logout_redirect_uri", OAuthClient.SignedOut)],
            [("post_logout_redirect_uri", OAuthClient.SignedOut), ("client_id", host.Web.Id)],
            [("id_token_hint", hint), ("post_logout_redirect_uri", "https://evil.example/")],
            [("id_token_hint", hint), ("post_logout_redirect_uri", OAuthClient.SignedOut + "/")],
            [("id_token_hint", hint), ("post_logout_redirect_uri", OAuthClient.Callback)],
            [("id_token_hint", hint), ("post_logout_redirect_uri", OAuthClient.SignedOut), ("client_id", host.Published.Id)],
            [("id_token_hint", await _tokens.MakeAsync(host.Web, SomePerson.John)), ("post_logout_redirect_uri", OAuthClient.SignedOut)],
            [("id_token_hint", hint[..^5] + "aaaaa"), ("post_logout_redirect_uri", OAuthClient.SignedOut)],
            [("id_token_hint", Unsigned(hint)), ("post_logout_redirect_uri", OAuthClient.SignedOut)],
            [("id_token_hint", "garbage"), ("post_logout_redirect_uri", OAuthClient.SignedOut)],
            [("id_token_hint", hint), ("post_logout_redirect_uri", OAuthClient.SignedOut), ("post_logout_redirect_uri", OAuthClient.SignedOut)],
        };
        foreach (var one in cases)
        {
            Assert.Equal(Page, await _browser.FollowAsync(Address(one)));
            Assert.True(_browser.HasSession);
        }
    }

    [Fact]
    public async Task A_proof_without_an_address_ends_the_sign_in_here()
    {
        await _browser.SignInAsync(SomePerson.Claire);
        Assert.Equal(Page, await _browser.FollowAsync(Address(("id_token_hint", await _tokens.MakeAsync(host.Web, SomePerson.Claire)))));
        Assert.False(_browser.HasSession);
    }

    [Fact]
    [Trait("Case", "AUT-20")]
    public async Task A_form_is_answered_by_a_redirect_that_brings_the_session()
    {
        await _browser.SignInAsync(SomePerson.Claire);
        using var posted = await _browser.Http.PostAsync("/oauth/logout", new FormUrlEncodedContent(
        [
            KeyValuePair.Create("id_token_hint", await _tokens.MakeAsync(host.Published, SomePerson.Claire)), KeyValuePair.Create("post_logout_redirect_uri", OAuthClient.SignedOut), KeyValuePair.Create("state", "s"),
        ]));
        var next = await posted.RedirectAsync();
        Assert.StartsWith("/oauth/logout?id_token_hint=", next, StringComparison.Ordinal);
        Assert.Equal(OAuthClient.SignedOut + "?state=s", await _browser.FollowAsync(next));
        Assert.False(_browser.HasSession);
    }

    [Fact]
    public async Task An_expired_ID_token_is_a_proof_as_long_as_its_key_is_kept()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("late").AddAsync(api);
        var hint = await new IdTokenMaker(api).MakeAsync(client, SomePerson.Claire);
        var address = Address(("id_token_hint", hint), ("post_logout_redirect_uri", OAuthClient.SignedOut));
        using var browser = new WebBrowser(api);
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(100));
        await browser.SignInAsync(SomePerson.Claire);
        Assert.Equal(OAuthClient.SignedOut, await browser.FollowAsync(address));
        // Signed for 90 days, kept for 90 more.
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(81));
        await api.Services.GetRequiredService<Aos.Api.OAuth.Keys.SigningKeys>().EnsureAsync(CancellationToken.None);
        Assert.Equal(Page, await browser.FollowAsync(address));
    }

    [Fact]
    public async Task The_page_asks_and_signs_out()
    {
        using var nobody = await _browser.GetAsync(Page);
        Assert.DoesNotContain("<form", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _browser.SignInAsync(SomePerson.Claire);
        using var asked = await _browser.GetAsync(Page);
        var html = await asked.Content.ReadAsStringAsync();
        var token = html.Split("name=\"form-token\" type=\"hidden\" value=\"")[1].Split('"')[0];
        using var forged = await _browser.Http.PostAsync(Page, new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.True(_browser.HasSession);
        using var done = await _browser.Http.PostAsync(Page, new FormUrlEncodedContent([KeyValuePair.Create("form-token", token)]));
        Assert.Equal(Page, await done.RedirectAsync());
        Assert.False(_browser.HasSession);
    }

    private static string Address(params (string Name, string? Value)[] parameters) =>
        "/oauth/logout?" + string.Join('&', parameters.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));

    /// <summary>The same claims, with the algorithm <c>none</c>.</summary>
    private static string Unsigned(string token) => $"eyJhbGciOiJub25lIn0.{token.Split('.')[1]}.";
}
