using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Pages;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Pages;

/// <summary>What holds for every page: who may open it, headers, forms that cannot be forged, texts from the resources only.</summary>
public sealed partial class EveryPageTests : IAsyncLifetime
{
    private static readonly string[] ForEverybody =
        ["activate", "change-password", "confirm-email", "consent", "device", "password-guidelines", "registration/confirm", "registration/documents", "reset-password", "second-factor", "second-factor/setup", "sign-in", "sign-out", "welcome"];

    private static readonly string[] Own = ["", "consents", "data", "email", "password", "second-factor/manage", "sessions"];

    private readonly ApiHost _api = new(new() { ["Portal:PseudoLocale"] = "true", ["Portal:Name"] = "Acme" });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public void Pages_are_those_on_the_list() => Assert.Equal(
        ForEverybody.Concat(Own).Select(Address).Order(StringComparer.Ordinal),
        _api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Order(StringComparer.Ordinal));

    [Fact, Trait("Case", "AUT-18"), Trait("Case", "AUT-20")]
    public async Task Pages_of_the_own_account_lead_to_the_log_on_and_back()
    {
        using var client = _api.AsNobody();
        foreach (var path in Own.Select(Address))
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?returnUrl=" + Uri.EscapeDataString(path)), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        }
    }

    [Fact, Trait("Case", "DEV-9")]
    public async Task A_form_without_our_proof_is_refused_by_every_page_before_anything_else()
    {
        using var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Claire);
        foreach (var path in ForEverybody.Concat(Own).Select(Address))
        {
            using var form = new FormUrlEncodedContent([new("decision", "allow"), new("email", "claire.smith@example.com")]);
            using var answer = await browser.Http.PostAsync(path, form);
            Assert.Equal((path, HttpStatusCode.BadRequest, "pages.form-expired"), (path, answer.StatusCode, answer.Headers.GetValues("AOS-Error-Code").Single()));
        }
    }

    [Fact, Trait("Case", "AUT-18")]
    public async Task Every_page_has_its_headers_and_forms_with_our_proof()
    {
        using var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Claire);
        foreach (var path in ForEverybody.Concat(Own).Select(Address))
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            var html = await answer.Content.ReadAsStringAsync();
            Assert.All(PostForm().Matches(html), form => Assert.Contains("name=\"form-token\"", form.Value, StringComparison.Ordinal));
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_word_comes_from_the_resources()
    {
        using var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Claire);
        string[] data = ["Acme", "English", "Deutsch", "Polski", "Claire", "Smith", "claire.smith@example.com", "Workshop North", "127.0.0.1"];
        foreach (var path in ForEverybody.Concat(Own).Select(Address))
        {
            using var answer = await browser.GetAsync(path + "?lang=qps");
            if (answer.StatusCode == HttpStatusCode.SeeOther)
                continue;
            var html = await answer.Content.ReadAsStringAsync();
            var text = Tag().Replace(Options().Replace(html[html.IndexOf("<body", StringComparison.Ordinal)..], ""), " ");
            text = WebUtility.HtmlDecode(Ours().Replace(text, ""));
            foreach (var word in data)
                text = text.Replace(word, "", StringComparison.Ordinal);
            Assert.False(Word().IsMatch(RequestId().Replace(text, "")), $"{path}: {Word().Match(text).Value} in {text}");
        }
    }

    [Fact, Trait("Case", "AUT-19"), Trait("Requirement", "CEN-1")]
    public async Task The_log_on_leads_only_to_pages_of_this_house()
    {
        foreach (var (wanted, reached) in new[] { ("/account/sessions", "/account/sessions"), ("//x", "/account"), ("/\\x", "/account"), ("https:x", "/account"), ("/%09/x", "/account"), ("/ü", "/account"), ("/account/data?x=ü", "/account"), ("/account/data?x=%C3%BC", "/account/data?x=%C3%BC"), ("", "/account") })
        {
            using var browser = new WebBrowser(_api);
            var path = "/account/sign-in?returnUrl=" + Uri.EscapeDataString(wanted);
            var html = await browser.Http.GetStringAsync(path);
            using var form = new FormUrlEncodedContent([new("form-token", Token().Match(html).Groups[1].Value), new("email", SomePerson.Claire.Login), new("password", SomePerson.Password)]);
            using var answer = await browser.Http.PostAsync(path, form);
            Assert.Equal((HttpStatusCode.SeeOther, reached), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        }
    }

    [Fact]
    public async Task Control_characters_are_refused_with_a_page()
    {
        using var browser = new WebBrowser(_api);
        var page = await PageForm.OpenAsync(browser, "/account/sign-in");
        foreach (var email in new[] { "a%00b", "a\0b", "a%0Ab", "a%7Fb", "a%C2%85b" })
        {
            using var form = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes($"form-token={Uri.EscapeDataString(page.Proof)}&password=x&email={email}"));
            form.Headers.ContentType = new("application/x-www-form-urlencoded");
            using var answer = await browser.Http.PostAsync("/account/sign-in", form);
            Assert.Equal((email, HttpStatusCode.BadRequest, "pages.form-broken"), (email, answer.StatusCode, answer.Headers.GetValues("AOS-Error-Code").Single()));
            Assert.StartsWith("<!DOCTYPE html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var address in new[] { "/account/sign-in?email=a%00b", "/account/device?user_code=%00", "/account/reset-password?email=a%0d%0ab", "/account/activate?link=%1f" })
        {
            using var answer = await browser.GetAsync(address);
            Assert.Equal((address, HttpStatusCode.BadRequest, "pages.form-broken"), (address, answer.StatusCode, answer.Headers.GetValues("AOS-Error-Code").Single()));
        }

        // Bytes that are no UTF-8 become a letter that no name holds.
        using var raw = new ByteArrayContent([.. System.Text.Encoding.ASCII.GetBytes($"form-token={Uri.EscapeDataString(page.Proof)}&password=x&email=a"), 0xFF, 0xC3, 0x28, (byte)'b']);
        raw.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var unknown = await browser.Http.PostAsync("/account/sign-in", raw);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Theory]
    [InlineData("claire.smith@example.com", "Werkstatt-2020-y")]
    [InlineData("nobody@example.com", "Werkstatt-2020-x")]
    [Trait("Decision", "AUTH-D1")]
    public async Task Wrong_address_and_wrong_password_look_alike(string login, string password)
    {
        using var browser = new WebBrowser(_api);
        var html = await browser.Http.GetStringAsync("/account/sign-in");
        using var form = new FormUrlEncodedContent([new("form-token", Token().Match(html).Groups[1].Value), new("email", login), new("password", password)]);
        using var answer = await browser.Http.PostAsync("/account/sign-in", form);
        var shown = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<li>E-mail address or password is not correct.</li>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(password, shown, StringComparison.Ordinal);
    }

    [Fact, Trait("Requirement", "AUTH-5"), Trait("Requirement", "AUTH-6"), Trait("Requirement", "AUTH-4")]
    public async Task The_log_on_page_has_its_fields_its_help_and_its_note()
    {
        using var client = _api.AsNobody();
        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/account/sign-in"));
        foreach (var text in new[]
        {
            "Enter your e-mail address and your password:", "E-mail address", "Password", "Logon", "Help", "Isn't your organisation registered yet?", "Have you forgotten your password?",
            "Have you forgotten your e-mail address?", "Contact your organisation administrator so that he/she can set up another user with you.", "This check can take up to two working days.",
            "Do not save this page in your bookmarks/favourites. Log on first if you want to save the requested page in your browser.",
        })
            Assert.Contains(text, html, StringComparison.Ordinal);
    }

    private static string Address(string page) => page.Length == 0 ? "/account" : "/account/" + page;

    [GeneratedRegex("<form method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("<option.*?</option>|<code>.*?</code>|<small>.*?</small>", RegexOptions.Singleline)]
    private static partial Regex Options();

    [GeneratedRegex("⟦[^⟧]*⟧")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RequestId();

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
