using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.SignIn;

/// <summary>Guessing is stopped, and nobody is locked out.</summary>
[Trait("Decision", "AUTH-D3")]
public sealed class ThrottleTests : IAsyncLifetime
{
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Case", "PWD-2")]
    public async Task The_eleventh_try_waits_even_with_the_right_password()
    {
        using var browser = new AccountBrowser(Api);
        for (var i = 0; i < 10; i++)
            Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire, "wrong"));
        var answer = await browser.PostAsync("sign-ins", new { realm = "portal", login = SomePerson.Claire.Login, password = SomePerson.Password });
        Assert.Equal("TooManyAttempts", (string?)answer["outcome"]);
        Assert.InRange((int)answer["seconds"]!, 840, 900);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.John));

        await Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(901));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
    }

    [Fact]
    [Trait("Case", "PWD-1")]
    public async Task A_name_that_nobody_has_is_counted_alike()
    {
        using var browser = new AccountBrowser(Api);
        for (var i = 0; i < 10; i++)
            Assert.Equal("Refused", await browser.SignInAsync("nobody@example.com", "wrong"));
        Assert.Equal("TooManyAttempts", await browser.SignInAsync("NOBODY@example.com", "wrong"));
    }

    [Fact]
    public async Task Failures_are_counted_over_all_nodes_and_at_the_same_time()
    {
        await using var second = await Api.StartSecondNodeAsync();
        using var here = new AccountBrowser(Api);
        using var there = new AccountBrowser(second);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => (i % 2 == 0 ? here : there).SignInAsync(SomePerson.Claire, "wrong")));
        Assert.Equal((10, 14), (outcomes.Count(outcome => outcome == "Refused"), outcomes.Count(outcome => outcome == "TooManyAttempts")));
    }

    [Fact]
    public async Task An_address_has_200_failures_an_hour()
    {
        await Api.SqlAsync("insert into accounts.sign_in_failures (subject, address) select decode(md5(i::text), 'hex'), '127.0.0.1' from generate_series(1, 200) i");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("TooManyAttempts", await browser.SignInAsync(SomePerson.Claire));
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(61));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
    }

    [Fact]
    public async Task After_100_in_a_row_only_a_browser_that_signed_in_before_may_try()
    {
        using var known = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await known.SignInAsync(SomePerson.Claire));
        using var stranger = new AccountBrowser(Api);
        await stranger.SignInAsync(SomePerson.Claire, "wrong");
        await Api.SqlAsync("update accounts.sign_in_streaks set failures = 100");

        Assert.Equal("OnlyByReset", await stranger.SignInAsync(SomePerson.Claire));
        Assert.Equal("Refused", await known.SignInAsync(SomePerson.Claire, "wrong"));
        Assert.Equal("SignedIn", await known.SignInAsync(SomePerson.Claire));
        Assert.Equal("SignedIn", await stranger.SignInAsync(SomePerson.Claire));
    }
}
