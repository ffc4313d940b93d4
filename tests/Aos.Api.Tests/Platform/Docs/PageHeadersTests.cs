using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace Aos.Api.Tests.Platform.Docs;

public sealed class PageHeadersTests(DocsHost host) : IClassFixture<DocsHost>
{
    [Theory]
    [InlineData("/docs", "text/html; charset=utf-8")]
    [InlineData("/docs.md", "text/markdown; charset=utf-8")]
    [InlineData("/problems.json", "application/json")]
    [InlineData("/docs/assets/site.css", "text/css; charset=utf-8")]
    [InlineData("/docs/assets/icon.svg", "image/svg+xml")]
    public async Task Every_answer_has_the_headers_of_a_page(string path, string type)
    {
        var answer = await host.Client.GetAsync(path);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("public, max-age=300", Header(answer, "Cache-Control"));
        Assert.False(answer.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task Known_pages_are_304()
    {
        var tag = (await host.Client.GetAsync("/docs")).Headers.ETag!;
        foreach (var condition in new[] { tag, new EntityTagHeaderValue(tag.Tag, isWeak: true), EntityTagHeaderValue.Any })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/docs") { Headers = { IfNoneMatch = { condition } } };
            var answer = await host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
            Assert.Equal(tag, answer.Headers.ETag);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Another_tag_gets_the_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs") { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"other\"") } } };
        Assert.Equal(HttpStatusCode.OK, (await host.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Head_is_get_without_body()
    {
        var get = await host.Client.GetAsync("/docs");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/docs");
        var head = await host.Client.SendAsync(request);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Other_methods_are_405()
    {
        var answer = await host.Client.PostAsync("/docs", new StringContent(""));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Style_sheet_by_its_hash_is_kept_for_a_year()
    {
        var page = XDocument.Parse(await host.Client.GetStringAsync("/docs"));
        var path = page.Descendants("link").Single(link => link.Attribute("rel")!.Value == "stylesheet").Attribute("href")!.Value;
        Assert.Equal("public, max-age=31536000, immutable", Header(await host.Client.GetAsync(path), "Cache-Control"));
        Assert.Equal("public, max-age=300", Header(await host.Client.GetAsync("/docs/assets/site.css?v=old"), "Cache-Control"));
    }

    [Theory]
    [InlineData("br", "-br")]
    [InlineData("gzip", "-gz")]
    public async Task Long_pages_are_coded_when_asked_for(string coding, string suffix)
    {
        var plain = (await host.Client.GetAsync("/docs")).Headers.ETag!.Tag;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs") { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue(coding) } } };
        var answer = await host.Client.SendAsync(request);
        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        Assert.Equal($"{plain[..^1]}{suffix}\"", answer.Headers.ETag!.Tag);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/docs") { Headers = { IfNoneMatch = { answer.Headers.ETag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.Client.SendAsync(again)).StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
