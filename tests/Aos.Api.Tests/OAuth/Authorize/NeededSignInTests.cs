using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>A session that is there but not good for the request: the person signs in, and the client gets nothing before.</summary>
public sealed class NeededSignInTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private const string SignIn = "/account/sign-in?request=";
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Fact]
    [Trait("Requirement", "AUTH-3")]
    public async Task A_session_of_another_realm_leads_to_the_sign_in_of_the_right_one()
    {
        await _browser.SignInAsync(SomePerson.Sam);
        var request = AuthorizeRequest.Of(host.OtherRealm);
        var page = await _browser.FollowAsync(request.Url);
        Assert.StartsWith(SignIn, page, StringComparison.Ordinal);
        using var shown = await _browser.GetAsync(page);
        Assert.Equal(200, (int)shown.StatusCode);
        (await _browser.AnswerAsync(request.With("prompt", "none").Url)).IsError(_api, "login_required");

        // A new sign-in in the wrong realm does not help.
        await _browser.SignInAsync(SomePerson.Sam);
        Assert.Equal(page, await _browser.FollowAsync("/oauth/authorize/" + page[SignIn.Length..]));
    }

    [Fact]
    [Trait("Decision", "AUTH-D12")]
    public async Task While_a_password_change_is_due_a_session_counts_for_nothing()
    {
        var client = await new OAuthClient("change-due").AddAsync(_api);
        await _browser.SignInAsync(SomePerson.Claire);
        var consent = await _browser.FollowAsync(AuthorizeRequest.Of(client).Url);
        Assert.StartsWith("/account/consent?request=", consent, StringComparison.Ordinal);
        var request = "/oauth/authorize/" + consent.Split("request=")[1];
        await SetAsync("true");

        Assert.Equal(request, await _browser.FollowAsync(consent));
        Assert.StartsWith(SignIn, await _browser.FollowAsync(request), StringComparison.Ordinal);
        Assert.StartsWith(SignIn, await _browser.FollowAsync(AuthorizeRequest.Of(client).Url), StringComparison.Ordinal);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url)).IsError(_api, "login_required");

        await SetAsync("false");
        Assert.Equal(consent, await _browser.FollowAsync(request));
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url)).IsError(_api, "consent_required");
    }

    private Task SetAsync(string due) => _api.SqlAsync($"update identity.accounts set must_change = {due} where id = '{SomePerson.Claire.Id}'");
}
