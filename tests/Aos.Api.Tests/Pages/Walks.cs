using System.Text.RegularExpressions;
using Aos.Api.Accounts.Activations;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Pages;

/// <summary>What people do with the pages, from the first page to the last. The tests choose the hand, the language, and whether each step is looked at.</summary>
internal static partial class Walks
{
    private const string Submit = "main button[type=submit]";

    /// <summary>Logs on at the page that is open.</summary>
    public static async Task LogOnAsync(this Hand hand, string login, string password)
    {
        await hand.FillAsync("email", login);
        await hand.FillAsync("password", password);
        await hand.PressAsync(Submit);
    }

    /// <summary>A program asks for access: log-on, consent, back to the program.</summary>
    public static async Task ConsentAsync(Hand hand, OAuthClient client, SomePerson person)
    {
        var back = new TaskCompletionSource<string>();
        hand.Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(OAuthClient.Callback, StringComparison.Ordinal))
                back.TrySetResult(request.Url);
        };
        await hand.GoAsync(AuthorizeRequest.Of(client, "openid profile email vehicle.read").With("prompt", "login consent").Url);
        await hand.IsAtAsync("/account/sign-in");
        await hand.SeeAsync("sign-in-client");
        await hand.LogOnAsync(person.Login, SomePerson.Password);
        await hand.IsAtAsync("/account/consent");
        await hand.SeeAsync("consent");
        await hand.PressAsync("button[value=allow]");
        // Nobody is at home there; what counts is what the browser was sent with.
        var address = await back.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.StartsWith(OAuthClient.Callback + "?code=", address, StringComparison.Ordinal);
        Assert.Contains("&state=af0ifjsldkj", address, StringComparison.Ordinal);
    }

    /// <summary>A device shows a code: a wrong one first, then the right one, which decides nothing before the click.</summary>
    public static async Task DeviceAsync(Hand hand, ApiHost api, SomePerson person)
    {
        using var device = api.AsNobody();
        using var answer = await device.PostAsync("/oauth/device_authorization", new FormUrlEncodedContent([new("client_id", "aos-cli"), new("scope", "openid portal.read offline_access")]));
        var code = (string)(await answer.JsonAsync())["user_code"]!;
        await hand.GoAsync("/account/device");
        await hand.IsAtAsync("/account/sign-in");
        await hand.LogOnAsync(person.Login, SomePerson.Password);
        await hand.IsAtAsync("/account/device");
        await hand.SeeAsync("device");
        await hand.FillAsync("user_code", "BBBB-BBBB");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("device-unknown");
        await hand.GoAsync("/account/device?user_code=" + code);
        await hand.SeeAsync("device-confirm");
        Assert.Equal("pending", await api.SqlAsync<string>($"select state from oauth.device_codes where user_code = '{code.Replace("-", "", StringComparison.Ordinal)}'"));
        await hand.PressAsync("button[value=allow]");
        await hand.SeeAsync("device-approved");
        Assert.Equal("approved", await api.SqlAsync<string>($"select state from oauth.device_codes where user_code = '{code.Replace("-", "", StringComparison.Ordinal)}'"));
        await SignOutAsync(hand);
    }

    /// <summary>Forgotten password: code by mail, temporary password, forced change, log-on with the new one.</summary>
    public static async Task ResetAsync(Hand hand, ApiHost api, SomePerson person, string newPassword)
    {
        await hand.GoAsync("/account/sign-in");
        await hand.PressAsync("aside a[href*=reset-password]");
        await hand.SeeAsync("reset");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("reset-empty");
        await hand.FillAsync("email", person.Login);
        await hand.PressAsync(Submit);
        await hand.SeeAsync("reset-code");
        await hand.FillAsync("code", "4c381c08-dfba-4c76-a445-e9b5d83eec0c");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("reset-code-wrong");
        await hand.FillAsync("code", Code().Match(await MailAsync(api, person.Login, "accounts.reset")).Value);
        await hand.PressAsync(Submit);
        await hand.SeeAsync("reset-done");
        var temporary = await hand.TextAsync("#password");
        Assert.Equal(16, temporary.Length);
        await hand.PressAsync("main a.button");
        await hand.LogOnAsync(person.Login, temporary);
        await hand.IsAtAsync("/account/change-password");
        await hand.SeeAsync("change-password");
        await ChangeAsync(hand, temporary, "short", "short");
        await hand.SeeAsync("change-password-wrong");
        await ChangeAsync(hand, temporary, newPassword, newPassword);
        Assert.Equal("?done=1", new Uri(hand.Page.Url).Query);
        await hand.SeeAsync("change-password-done");
        await hand.PressAsync("main a.button");
        await hand.LogOnAsync(person.Login, newPassword);
        await hand.IsAtAsync("/account");
    }

    /// <summary>The second factor: set up in the own account, asked for at the next log-on, a recovery code.</summary>
    public static async Task SecondFactorAsync(Hand hand, ApiHost api, SomePerson person)
    {
        await hand.GoAsync("/account/sign-in");
        await hand.LogOnAsync(person.Login, SomePerson.Password);
        await hand.GoAsync("/account/second-factor/manage");
        await hand.SeeAsync("factor-off");
        await hand.FillAsync("password", SomePerson.Password);
        await hand.PressAsync(Submit);
        await hand.SeeAsync("factor-key");
        var key = (await hand.TextAsync(".secret")).Replace(" ", "", StringComparison.Ordinal);
        await hand.FillAsync("code", "12345");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("factor-key-wrong");
        await hand.FillAsync("code", CodeOf(key, api));
        await hand.PressAsync(Submit);
        await hand.SeeAsync("factor-codes");
        var recovery = await hand.TextAsync("#codes li");
        await hand.GoAsync("/account/second-factor/manage");
        await hand.SeeAsync("factor-on");
        await SignOutAsync(hand);

        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        await hand.GoAsync("/account/sign-in");
        await hand.LogOnAsync(person.Login, SomePerson.Password);
        await hand.IsAtAsync("/account/second-factor");
        await hand.SeeAsync("factor-code");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("factor-code-empty");
        await hand.FillAsync("code", CodeOf(key, api));
        await hand.PressAsync(Submit);
        await hand.IsAtAsync("/account");
        await SignOutAsync(hand);

        await hand.GoAsync("/account/sign-in");
        await hand.LogOnAsync(person.Login, SomePerson.Password);
        await hand.PressAsync("a[href*='with=recovery']");
        await hand.SeeAsync("factor-recovery");
        await hand.FillAsync("code", recovery);
        await hand.PressAsync(Submit);
        await hand.IsAtAsync("/account");
    }

    /// <summary>The first log-on of staff sets the second factor up.</summary>
    public static async Task EnrolAsync(Hand hand, ApiHost api, SomePerson staff)
    {
        await hand.GoAsync("/account/sign-in");
        await hand.LogOnAsync(staff.Login, SomePerson.Password);
        await hand.IsAtAsync("/account/second-factor/setup");
        await hand.SeeAsync("enrol");
        await hand.FillAsync("code", CodeOf((await hand.TextAsync(".secret")).Replace(" ", "", StringComparison.Ordinal), api));
        await hand.PressAsync(Submit);
        await hand.SeeAsync("enrol-codes");
        await hand.PressAsync("main a.button");
        await hand.IsAtAsync("/account");
    }

    /// <summary>An invited person chooses a password and logs on.</summary>
    public static async Task ActivateAsync(Hand hand, ApiHost api, SomePerson person, string password)
    {
        await api.SqlAsync($"update identity.accounts set state = 'invited' where id = '{person.Id}'");
        var (link, _) = await api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, null,
            write => Activations.MakeAsync(write, person.Id, person.TenantId, Activations.Life), CancellationToken.None);
        await hand.GoAsync("/account/activate?link=" + link);
        await hand.SeeAsync("activate");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("activate-empty");
        await hand.FillAsync("newPassword", password);
        await hand.FillAsync("newPasswordRepeat", password);
        await hand.PressAsync(Submit);
        await hand.SeeAsync("activate-done");
        await hand.PressAsync("main a.button");
        await hand.LogOnAsync(person.Login, password);
        await hand.IsAtAsync("/account");
        await hand.GoAsync("/account/activate?link=" + link);
        await hand.SeeAsync("activate-used");
        await SignOutAsync(hand);
    }

    /// <summary>The own account: data, e-mail address, password, sessions, consents, log-out.</summary>
    public static async Task OwnAsync(Hand hand, ApiHost api, SomePerson person, string newEmail)
    {
        await hand.GoAsync("/account/sessions");
        await hand.IsAtAsync("/account/sign-in");
        await hand.LogOnAsync(person.Login, SomePerson.Password);
        await hand.IsAtAsync("/account/sessions");
        await hand.SeeAsync("sessions");
        await hand.GoAsync("/account");
        await hand.SeeAsync("account");
        await hand.GoAsync("/account/data");
        await hand.SeeAsync("data");
        await hand.FillAsync("lastName", " ");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("data-wrong");
        await hand.FillAsync("lastName", "Smith");
        await hand.FillAsync("phone", "+44 20 7946 0000");
        await hand.PressAsync(Submit);
        Assert.Equal("?done=saved", new Uri(hand.Page.Url).Query);
        await hand.SeeAsync("data-saved");
        await hand.GoAsync("/account/password");
        await hand.SeeAsync("password");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("password-empty");
        await hand.GoAsync("/account/consents");
        await hand.SeeAsync("consents");
        await hand.GoAsync("/account/email");
        await hand.SeeAsync("email");
        await hand.FillAsync("newEmail", newEmail);
        await hand.FillAsync("currentPassword", SomePerson.Password);
        await hand.PressAsync("main button.button:not(.quiet, .danger)");
        await hand.SeeAsync("email-asked");
        var mail = await MailAsync(api, newEmail, "accounts.email");
        await hand.GoAsync("/account/confirm-email?link=" + Link().Match(mail).Groups[1].Value);
        await hand.SeeAsync("confirm-email");
        await hand.PressAsync(Submit);
        await hand.SeeAsync("confirm-email-done");
        await SignOutAsync(hand);
    }

    /// <summary>Logs out by the button of every page.</summary>
    public static async Task SignOutAsync(Hand hand)
    {
        await hand.GoAsync("/account");
        await hand.PressAsync("header a[href='/account/sign-out']");
        await hand.SeeAsync("sign-out");
        await hand.PressAsync(Submit);
        await hand.IsAtAsync("/account/sign-out");
        await hand.SeeAsync("signed-out");
        await hand.GoAsync("/account");
        await hand.IsAtAsync("/account/sign-in");
    }

    private static async Task ChangeAsync(Hand hand, string old, string password, string repeat)
    {
        await hand.FillAsync("oldPassword", old);
        await hand.FillAsync("newPassword", password);
        await hand.FillAsync("newPasswordRepeat", repeat);
        await hand.PressAsync(Submit);
    }

    private static string CodeOf(string key, ApiHost api) => Totp.CodeAt(Totp.Decode(key), Totp.StepAt(api.Clock.GetUtcNow()));

    /// <summary>Text of the newest mail to an address.</summary>
    private static async Task<string> MailAsync(ApiHost api, string to, string purpose)
    {
        using var client = api.AsNobody();
        for (var i = 0; i < 600; i++)
        {
            var mails = (await client.ReadAsync("/sandbox/inbox.json?to=" + Uri.EscapeDataString(to))).AsArray();
            if (mails.FirstOrDefault(mail => (string)mail!["purpose"]! == purpose) is { } mail)
                return (string)mail["text"]!;
            await Task.Delay(50);
        }

        Assert.Fail($"No mail {purpose} to {to}");
        return "";
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Code();

    [GeneratedRegex("confirm-email\\?link=(aosln_[0-9A-Za-z]+)")]
    private static partial Regex Link();
}
