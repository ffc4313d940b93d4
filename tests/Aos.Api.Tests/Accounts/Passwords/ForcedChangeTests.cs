using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Accounts.Passwords;

/// <summary>A change of the password that must be made before anything else.</summary>
public sealed class ForcedChangeTests : IAsyncLifetime
{
    private const string New = "Nordlicht:47-Tor";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "AUTH-26")]
    [Trait("Requirement", "AUTH-28")]
    [Trait("Requirement", "AUTH-29")]
    [Trait("Requirement", "AUTH-30")]
    [Trait("Decision", "AUTH-D12")]
    [Trait("Decision", "AUTH-D13")]
    public async Task After_365_days_the_log_on_leads_to_the_change()
    {
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(365));
        using var token = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("PasswordChangeNeeded", await browser.SignInAsync(SomePerson.Claire));
        Assert.DoesNotContain("aos", browser.Cookies.Keys);
        await Polling.UntilAsync(async () => (await token.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Forbidden);
        using var barred = await token.GetAsync("/portal/v1/me");
        await barred.ProblemAsync(403, "access.password-change-required");

        Assert.Equal("OldPasswordWrong", await ChangeAsync(browser, "wrong", New));
        Assert.Equal("GuidelinesNotMet", await ChangeAsync(browser, SomePerson.Password, SomePerson.Password));
        Assert.Equal("PasswordsDiffer", (string?)(await browser.PostAsync("password-changes", new { oldPassword = SomePerson.Password, password = New, repeat = "other" }))["outcome"]);
        Assert.Equal("Changed", await ChangeAsync(browser, SomePerson.Password, New));
        Assert.Equal("StepVoid", await ChangeAsync(browser, New, "Nordlicht:48-Tor"));
        Assert.DoesNotContain("aos", browser.Cookies.Keys);
        await Polling.UntilAsync(async () => (await token.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire, New));
    }

    [Fact]
    [Trait("Decision", "AUTH-D12")]
    public async Task Zero_days_switch_it_off()
    {
        await using var node = new ApiHost(new() { ["Passwords:MaxAgeDays"] = "0" }, services => Aos.Api.Tests.Platform.Http.TestControllers.Add(services, typeof(AccountsProbe)), Api.Database);
        await node.InitializeAsync();
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(800));
        using var browser = new AccountBrowser(node);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
    }

    [Fact]
    [Trait("Decision", "AUTH-D12")]
    public async Task The_stage_is_over_after_15_minutes_and_bound_to_the_browser()
    {
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(365));
        using var browser = new AccountBrowser(Api);
        using var other = new AccountBrowser(Api);
        await browser.SignInAsync(SomePerson.Claire);
        Assert.Equal("StepVoid", await ChangeAsync(other, SomePerson.Password, New));
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(15));
        Assert.Equal("StepVoid", await ChangeAsync(browser, SomePerson.Password, New));
    }

    [Fact]
    [Trait("Case", "PWD-9")]
    [Trait("Decision", "ACC-D2")]
    [Trait("Decision", "AUTH-D12")]
    [Trait("Decision", "AUTH-D13")]
    public async Task A_token_of_somebody_with_a_change_due_opens_the_change_alone()
    {
        using var client = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        await Api.SqlAsync($"update identity.accounts set must_change = true where id = '{SomePerson.Claire.Id}'; select pg_notify('aos_auth', 'u:{SomePerson.Claire.Id}')");
        await Polling.UntilAsync(async () => (await client.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Forbidden);
        using var sessions = await client.GetAsync("/portal/v1/me/sessions");
        await sessions.ProblemAsync(403, "access.password-change-required");
        using var change = await client.SendJsonAsync(HttpMethod.Post, "/portal/v1/me/password-changes", Answers.ToJson(new { oldPassword = SomePerson.Password, newPassword = New, newPasswordRepeat = New }));
        Assert.Equal(HttpStatusCode.NoContent, change.StatusCode);
        // The session of a change that was due ends, too.
        await Polling.UntilAsync(async () => (await client.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
    }

    private static async Task<string> ChangeAsync(AccountBrowser browser, string old, string password) =>
        (string)(await browser.PostAsync("password-changes", new { oldPassword = old, password }))["outcome"]!;
}
