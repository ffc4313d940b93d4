using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.SignIn;

/// <summary>The second factor of staff and of everybody who has one.</summary>
public sealed class SecondFactorSignInTests : IAsyncLifetime
{
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Staff_sign_in_with_a_code_that_works_once()
    {
        using var browser = new AccountBrowser(Api);
        Assert.Equal("SecondFactorNeeded", await browser.SignInAsync(SomePerson.Ada));
        Assert.DoesNotContain("aos", browser.Cookies.Keys);
        var code = SomePerson.Ada.CodeAt(Api.Clock.GetUtcNow());
        Assert.Equal("CodeWrong", await SendAsync(browser, "second-factors", code == "000000" ? "000001" : "000000"));
        Assert.Equal("SignedIn", await SendAsync(browser, "second-factors", code));
        Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from oauth.sessions where account_id = '{SomePerson.Ada.Id}' and methods = '{{pwd,otp}}'"));

        using var thief = new AccountBrowser(Api);
        Assert.Equal("SecondFactorNeeded", await thief.SignInAsync(SomePerson.Ada));
        Assert.Equal("CodeWrong", await SendAsync(thief, "second-factors", code));
    }

    [Fact]
    public async Task The_step_ends_after_five_wrong_codes_and_after_15_minutes()
    {
        using var browser = new AccountBrowser(Api);
        await browser.SignInAsync(SomePerson.Ada);
        for (var i = 0; i < 4; i++)
            Assert.Equal("CodeWrong", await SendAsync(browser, "second-factors", "12345"));
        Assert.Equal("StepVoid", await SendAsync(browser, "second-factors", "12345"));
        Assert.Equal("StepVoid", await SendAsync(browser, "second-factors", SomePerson.Ada.CodeAt(Api.Clock.GetUtcNow())));

        await browser.SignInAsync(SomePerson.Ada);
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(15));
        Assert.Equal("StepVoid", await SendAsync(browser, "second-factors", SomePerson.Ada.CodeAt(Api.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task The_first_sign_in_of_staff_sets_the_second_factor_up()
    {
        using var browser = new AccountBrowser(Api);
        Assert.Equal("EnrolmentNeeded", await browser.SignInAsync(SomePerson.Bob));
        var key = (string)(await browser.PostAsync("keys", new { }))["outcome"]!;
        Assert.Equal(key, (string?)(await browser.PostAsync("keys", new { }))["outcome"]);
        Assert.Equal("CodeWrong", await SendAsync(browser, "enrolments", "0"));
        var done = await browser.PostAsync("enrolments", new { code = Totp.CodeAt(Totp.Decode(key), Totp.StepAt(Api.Clock.GetUtcNow())) });
        Assert.Equal("SignedIn", (string?)done["outcome"]);
        var codes = done["codes"]!.AsArray().Select(code => (string)code!).ToList();
        Assert.Equal(10, codes.Distinct().Count());

        // A recovery code works once, however it is typed.
        using var other = new AccountBrowser(Api);
        Assert.Equal("SecondFactorNeeded", await other.SignInAsync(SomePerson.Bob));
        Assert.Equal("SignedIn", await SendAsync(other, "second-factors", " " + codes[0].ToLowerInvariant()));
        await other.SignInAsync(SomePerson.Bob);
        Assert.Equal("CodeWrong", await SendAsync(other, "second-factors", codes[0]));
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from identity.accounts a where a::text like '%{key}%'"));
    }

    private static async Task<string> SendAsync(AccountBrowser browser, string step, string code) => (string)(await browser.PostAsync(step, new { code }))["outcome"]!;
}
