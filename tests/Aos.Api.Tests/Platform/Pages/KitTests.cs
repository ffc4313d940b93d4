using System.Net;
using Aos.Api.Platform.Pages;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Pages;

/// <summary>What every page has: headers, language, errors as pages, limits of forms.</summary>
public sealed class KitTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/account/password-guidelines";

    [Theory]
    [InlineData("", "", "en", "Password guidelines")]
    [InlineData("", "de-AT, en;q=0.5", "de", "Passwortregeln")]
    [InlineData("", "fr, pl;q=0.8, de;q=0.7", "pl", "Zasady dotyczące haseł")]
    [InlineData("", "de;q=0, fr", "en", "Password guidelines")]
    [InlineData("?lang=pl", "de", "pl", "Zasady dotyczące haseł")]
    [InlineData("?ui_locales=xx%20de-DE%20pl", "pl", "de", "Passwortregeln")]
    [InlineData("?lang=qps", "", "en", "Password guidelines")]
    public async Task The_language_is_the_one_that_was_asked_for(string query, string accept, string language, string heading)
    {
        using var client = api.AsNobody();
        if (accept.Length > 0)
            client.DefaultRequestHeaders.Add("Accept-Language", accept);
        var answer = await client.GetAsync(Path + query);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<h1>{heading}</h1>", html, StringComparison.Ordinal);
        Assert.Equal(language, answer.Content.Headers.ContentLanguage.Single());
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays()
    {
        using var client = api.AsNobody();
        var chosen = await client.GetAsync(Path + "?lang=de");
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("aos-lang=de; ", cookie, StringComparison.Ordinal);
        using var next = new HttpRequestMessage(HttpMethod.Get, Path);
        next.Headers.Add("Cookie", "aos-lang=de");
        next.Headers.Add("Accept-Language", "pl");
        Assert.Contains("<html lang=\"de\">", await (await client.SendAsync(next)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact, Trait("Case", "AUT-18")]
    public async Task Pages_are_never_cached_nor_framed()
    {
        using var client = api.AsNobody();
        foreach (var path in new[] { Path, "/account/nothing-here" })
        {
            var headers = (await client.GetAsync(path)).Headers;
            Assert.Equal("no-store", headers.GetValues("Cache-Control").Single());
            Assert.Equal("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
            Assert.False(headers.Contains("X-Frame-Options"));
        }
    }

    [Theory]
    [InlineData("en", "Page not found")]
    [InlineData("de", "Seite nicht gefunden")]
    [InlineData("pl", "Nie znaleziono strony")]
    public async Task What_is_not_there_is_a_page_with_the_request_id(string language, string heading)
    {
        using var client = api.AsNobody();
        client.DefaultRequestHeaders.Add("X-Request-Id", "look-for-me");
        var answer = await client.GetAsync("/account/nothing/here?lang=" + language);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains($"<h1>{heading}</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<code>look-for-me</code>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=1", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest, "pages.form-expired")]
    [InlineData("a=1&a=2", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest, "pages.form-broken")]
    [InlineData("{}", "application/json", HttpStatusCode.UnsupportedMediaType, "request.unsupported-media-type")]
    public async Task A_form_that_is_not_ours_is_refused(string body, string type, HttpStatusCode status, string code)
    {
        using var client = api.AsNobody();
        var answer = await client.PostAsync(Path, new StringContent(body, System.Text.Encoding.UTF8, type));
        Assert.Equal((status, code), (answer.StatusCode, answer.Headers.GetValues("AOS-Error-Code").Single()));
        Assert.StartsWith("<!DOCTYPE html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_has_at_most_64_KB()
    {
        using var client = api.AsNobody();
        using var content = new StringContent("a=" + new string('x', 70_000), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = await client.PostAsync(Path, content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.StartsWith("<!DOCTYPE html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_methods_are_refused()
    {
        using var client = api.AsNobody();
        var answer = await client.DeleteAsync(Path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow);
        using var head = new HttpRequestMessage(HttpMethod.Head, Path);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(head)).StatusCode);
    }

    [Theory, Trait("Case", "AUT-19")]
    [InlineData("/account/sessions?x=1", true)]
    [InlineData("/oauth/authorize/0199", true)]
    [InlineData("//x", false)]
    [InlineData("/\\x", false)]
    [InlineData("https:x", false)]
    [InlineData("/%09/x", false)]
    [InlineData("/\t/x", false)]
    [InlineData("/%2f/x", false)]
    [InlineData("/ü", false)]
    [InlineData("/%C3%BC", true)]
    [InlineData("/a b", false)]
    [InlineData("/a\u007f", false)]
    [InlineData("x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_paths_of_this_house_are_returned_to(string? wanted, bool ours) =>
        Assert.Equal(ours ? wanted : "/account", ReturnPath.OrHome(wanted, new Portal()));
}
