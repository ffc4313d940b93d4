using System.Net;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Pages;

/// <summary>What the pages say and where they lead, page by page as the manual tells it.</summary>
public sealed class ManualPagesTests : IAsyncLifetime
{
    private const string NewPassword = "Kurbelwelle-77-y";
    private readonly ApiHost _api = new(new() { ["Portal:RegistrationUrl"] = "https://portal.example.com/register", ["Portal:SupportMail"] = "support@example.com" });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Requirement", "AUTH-1"), Trait("Requirement", "AUTH-2"), Trait("Requirement", "AUTH-3")]
    public async Task The_landing_page_leads_to_the_registration_and_to_the_log_on()
    {
        using var browser = new WebBrowser(_api);
        var landing = await browser.PageAsync("/account/welcome");
        Assert.Equal("Welcome to AOS", PageForms.HeadingOf(landing));
        Assert.Equal("https://portal.example.com/register", PageForms.LinkOf(landing, "Register now"));
        var logOn = await browser.PageAsync(PageForms.LinkOf(landing, "Already registered? Log in now."));
        Assert.Equal("The official aftersales online system", PageForms.HeadingOf(logOn));
        Assert.Equal(["email: E-mail address", "password: Password"], PageForms.LabelsOf(logOn));
    }

    [Theory]
    [InlineData("de", "Jetzt registrieren", "Schon registriert? Jetzt anmelden.")]
    [InlineData("pl", "Zarejestruj się", "Masz już konto? Zaloguj się.")]
    [Trait("Requirement", "AUTH-2")]
    public async Task The_buttons_of_the_landing_page_are_there_in_every_language(string language, string register, string logIn)
    {
        using var browser = new WebBrowser(_api);
        var landing = await browser.PageAsync("/account/welcome?lang=" + language);
        Assert.Equal(("https://portal.example.com/register", "/account/sign-in"), (PageForms.LinkOf(landing, register), PageForms.LinkOf(landing, logIn)));
    }

    [Fact]
    [Trait("Requirement", "AUTH-7"), Trait("Requirement", "AUTH-8")]
    public async Task The_log_on_leads_to_the_start_page()
    {
        using var browser = new WebBrowser(_api);
        using var answer = await browser.LogOnAsync(SomePerson.Claire.Login, SomePerson.Password);
        var start = await browser.PageAsync(await answer.RedirectAsync());
        Assert.Equal("Claire Smith", PageForms.HeadingOf(start));
        Assert.Equal("/account/sign-out", PageForms.LinkOf(start, "Logout"));
    }

    [Fact]
    [Trait("Requirement", "AUTH-7")]
    public async Task The_start_page_is_the_one_of_the_portal_where_a_setting_names_it()
    {
        await using var api = new ApiHost(new() { ["Portal:HomeUrl"] = "https://portal.example.com/start" });
        await api.InitializeAsync();
        using var browser = new WebBrowser(api);
        using var answer = await browser.LogOnAsync(SomePerson.Claire.Login, SomePerson.Password);
        Assert.Equal("https://portal.example.com/start", await answer.RedirectAsync());
    }

