using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>From the request to the code (O5, O6, O8).</summary>
public sealed class AuthorizationTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Fact]
    [Trait("Requirement", "AUTH-1")]
    public async Task Who_has_not_signed_in_is_sent_to_the_sign_in_page_and_comes_back()
    {
        var client = await PermittedAsync("come-back", SomePerson.Claire, "openid");
        var page = await _browser.FollowAsync(AuthorizeRequest.Of(client).With("ui_locales", "pl de").Url);
        Assert.Matches("^/account/sign-in\\?request=[0-9a-f-]{36}&ui_locales=pl%20de$", page);

        // Without a sign-in the way back leads to the sign-in page again.
        Assert.Equal(page, await _browser.FollowAsync(Back(page)));
        var session = await _browser.SignInAsync(SomePerson.Claire);
        var answer = await _browser.AnswerAsync(Back(page));

        answer.IsCode(_api);
        Assert.Equal(
            $"come-back|{SomePerson.Claire.Id}|{SomePerson.Claire.TenantId}|{session}|openid|api|pwd",
            await _api.SqlAsync<string>("""
                select concat_ws('|', f.client_id, f.account_id, f.tenant_id, f.session_id, array_to_string(f.scopes, ' '), f.audience, array_to_string(f.methods, ' '))
                from oauth.families f where f.client_id = 'come-back'
                """));
        Assert.Equal(
            $"{OAuthClient.Callback}|{AuthorizeRequest.Challenge}|00:01:00|t",
            await _api.SqlAsync<string>("""
                select concat_ws('|', redirect_uri, challenge, expires_at - issued_at, redeemed_at is null) from oauth.codes where client_id = 'come-back'
                """));
        Assert.Equal(1, await _api.SqlAsync<long>($"select count(*) from platform.audit where action = 'oauth.authorization.granted' and object_id = 'come-back' and actor_id = '{SomePerson.Claire.Id}'"));

        // The request is used up.
        using var again = await _browser.GetAsync(Back(page));
        await again.ErrorPageAsync("This step is over");
    }

    [Fact]
    [Trait("Case", "AUT-20")]
    public async Task A_form_is_answered_by_a_redirect_to_the_stored_request()
    {
        var client = await PermittedAsync("by-form", SomePerson.Claire, "openid");
        await _browser.SignInAsync(SomePerson.Claire);
        using var posted = await _browser.Http.PostAsync("/oauth/authorize", AuthorizeRequest.Of(client).Form);
        var next = await posted.RedirectAsync();
        Assert.Matches("^/oauth/authorize/[0-9a-f-]{36}$", next);
        (await _browser.AnswerAsync(next)).IsCode(_api);
        // Parameters of a form come from its body only.
        using var mixed = await _browser.Http.PostAsync(AuthorizeRequest.Of(client).Url, new FormUrlEncodedContent([]));
        await mixed.ErrorPageAsync("This application is not known here");
    }

    [Theory]
    [Trait("Case", "AUT-16")]
    [InlineData("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ äöü€😀%20%2B%00+ a=b&c=d;e")]
    [InlineData("'; drop table oauth.requests;--")]
    [InlineData("<script>alert(1)</script>\r\nLocation: https://evil.example")]
    public async Task An_odd_state_comes_back_unchanged(string text)
    {
        var state = text.PadRight(128, '%');
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Web).With("state", state).With("prompt", "none").Url)).IsError(_api, "login_required", state);
    }

    [Fact]
    [Trait("Case", "AUT-16")]
    public async Task A_state_of_2048_bytes_comes_back_unchanged()
    {
        var state = string.Concat(Enumerable.Repeat("ä %", 512));
        using var posted = await _browser.Http.PostAsync("/oauth/authorize", AuthorizeRequest.Of(host.Web).With("state", state).With("prompt", "none").Form);
        (await _browser.AnswerAsync(await posted.RedirectAsync())).IsError(_api, "login_required", state);
    }

    [Fact]
    public async Task What_is_unusual_but_legal_is_accepted()
    {
        var client = await PermittedAsync("unusual", SomePerson.Claire, "openid", "email");
        await _browser.SignInAsync(SomePerson.Claire);
        var request = AuthorizeRequest.Of(client, " email  openid openid ");
        foreach (var unusual in new[]
        {
            request.With("state", null), request.With("response_mode", "query"), request.With("unknown", "x").With("acr_values", "y").With("display", "popup").With("claims", "{}"),
            request.With("nonce", new string('n', 1024)), request.With("login_hint", new string('l', 5000)), request.With("max_age", "2147483647"), request.With("prompt", ""),
            request.With("ui_locales", "xx-unknown"), request.With("resource", $"http://localhost:{_api.Address.Port}"), request.With("dpop_jkt", AuthorizeRequest.Challenge),
            request.With("request", ""), request.With("scope", "email"),
        })
            Assert.Contains("code", (await _browser.AnswerAsync(unusual.Url)).Parameters.Keys);
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.families where client_id = 'unusual' and key_thumbprint is not null"));
    }

    [Fact]
    [Trait("Case", "AUT-9")]
    public async Task Without_pages_nobody_can_sign_in()
    {
        var request = AuthorizeRequest.Of(host.Web).With("prompt", "none");
        (await _browser.AnswerAsync(request.Url)).IsError(_api, "login_required");
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(request.Url)).IsError(_api, "consent_required");
        var client = await PermittedAsync("silent", SomePerson.Claire, "openid");
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url)).IsCode(_api);
    }

    [Fact]
    public async Task Prompt_login_wants_a_new_sign_in()
    {
        var client = await PermittedAsync("anew", SomePerson.Claire, "openid");
        await _browser.SignInAsync(SomePerson.Claire);
        var page = await _browser.FollowAsync(AuthorizeRequest.Of(client).With("prompt", "login").Url);
        Assert.StartsWith("/account/sign-in?request=", page, StringComparison.Ordinal);
        Assert.Equal(page, await _browser.FollowAsync(Back(page)));
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(Back(page))).IsCode(_api);
    }

    [Fact]
    public async Task A_sign_in_may_be_too_old()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("max-age").AddAsync(api);
        await client.PermitAsync(api, SomePerson.Claire, "openid");
        using var browser = new WebBrowser(api);
        await browser.SignInAsync(SomePerson.Claire);
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));

        (await browser.AnswerAsync(AuthorizeRequest.Of(client).With("max_age", "180").Url)).IsCode(api);
        (await browser.AnswerAsync(AuthorizeRequest.Of(client).With("max_age", "60").With("prompt", "none").Url)).IsError(api, "login_required");
        var page = await browser.FollowAsync(AuthorizeRequest.Of(client).With("max_age", "0").Url);
        Assert.StartsWith("/account/sign-in", page, StringComparison.Ordinal);
        await browser.SignInAsync(SomePerson.Claire);
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        (await browser.AnswerAsync(Back(page))).IsCode(api);
    }

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    public async Task A_session_ends_after_30_minutes_without_use_and_after_12_hours()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("session-life").AddAsync(api);
        await client.PermitAsync(api, SomePerson.Claire, "openid");
        var silent = AuthorizeRequest.Of(client).With("prompt", "none").Url;
        using var browser = new WebBrowser(api);
        await browser.SignInAsync(SomePerson.Claire);
        for (var used = TimeSpan.Zero; used < TimeSpan.FromHours(11.6); used += TimeSpan.FromMinutes(29))
        {
            (await browser.AnswerAsync(silent)).IsCode(api);
            await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(29));
        }

        (await browser.AnswerAsync(silent)).IsCode(api);
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(25));
        (await browser.AnswerAsync(silent)).IsError(api, "login_required");

        await browser.SignInAsync(SomePerson.Claire);
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(31));
        (await browser.AnswerAsync(silent)).IsError(api, "login_required");
    }

    [Fact]
    public async Task A_step_takes_15_minutes_at_most()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("step-life").AddAsync(api);
        await client.PermitAsync(api, SomePerson.Claire, "openid");
        using var browser = new WebBrowser(api);
        var (early, late) = (await browser.FollowAsync(AuthorizeRequest.Of(client).Url), await browser.FollowAsync(AuthorizeRequest.Of(client).Url));
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(895));
        await browser.SignInAsync(SomePerson.Claire);
        (await browser.AnswerAsync(Back(early))).IsCode(api);
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(6));
        using var over = await browser.GetAsync(Back(late));
        await over.ErrorPageAsync("This step is over");
    }

    [Fact]
    public async Task Only_people_for_whom_the_client_is_can_use_it()
    {
        using var sam = new WebBrowser(_api);
        await sam.SignInAsync(SomePerson.Sam);
        (await sam.AnswerAsync(AuthorizeRequest.Of(host.Web).Url)).IsError(_api, "access_denied");
        (await sam.AnswerAsync(AuthorizeRequest.Of(host.Sandbox).Url)).IsError(_api, "access_denied");
        await host.Published.PermitAsync(_api, SomePerson.Claire, "openid");
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Published).Url)).IsCode(_api);
    }

    [Fact]
    public async Task Through_a_sandbox_client_people_act_in_the_sandbox_of_their_organisation()
    {
        await host.Sandbox.PermitAsync(_api, SomePerson.Claire, "openid", "vehicle.read");
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Sandbox, "openid vehicle.read").Url)).IsCode(_api);
        Assert.Equal(Somebody.Workshop.TenantId, await _api.SqlAsync<Guid>("select tenant_id from oauth.families where client_id = 'planner-sandbox'"));

        // Staff have no sandbox.
        var everybodys = await new OAuthClient("sandbox-for-all") { TenantId = Somebody.Workshop.TenantId, Environment = "sandbox", UserReach = "anyTenant" }.AddAsync(_api);
        using var ada = new WebBrowser(_api);
        await ada.SignInAsync(SomePerson.Ada);
        (await ada.AnswerAsync(AuthorizeRequest.Of(everybodys).Url)).IsError(_api, "access_denied");
    }

    [Fact]
    public async Task Offline_access_stands_without_the_session_and_needs_the_refresh_grant()
    {
        var client = await PermittedAsync("offline", SomePerson.Claire, "openid", "offline_access");
        var without = await new OAuthClient("no-refresh") { Grants = ["authorizationCode"] }.AddAsync(_api);
        await without.PermitAsync(_api, SomePerson.Claire, "openid", "offline_access");
        var session = await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client, "openid offline_access").Url)).IsCode(_api);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(without, "openid offline_access").Url)).IsCode(_api);
        Assert.Null(await _api.SqlAsync<Guid?>("select session_id from oauth.families where client_id = 'offline'"));
        Assert.Equal(session, await _api.SqlAsync<Guid?>("select session_id from oauth.families where client_id = 'no-refresh' and scopes = '{openid}'"));
    }

    [Fact]
    public async Task A_client_may_name_whom_it_expects()
    {
        var tokens = new IdTokenMaker(_api);
        var client = await PermittedAsync("expects", SomePerson.Claire, "openid");
        await _browser.SignInAsync(SomePerson.Claire);
        var request = AuthorizeRequest.Of(client);
        (await _browser.AnswerAsync(request.With("id_token_hint", await tokens.MakeAsync(client, SomePerson.Claire)).With("prompt", "none").Url)).IsCode(_api);
        var other = await tokens.MakeAsync(client, SomePerson.John);
        (await _browser.AnswerAsync(request.With("id_token_hint", other).With("prompt", "none").Url)).IsError(_api, "login_required");

        // With pages the other one may sign in; whoever else does is refused.
        var page = await _browser.FollowAsync(request.With("id_token_hint", other).Url);
        Assert.StartsWith("/account/sign-in", page, StringComparison.Ordinal);
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(Back(page))).IsError(_api, "login_required");
    }

    [Fact]
    public async Task Code_and_key_are_bound_where_the_client_wants_it()
    {
        var client = await new OAuthClient("bound") { DpopBound = true, Audiences = ["https://files.example"] }.AddAsync(_api);
        await client.PermitAsync(_api, SomePerson.Claire, "openid");
        await _browser.SignInAsync(SomePerson.Claire);
        var request = AuthorizeRequest.Of(client).With("dpop_jkt", AuthorizeRequest.Challenge);
        (await _browser.AnswerAsync(request.Url)).IsError(_api, "invalid_target");
        (await _browser.AnswerAsync(request.With("resource", "https://files.example").Url)).IsCode(_api);
        Assert.Equal($"{AuthorizeRequest.Challenge}|https://files.example", await _api.SqlAsync<string>("select concat_ws('|', key_thumbprint, audience) from oauth.families where client_id = 'bound'"));
    }

    [Fact]
    public async Task A_second_node_goes_on_where_the_first_began()
    {
        await using var second = await _api.StartSecondNodeAsync();
        var client = await PermittedAsync("two-nodes", SomePerson.Claire, "openid");
        using var there = new WebBrowser(second);
        var page = await _browser.FollowAsync(AuthorizeRequest.Of(client).Url);
        await there.SignInAsync(SomePerson.Claire);
        (await there.AnswerAsync(Back(page))).IsCode(second);
        using var here = await _browser.GetAsync(Back(page));
        await here.ErrorPageAsync("This step is over");
    }

    [Fact]
    public async Task Of_many_at_once_one_gets_the_code()
    {
        var client = await PermittedAsync("at-once", SomePerson.Claire, "openid");
        var page = await _browser.FollowAsync(AuthorizeRequest.Of(client).Url);
        await _browser.SignInAsync(SomePerson.Claire);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _browser.GetAsync(Back(page))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(1, await _api.SqlAsync<long>("select count(*) from oauth.codes where client_id = 'at-once'"));
    }

    private async Task<OAuthClient> PermittedAsync(string id, SomePerson person, params string[] scopes)
    {
        var client = await new OAuthClient(id).AddAsync(_api);
        await client.PermitAsync(_api, person, scopes);
        return client;
    }

    /// <summary>Where the sign-in page leads after sign-in.</summary>
    private static string Back(string page) => "/oauth/authorize/" + page.Split("request=")[1][..36];
}
