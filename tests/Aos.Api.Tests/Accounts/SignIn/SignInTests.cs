using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.SignIn;

/// <summary>Logging on with name and password.</summary>
public sealed class SignInTests(AccountsHost host) : IClassFixture<AccountsHost>
{
    private readonly ApiHost _api = host.Api;

    [Fact]
    [Trait("Requirement", "AUTH-4")]
    [Trait("Requirement", "REGX-17")]
    [Trait("Decision", "AUTH-D1")]
    public async Task The_right_password_signs_in()
    {
        using var browser = new AccountBrowser(_api);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
        var session = await _api.SqlAsync<Guid>($"select id from oauth.sessions where account_id = '{SomePerson.Claire.Id}' and ended_at is null and methods = '{{pwd}}' order by signed_in_at desc limit 1");
        Assert.Equal(1L, await _api.SqlAsync<long>($"select count(*) from platform.audit where action = 'accounts.session.started' and actor_id = '{SomePerson.Claire.Id}' and tenant_id = '{SomePerson.Claire.TenantId}' and object_id = '{session}'"));
    }

    [Fact]
    [Trait("Case", "PWD-10")]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_new_at_every_sign_in()
    {
        using var browser = new AccountBrowser(_api);
        await browser.SignInAsync(SomePerson.Sam);
        var first = browser.Cookies["aos"].Value;
        Assert.Contains(browser.SetCookies, cookie => cookie.StartsWith("aos=aossi_", StringComparison.Ordinal) && cookie.Contains("path=/; samesite=lax; httponly", StringComparison.Ordinal) && !cookie.Contains("domain", StringComparison.Ordinal));
        await browser.SignInAsync(SomePerson.Sam);
        Assert.NotEqual(first, browser.Cookies["aos"].Value);
        Assert.Equal((1L, 1L), (
            await _api.SqlAsync<long>($"select count(*) from oauth.sessions where account_id = '{SomePerson.Sam.Id}' and ended_at is null"),
            await _api.SqlAsync<long>($"select count(*) from oauth.sessions where account_id = '{SomePerson.Sam.Id}' and ended_at is not null")));
    }

    [Theory]
    [Trait("Decision", "AUTH-D2")]
    [InlineData("  Claire.SMITH@Example.com ")]
    [InlineData("claire.smith@example.com")]
    public async Task The_address_is_compared_without_case_and_blanks(string login)
    {
        using var browser = new AccountBrowser(_api);
        Assert.Equal("SignedIn", await browser.SignInAsync(login, SomePerson.Password));
    }

    [Theory]
    [Trait("Case", "PWD-1")]
    [Trait("Decision", "AUTH-D1")]
    [Trait("Decision", "REGX-D4")]
    [InlineData("nobody.at.all@example.com", SomePerson.Password, "portal")]
    [InlineData("moira.wheels@example.com", "Werkstatt-2020-y", "portal")]
    [InlineData("moira.wheels@example.com", "werkstatt-2020-x", "portal")]
    [InlineData("moira.wheels@example.com", " Werkstatt-2020-x", "portal")]
    [InlineData("gone.smith@example.com", SomePerson.Password, "portal")]
    [InlineData("moira.wheels@example.com", SomePerson.Password, "owner")]
    [InlineData("sue.smith@example.com", "wrong", "portal")]
    [InlineData("ivy.smith@example.com", "wrong", "portal")]
    [InlineData("oscar.closed@example.com", "wrong", "portal")]
    [InlineData("", "", "portal")]
    [InlineData("' or 1=1 --", "x", "portal")]
    public async Task Whatever_is_wrong_the_answer_is_one(string login, string password, string realm)
    {
        using var browser = new AccountBrowser(_api);
        var answer = await browser.PostAsync("sign-ins", new { realm, login, password });
        Assert.Equal("""{"outcome":"Refused","codes":[]}""", answer.ToJsonString());
        Assert.Empty(browser.SetCookies);
    }

    [Theory]
    [Trait("Decision", "AUTH-D1")]
    [InlineData("ivy.smith@example.com", "EmailNotConfirmed")]
    [InlineData("sue.smith@example.com", "Suspended")]
    [InlineData("oscar.closed@example.com", "Suspended")]
    public async Task With_the_right_password_the_state_is_told(string login, string outcome)
    {
        using var browser = new AccountBrowser(_api);
        Assert.Equal(outcome, await browser.SignInAsync(login, SomePerson.Password));
        Assert.DoesNotContain("aos", browser.Cookies.Keys);
    }

    [Theory]
    [Trait("Requirement", "ACC-13")]
    [InlineData("flora.fleet")]
    [InlineData("FLORA@fleet.example")]
    public async Task Fleet_customers_sign_in_by_name_or_address(string login)
    {
        using var browser = new AccountBrowser(_api);
        Assert.Equal("SignedIn", await browser.SignInAsync(login, SomePerson.Password, "fleet"));
    }

    [Fact]
    public async Task Owners_sign_in_in_their_realm()
    {
        using var browser = new AccountBrowser(_api);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Otto));
    }

    [Fact]
    public async Task A_failure_is_audited_without_what_was_typed()
    {
        using var browser = new AccountBrowser(_api);
        await browser.SignInAsync("my-Secret-password-1", "x");
        Assert.Equal(0L, await _api.SqlAsync<long>("select count(*) from platform.audit a join platform.audit_details d on d.audit_id = a.id where (a.*)::text || (d.details)::text ilike '%my-Secret%'"));
        Assert.NotEqual(0L, await _api.SqlAsync<long>("select count(*) from platform.audit where action = 'accounts.signIn.failed' and object_id = 'unknown'"));
    }

    [Fact]
    public async Task A_hash_with_few_iterations_is_made_anew()
    {
        await using var node = new ApiHost(new() { ["Passwords:HashIterations"] = "1100" }, services => Aos.Api.Tests.Platform.Http.TestControllers.Add(services, typeof(AccountsProbe)), _api.Database);
        await node.InitializeAsync();
        using var browser = new AccountBrowser(node);
        var before = await _api.SqlAsync<string>($"select password_hash from identity.accounts where id = '{SomePerson.John.Id}'");
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.John));
        Assert.NotEqual(before, await _api.SqlAsync<string>($"select password_hash from identity.accounts where id = '{SomePerson.John.Id}'"));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.John));
    }
}
