using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.OAuth.Grants;

namespace Aos.Api.Tests.Pages;

/// <summary>People of every realm sign in and recover also without a client that sends them.</summary>
public sealed partial class RealmTests : IAsyncLifetime
{
    private const string NewPassword = "Nordlicht:47-Tor";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [Trait("Requirement", "AUTH-4")]
    [InlineData("owner", "otto.owner@example.com")]
    [InlineData("fleet", "flora.fleet")]
    [InlineData("fleet", "flora@fleet.example")]
    [InlineData("portal", "claire.smith@example.com")]
    [InlineData("nobody", "claire.smith@example.com")]
    [InlineData("", "claire.smith@example.com")]
    public async Task The_address_names_the_realm(string realm, string login)
    {
        using var browser = new WebBrowser(_api);
        Assert.Equal("/account", await SignInAsync(browser, "/account/sign-in?realm=" + realm, login, SomePerson.Password));
        var home = await PageForm.OpenAsync(browser, "/account");
        Assert.Contains(login.Split('@')[0].Split('.')[0], home.Html, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "AUTH-4")]
    [InlineData("", "otto.owner@example.com")]
    [InlineData("portal", "otto.owner@example.com")]
    [InlineData("owner", "flora.fleet")]
    [InlineData("fleet", "claire.smith@example.com")]
    public async Task Who_is_of_another_realm_is_unknown(string realm, string login)
    {
        using var browser = new WebBrowser(_api);
        var page = await PageForm.OpenAsync(browser, "/account/sign-in?realm=" + realm);
        using var answer = await page.SendAsync(("email", login), ("password", SomePerson.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "AUTH-4")]
    public async Task Who_is_signed_in_in_another_realm_may_sign_in_here()
    {
        using var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Claire);
        Assert.Equal("/account", await browser.FollowAsync("/account/sign-in"));
        Assert.Equal("/account", await browser.FollowAsync("/account/sign-in?realm=portal"));
        Assert.Equal("/account/data", await SignInAsync(browser, "/account/sign-in?realm=owner&returnUrl=%2Faccount%2Fdata", SomePerson.Otto.Login, SomePerson.Password));
        Assert.Contains(SomePerson.Otto.Login, (await PageForm.OpenAsync(browser, "/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "AUTH-13")]
    public async Task An_owner_recovers_by_the_link_of_the_mail_and_signs_in()
    {
        using var browser = new WebBrowser(_api);
        var reset = (await PageForm.OpenAsync(browser, "/account/sign-in?realm=owner")).LinkTo("/account/reset-password");
        Assert.Equal("/account/reset-password?realm=owner", reset);
        var asked = await (await PageForm.OpenAsync(browser, reset)).FollowAsync(("email", SomePerson.Otto.Login));
        Assert.Equal("/account/reset-password?email=otto.owner%40example.com&realm=owner", asked);
        Assert.Equal("/account/reset-password?realm=owner", (await PageForm.OpenAsync(browser, asked)).LinkTo("/account/reset-password"));

        var text = (string)(await _api.MailsAsync(SomePerson.Otto.Email, "reset"))[0]["text"]!;
        var link = new Uri(AddressForm().Match(text).Value);
        Assert.EndsWith("&realm=owner", link.Query, StringComparison.Ordinal);
        using var done = await (await PageForm.OpenAsync(browser, link.PathAndQuery)).SendAsync(("email", SomePerson.Otto.Login), ("code", await _api.CodeAsync(SomePerson.Otto.Email)));
        var html = WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync());
        Assert.Contains("href=\"/account/sign-in?email=otto.owner%40example.com&realm=owner\"", html, StringComparison.Ordinal);
        var temporary = SecretForm().Match(html).Groups["secret"].Value;

        var change = await SignInAsync(browser, "/account/sign-in?realm=owner", SomePerson.Otto.Login, temporary);
        Assert.Equal("/account/change-password?realm=owner", change);
        var changed = await (await PageForm.OpenAsync(browser, change)).FollowAsync(("oldPassword", temporary), ("newPassword", NewPassword), ("newPasswordRepeat", NewPassword));
        Assert.Equal("/account/change-password?done=1&realm=owner", changed);
        var again = (await PageForm.OpenAsync(browser, changed)).LinkTo("/account/sign-in");
        Assert.Equal("/account", await SignInAsync(browser, again, SomePerson.Otto.Login, NewPassword));
    }

    [Fact]
    [Trait("Requirement", "ACC-13")]
    public async Task Who_gets_a_start_password_signs_in_by_the_link_of_the_mail()
    {
        using var browser = new WebBrowser(_api);
        var asked = await (await PageForm.OpenAsync(browser, "/account/reset-password?realm=fleet")).FollowAsync(("email", SomePerson.Flora.Login));
        Assert.Equal("/account/sign-in?realm=fleet", (await PageForm.OpenAsync(browser, asked)).LinkTo("/account/sign-in"));
        var text = (string)(await _api.MailsAsync(SomePerson.Flora.Email, "start"))[0]["text"]!;
        var link = new Uri(AddressForm().Match(text).Value).PathAndQuery;
        Assert.Equal("/account/sign-in?realm=fleet", link);
        Assert.Equal("/account/change-password?realm=fleet", await SignInAsync(browser, link, SomePerson.Flora.Login, StartForm().Match(text).Groups["secret"].Value));
    }

    [Fact]
    [Trait("Case", "DEV-1")]
    public async Task A_device_leads_to_the_sign_in_of_its_clients_realm()
    {
        var client = await TestClient.AddAsync(_api, "van", "kind = 'native', realm = 'fleet', user_reach = 'anyTenant'", hasSecret: false);
        using var answer = await client.PostAsync("/oauth/device_authorization");
        var codes = await TestClient.GivenAsync(answer);
        using var browser = new WebBrowser(_api);
        Assert.EndsWith("/account/device?realm=fleet", (string)codes["verification_uri"]!, StringComparison.Ordinal);
        Assert.Equal("/account/sign-in?returnUrl=%2Faccount%2Fdevice&realm=fleet", await browser.FollowAsync("/account/device?realm=fleet"));
        var signIn = await browser.FollowAsync(new Uri((string)codes["verification_uri_complete"]!).PathAndQuery);
        Assert.Equal($"/account/sign-in?returnUrl=%2Faccount%2Fdevice%3Fuser_code%3D{codes["user_code"]}&realm=fleet", signIn);
        var device = await SignInAsync(browser, signIn, SomePerson.Flora.Login, SomePerson.Password);
        Assert.Contains((string)codes["user_code"]!, (await PageForm.OpenAsync(browser, device)).Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "DEV-7")]
    public async Task Codes_cannot_be_tried_without_a_sign_in_either()
    {
        var client = await TestClient.AddAsync(_api, "van", "kind = 'native', realm = 'fleet', user_reach = 'anyTenant'", hasSecret: false);
        using var answer = await client.PostAsync("/oauth/device_authorization");
        var codes = await TestClient.GivenAsync(answer);
        using var browser = new WebBrowser(_api);
        for (var i = 0; i < 10; i++)
            Assert.DoesNotContain("realm", await browser.FollowAsync("/account/device?user_code=BBBB-BBBB"), StringComparison.Ordinal);
        Assert.DoesNotContain("realm", await browser.FollowAsync("/account/device?user_code=" + codes["user_code"]), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    public async Task After_sign_out_and_idle_time_the_way_back_is_that_of_the_realm()
    {
        using var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Otto);
        var ended = await (await PageForm.OpenAsync(browser, "/account/sign-out")).FollowAsync();
        Assert.Equal("/account/sign-out?realm=owner", ended);
        Assert.Equal("/account/sign-in?realm=owner", (await PageForm.OpenAsync(browser, ended)).LinkTo("/account/sign-in"));

        await browser.SignInAsync(SomePerson.Flora);
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(31));
        Assert.Equal("/account/sign-in?returnUrl=%2Faccount%2Fdata&realm=fleet", await browser.FollowAsync("/account/data"));
    }

    private static async Task<string> SignInAsync(WebBrowser browser, string address, string login, string password) =>
        await (await PageForm.OpenAsync(browser, address)).FollowAsync(("email", login), ("password", password));

    [GeneratedRegex(@"http://\S+/account/\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressForm();

    [GeneratedRegex("id=\"password\">(?<secret>[^<]{16})<", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretForm();

    [GeneratedRegex("^    (?<secret>[a-zA-Z2-9]{16})\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex StartForm();
}