    [Fact]
    [Trait("Requirement", "AUTH-13"), Trait("Requirement", "AUTH-14")]
    public async Task Reset_password_asks_for_the_address_of_the_registration()
    {
        using var browser = new WebBrowser(_api);
        var page = await browser.PageAsync(PageForms.LinkOf(await browser.PageAsync("/account/sign-in"), "reset your password here"));
        Assert.Contains("<title>Reset password · AOS</title>", page, StringComparison.Ordinal);
        AssertResetText(page);
        Assert.Equal("mailto:support@example.com", PageForms.LinkOf(page, "our support"));
        Assert.Equal(["email: E-mail address"], PageForms.LabelsOf(page));
        Assert.Contains("<button class=\"button\" type=\"submit\">Continue</button>", page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "AUTH-15"), Trait("Requirement", "AUTH-16"), Trait("Requirement", "AUTH-17")]
    public async Task After_Continue_the_same_page_asks_for_the_code_and_tells_how_long_it_can_take()
    {
        using var browser = new WebBrowser(_api);
        var page = await browser.PageAsync(await AskForCodeAsync(browser));
        AssertResetText(page);
        Assert.Equal(["code: Password reset code"], PageForms.LabelsOf(page));
        Assert.Contains("<h2>Information</h2><p>Thank-you, we have just sent a reset code to your e-mail address.", page, StringComparison.Ordinal);
        Assert.Contains("Delivery of the mail can take some minutes. Keep this window open meanwhile.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "Code zum Zurücksetzen", "Die Zustellung der E-Mail kann einige Minuten dauern.")]
    [InlineData("pl", "Kod resetowania hasła", "Dostarczenie wiadomości może potrwać kilka minut.")]
    [Trait("Requirement", "AUTH-16"), Trait("Requirement", "AUTH-17")]
    public async Task The_step_of_the_code_is_there_in_every_language(string language, string label, string delivery)
    {
        using var browser = new WebBrowser(_api);
        var page = await browser.PageAsync($"/account/reset-password?lang={language}&email=claire.smith%40example.com");
        Assert.Equal(["code: " + label], PageForms.LabelsOf(page));
        Assert.Contains(delivery, page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "AUTH-21"), Trait("Requirement", "AUTH-23"), Trait("Requirement", "AUTH-24"), Trait("Requirement", "AUTH-27"), Trait("Requirement", "AUTH-28")]
    public async Task The_temporary_password_can_be_copied_and_leads_by_the_log_on_to_its_change()
    {
        using var browser = new WebBrowser(_api);
        var form = await AskForCodeAsync(browser);
        var code = await _api.CodeAsync(SomePerson.Claire.Login);
        using var redeemed = await browser.SendAsync(form + "&handler=Redeem", await browser.PageAsync(form), ("email", SomePerson.Claire.Login), ("code", code));
        var page = await redeemed.MarkupAsync();
        Assert.Contains("It reads:</p>", page, StringComparison.Ordinal);
        var temporary = Between(page, "<p class=\"secret\" id=\"password\">", "</p>");
        Assert.Equal(16, temporary.Length);
        Assert.Contains("data-copy=\"password\" data-done=\"Copied\">Copy to clipboard</button>", page, StringComparison.Ordinal);
        Assert.Contains("Please log on now with your e-mail address and the newly generated password and follow the instructions on the display screen.", page, StringComparison.Ordinal);

        using var logOn = await browser.SendAsync(PageForms.LinkOf(page, "To login"), ("email", SomePerson.Claire.Login), ("password", temporary));
        var change = await logOn.RedirectAsync();
        Assert.Equal("/account/change-password", change);
        var changePage = await browser.PageAsync(change);
        Assert.Equal("Change password", PageForms.HeadingOf(changePage));
        AssertChangeForm(changePage, "newPassword: Password");

        using var changed = await browser.SendAsync(change, ("oldPassword", temporary), ("newPassword", NewPassword), ("newPasswordRepeat", NewPassword));
        Assert.Contains("Your password has been changed successfully.", await browser.PageAsync(await changed.RedirectAsync()), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "USER-7"), Trait("Requirement", "USER-8")]
    public async Task Change_e_mail_says_that_nothing_is_saved_before_the_click()
    {
        using var browser = await SignedInAsync();
        var page = await browser.PageAsync(PageForms.LinkOf(await browser.PageAsync("/account/data"), "Change e-mail"));
        Assert.Equal("Change e-mail", PageForms.HeadingOf(page));
        Assert.Contains("Enter the new e-mail address and confirm it. We then send a confirmation link to the new e-mail address. Your new e-mail address will not be saved until you click this link.", page, StringComparison.Ordinal);
        Assert.Equal(["newEmail: New e-mail address", "currentPassword: Current password"], PageForms.LabelsOf(page));
        Assert.Contains("<button class=\"button\" type=\"submit\">Confirm</button>", page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "USER-16"), Trait("Requirement", "USER-17")]
    public async Task The_own_password_has_its_form_with_Cancel_and_Change()
    {
        using var browser = await SignedInAsync();
        var page = await browser.PageAsync("/account/password");
        Assert.Equal("Change password", PageForms.HeadingOf(page));
        AssertChangeForm(page, "newPassword: New password");
        Assert.Equal("/account", PageForms.LinkOf(page, "Cancel"));
    }

    [Fact]
    [Trait("Requirement", "USER-20")]
    public async Task Cancel_leaves_the_own_password_as_it_is()
    {
        using var browser = await SignedInAsync();
        var before = await AccountAsync();
        var start = await browser.PageAsync(PageForms.LinkOf(await browser.PageAsync("/account/password"), "Cancel"));
        Assert.Equal("Claire Smith", PageForms.HeadingOf(start));
        Assert.Equal(before, await AccountAsync());
        using var again = new WebBrowser(_api);
        using var answer = await again.LogOnAsync(SomePerson.Claire.Login, SomePerson.Password);
        Assert.Equal("/account", await answer.RedirectAsync());
    }

    private static void AssertResetText(string page)
    {
        Assert.Equal("Do you have problems with your password?", PageForms.HeadingOf(page));
        Assert.Contains(
            "If you have problems with your password you can generate a new password yourself. Please enter the e-mail address that you used to register with us. We will then send you a reset code, with which you can create a new password.",
            page, StringComparison.Ordinal);
        Assert.Contains("If you have forgotten which e-mail address you used to register with us, please contact <a", page, StringComparison.Ordinal);
    }

    private static void AssertChangeForm(string page, string newPassword)
    {
        Assert.Contains("Here, please specify your current password and the new password you want.", page, StringComparison.Ordinal);
        Assert.Contains("<dt>E-mail address</dt><dd>claire.smith@example.com</dd>", page, StringComparison.Ordinal);
        Assert.Equal(["oldPassword: Old password", newPassword, "newPasswordRepeat: Repeat new password"], PageForms.LabelsOf(page));
        Assert.Contains("<button class=\"button\" type=\"submit\">Change</button>", page, StringComparison.Ordinal);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    /// <summary>Asks for a code; the address of the form that takes it.</summary>
    private static async Task<string> AskForCodeAsync(WebBrowser browser)
    {
        using var asked = await browser.SendAsync("/account/reset-password", ("email", SomePerson.Claire.Login));
        return await asked.RedirectAsync();
    }

    private async Task<WebBrowser> SignedInAsync()
    {
        var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Claire);
        return browser;
    }

    private Task<string?> AccountAsync() => _api.SqlAsync<string>($"select a::text from identity.accounts a where a.id = '{SomePerson.Claire.Id}'");
}
