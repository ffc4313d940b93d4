using System.Globalization;
using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Pages;

namespace Aos.Api.Tests.Accounts.SignIn;

/// <summary>Guessing at the real page of the log-on: it learns nothing, and it is stopped.</summary>
public sealed class SignInPageTests : IAsyncLifetime
{
    private const int Tries = 10;
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Case", "PWD-1"), Trait("Decision", "AUTH-D1")]
    public async Task Unknown_address_and_wrong_password_give_the_same_page()
    {
        var wrong = await TryAsync(SomePerson.Claire.Login, "Werkstatt-2020-y");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("<li>E-mail address or password is not correct.</li>", wrong.Markup, StringComparison.Ordinal);
        Assert.Equal(wrong, await TryAsync("claire.smyth@example.com", "Werkstatt-2020-y"));
        Assert.Equal(wrong, await TryAsync("claire.smyth@example.com", SomePerson.Password));
        Assert.Equal(wrong, await TryAsync(SomePerson.Gone.Login, SomePerson.Password));
    }

    [Theory]
    [InlineData("claire.smith@example.com")]
    [InlineData("claire.smyth@example.com")]
    [Trait("Case", "PWD-2"), Trait("Case", "PWD-1"), Trait("Decision", "AUTH-D3")]
    public async Task The_eleventh_try_gets_a_page_that_says_when_to_come_back_also_with_the_right_password(string login)
    {
        using var browser = new WebBrowser(_api);
        for (var i = 0; i < Tries; i++)
        {
            using var refused = await browser.LogOnAsync(login, "Werkstatt-2020-y");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (refused.StatusCode, refused.Header("Retry-After")));
        }

        foreach (var password in new[] { SomePerson.Password, "Werkstatt-2020-y" })
        {
            using var stopped = await browser.LogOnAsync(login, password);
            Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
            Assert.InRange(int.Parse(stopped.Header("Retry-After")!, CultureInfo.InvariantCulture), 840, 900);
            Assert.Contains("<li>There were too many tries. Try again in 15 minutes.</li>", await stopped.MarkupAsync(), StringComparison.Ordinal);
            Assert.False(browser.HasSession);
        }
    }

    [Fact]
    [Trait("Case", "PWD-2"), Trait("Decision", "AUTH-D3")]
    public async Task After_a_quarter_of_an_hour_the_right_password_signs_in_again()
    {
        using var browser = new WebBrowser(_api);
        for (var i = 0; i <= Tries; i++)
            (await browser.LogOnAsync(SomePerson.Claire.Login, "Werkstatt-2020-y")).Dispose();
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(901));
        using var answer = await browser.LogOnAsync(SomePerson.Claire.Login, SomePerson.Password);
        Assert.Equal("/account", await answer.RedirectAsync());
        Assert.True(browser.HasSession);
    }

    /// <summary>Tries once from a browser of its own; what it gets, without what is new on every page and what was typed.</summary>
    private async Task<Answer> TryAsync(string login, string password)
    {
        using var browser = new WebBrowser(_api);
        using var answer = await browser.LogOnAsync(login, password);
        var markup = await answer.MarkupAsync();
        Assert.DoesNotContain(password, markup, StringComparison.Ordinal);
        Assert.False(browser.HasSession);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key)
            .Where(name => name is not "Content-Length").Order(StringComparer.Ordinal));
        return new(answer.StatusCode, headers, markup.Replace(PageForms.TokenOf(markup), "", StringComparison.Ordinal).Replace(login, "", StringComparison.Ordinal));
    }

    private sealed record Answer(HttpStatusCode Status, string Headers, string Markup);
}
