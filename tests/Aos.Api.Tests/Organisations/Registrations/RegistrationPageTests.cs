using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Pages;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>The pages to which the mails of a registration lead, without script.</summary>
public sealed class RegistrationPageTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Confirm = "/account/registration/confirm?link=", Documents = "/account/registration/documents?link=";

    [Fact]
    [Trait("Requirement", "REG-32")]
    [Trait("Decision", "REG-D15")]
    [Trait("Decision", "AUTH-D1")]
    public async Task A_click_confirms_and_opening_the_page_does_not()
    {
        const string email = "page@example.org";
        await api.RegisterAsync(await api.PlainFormAsync(email));
        var link = await api.RegistrationLinkAsync(email, "confirm");
        using var browser = new WebBrowser(api);
        var page = await PageForm.OpenAsync(browser, Confirm + link);
        Assert.Equal("awaitingEmailConfirmation", await api.StateOfAsync(email));
        using var done = await page.SendAsync();
        Assert.Contains("Many thanks for the confirmation of your e-mail address.", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("inReview", await api.StateOfAsync(email));
        using var logOn = await browser.LogOnAsync(email, RegistrationKit.Password);
        Assert.Equal((HttpStatusCode.Forbidden, false), (logOn.StatusCode, browser.HasSession));
        Assert.Contains("Your registration is being checked.", await logOn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await RefusedAsync(browser, Confirm + link, HttpStatusCode.Conflict, "confirmed already");
        await RefusedAsync(browser, Confirm + "nonsense", HttpStatusCode.NotFound, "not known");
        await RefusedAsync(browser, Confirm, HttpStatusCode.NotFound, "not known");
    }

    [Fact]
    [Trait("Requirement", "REG-28")]
    [Trait("Decision", "REG-D11")]
    [Trait("Case", "FIL-2")]
    [Trait("Case", "FIL-4")]
    [Trait("Case", "FIL-11")]
    public async Task Documents_are_sent_by_a_form()
    {
        const string email = "form@example.org";
        var id = await api.InReviewAsync(email);
        await api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." });
        var address = Documents + await api.RegistrationLinkAsync(email, "documents");
        using var browser = new WebBrowser(api);
        var page = await PageForm.OpenAsync(browser, address);
        Assert.Equal(3, page.Html.Split("type=\"file\"").Length - 1);

        await AgainAsync(browser, page, address, 422, "Choose at least one file.");
        await AgainAsync(browser, page, address, 415, "Only PNG files are permitted.", ("a.png", Encoding.UTF8.GetBytes("MZ")));
        await AgainAsync(browser, page, address, 422, "The file is empty.", ("a.png", []));
        await AgainAsync(browser, page, address, 422, "All files must have different names.", ("a.png", RegistrationKit.Png()), ("A.png", RegistrationKit.Png()));
        await AgainAsync(browser, page, address, 422, "At most three files can be sent at once, and 30 in all.", [.. Enumerable.Range(1, 4).Select(number => ($"{number}.png", RegistrationKit.Png()))]);
        await AgainAsync(browser, page, address, 413, "The file is larger than 1 MByte.", ("a.png", RegistrationKit.Png(1_048_577)));
        Assert.Equal(0, await api.SqlAsync<long>($"select count(*) from organisations.registration_attachments"));

        using var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file-1\"; filename=\"a.png\"\r\n\r\nabc");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var refused = await browser.Http.PostAsync(address, broken);
        Assert.Equal((HttpStatusCode.BadRequest, "pages.form-broken"), (refused.StatusCode, refused.Header("AOS-Error-Code")));

        using var sent = await SendAsync(browser, page, address, ("a.png", RegistrationKit.Png()), ("b.png", RegistrationKit.Png(2000)));
        Assert.Contains("Many thanks for your documents.", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("inReview", 2), (await api.StateOfAsync(email), (await api.ReadRegistrationAsync(id))["attachments"]!.AsArray().Count));
        using var twice = await SendAsync(browser, page, address, ("c.png", RegistrationKit.Png()));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("No documents are waited for", await twice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await api.SqlAsync<long>($"select count(*) from organisations.registration_attachments"));
    }

    [Fact]
    [Trait("Requirement", "REG-3")]
    [Trait("Requirement", "REG-35")]
    [Trait("Requirement", "REGX-10")]
    [Trait("Requirement", "REGX-15")]
    [Trait("Requirement", "REGX-18")]
    [Trait("Requirement", "REGX-19")]
    [Trait("Requirement", "REGX-20")]
    [Trait("Requirement", "REGX-21")]
    [Trait("Requirement", "ORG-37")]
    public async Task The_landing_page_and_the_log_on_lead_to_the_registration_and_help()
    {
        await using var portal = new ApiHost(new() { ["Portal:RegistrationUrl"] = "https://portal.example.com/register", ["Portal:SupportMail"] = "support@example.com" }, services: null, api.Database);
        await portal.InitializeAsync();
        using var browser = new WebBrowser(portal);
        var landing = await browser.PageAsync("/account/welcome");
        Assert.Equal("https://portal.example.com/register", PageForms.LinkOf(landing, "Register now"));
        Assert.Equal("/account/sign-in", PageForms.LinkOf(landing, "Already registered? Log in now."));
        var logOn = WebUtility.HtmlDecode(await (await browser.GetAsync("/account/sign-in")).Content.ReadAsStringAsync());
        foreach (var text in new[]
        {
            "<a href=\"https://portal.example.com/register\">register here free of charge</a>", "<a href=\"mailto:support@example.com\">our support</a>", "reset your password here",
            "Contact your organisation administrator so that he/she can set up another user with you.", "Contact your organisation administrator or <a", "This check can take up to two working days.",
            "Do not save this page in your bookmarks/favourites.",
        })
            Assert.Contains(text, logOn, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "AUTH-D1")]
    public async Task The_log_on_does_not_wait_for_who_works_on_the_registration()
    {
        const string email = "unlocked@example.org";
        var id = await api.InReviewAsync(email);
        await using var reviewer = await api.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await reviewer.BeginTransactionAsync();
        await using (var command = reviewer.CreateCommand())
        {
            command.CommandText = $"select from organisations.registrations where id = '{id}' for update";
            await command.ExecuteNonQueryAsync();
        }

        using var browser = new WebBrowser(api);
        using var logOn = await browser.LogOnAsync(email, RegistrationKit.Password);
        Assert.Equal(HttpStatusCode.Forbidden, logOn.StatusCode);
        Assert.Contains("Your registration is being checked.", await logOn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AgainAsync(WebBrowser browser, PageForm page, string address, int status, string text, params (string Name, byte[] Content)[] files)
    {
        using var answer = await SendAsync(browser, page, address, files);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True((int)answer.StatusCode == status, $"{text}: {(int)answer.StatusCode} {html}");
        Assert.Contains(text, html, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(WebBrowser browser, PageForm page, string address, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(page.Proof), "form-token" } };
        foreach (var (index, (name, content)) in files.Index())
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new("image/png");
            form.Add(part, $"file-{index + 1}", name);
        }

        return await browser.Http.PostAsync(address, form);
    }

    private static async Task RefusedAsync(WebBrowser browser, string address, HttpStatusCode status, string text)
    {
        var page = await PageForm.OpenAsync(browser, address);
        using var answer = await page.SendAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
