using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Authorize;

/// <summary>The person who signs in is the person who consents; whoever is suspended meanwhile goes no further (O6).</summary>
public sealed class VoidStepTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Somebody_else_cannot_go_on_with_a_request()
    {
        var request = await BeginAsync("taken-over", SomePerson.Claire);
        using var john = new WebBrowser(_api);
        await john.SignInAsync(SomePerson.John);
        using var foreign = await john.GetAsync(request);
        await foreign.ErrorPageAsync("This step is over");

        // It is over for the first one too.
        using var own = await _browser.GetAsync(request);
        await own.ErrorPageAsync("This step is over");
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.codes where client_id = 'taken-over'"));
    }

    [Fact]
    public async Task Another_browser_of_the_same_person_cannot_go_on_while_the_first_is_signed_in()
    {
        var request = await BeginAsync("other-browser", SomePerson.Claire);
        using var other = new WebBrowser(_api);
        await other.SignInAsync(SomePerson.Claire);
        using var foreign = await other.GetAsync(request);
        await foreign.ErrorPageAsync("This step is over");
    }

    [Fact]
    public async Task After_the_sign_in_has_ended_the_same_person_signs_in_again_and_goes_on()
    {
        var request = await BeginAsync("again", SomePerson.Claire);
        await _api.SqlAsync("update oauth.sessions set ended_at = platform.now() where ended_at is null");
        Assert.StartsWith("/account/sign-in?request=", await _browser.FollowAsync(request), StringComparison.Ordinal);
        await _browser.SignInAsync(SomePerson.Claire);
        Assert.StartsWith("/account/consent?request=", await _browser.FollowAsync(request), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account", "update identity.accounts set state = 'suspended' where id = '{0}'")]
    [InlineData("organisation", "update identity.tenants set state = 'suspended' where id = '{1}'")]
    [InlineData("client", "update identity.clients set state = 'disabled' where id = '{2}'")]
    [InlineData("redirect", "update identity.clients set redirect_uris = '{{https://other.example/cb}}' where id = '{2}'")]
    [InlineData("grant", "update identity.clients set grants = '{{clientCredentials}}' where id = '{2}'")]
    public async Task What_is_suspended_meanwhile_goes_no_further(string what, string change)
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient(what).AddAsync(api);
        using var browser = new WebBrowser(api);
        await browser.SignInAsync(SomePerson.Claire);
        var page = await browser.FollowAsync(AuthorizeRequest.Of(client).Url);
        await api.SqlAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, SomePerson.Claire.Id, SomePerson.Claire.TenantId, what));
        using var answer = await browser.GetAsync("/oauth/authorize/" + page.Split("request=")[1]);
        await answer.ErrorPageAsync("This step is over");
    }

    [Theory]
    [InlineData("3f0d5b1e-9a7c-4c2e-8f6a-1b2c3d4e5f60")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_unknown_request_is_a_page(string id)
    {
        using var answer = await _browser.GetAsync("/oauth/authorize/" + id);
        await answer.ErrorPageAsync("This step is over");
    }

    [Fact]
    public async Task What_is_no_id_is_not_there()
    {
        using var answer = await _browser.GetAsync("/oauth/authorize/' or 1=1--");
        Assert.Equal(404, (int)answer.StatusCode);
    }

    /// <summary>A request that waits for consent.</summary>
    private async Task<string> BeginAsync(string id, SomePerson person)
    {
        var client = await new OAuthClient(id).AddAsync(_api);
        await _browser.SignInAsync(person);
        var page = await _browser.FollowAsync(AuthorizeRequest.Of(client).Url);
        Assert.StartsWith("/account/consent?request=", page, StringComparison.Ordinal);
        return "/oauth/authorize/" + page.Split("request=")[1];
    }
}
