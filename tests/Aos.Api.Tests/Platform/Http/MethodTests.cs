using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Methods that an address does not take, and HEAD, which every readable address takes.</summary>
public sealed class MethodTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string List = "/vehicle-identification/v1/vehicles";
    private const string Vehicle = List + "/WBAUV71070A193748";

    [Theory]
    [Trait("Case", "FUZ-8")]
    [Trait("Case", "OPS-5")]
    [InlineData("POST", Vehicle, "GET, HEAD")]
    [InlineData("PUT", Vehicle, "GET, HEAD")]
    [InlineData("PATCH", Vehicle, "GET, HEAD")]
    [InlineData("DELETE", Vehicle, "GET, HEAD")]
    [InlineData("OPTIONS", Vehicle, "GET, HEAD")]
    [InlineData("TRACE", Vehicle, "GET, HEAD")]
    [InlineData("BREW", Vehicle, "GET, HEAD")]
    [InlineData("TRACE", List, "GET, HEAD")]
    [InlineData("TRACE", "/administration/v1/clients", "GET, HEAD, POST")]
    [InlineData("TRACE", "/docs", "GET, HEAD")]
    [InlineData("TRACE", "/health/live", "GET, HEAD")]
    [InlineData("DELETE", "/administration/v1/clients", "GET, HEAD, POST")]
    [InlineData("GET", "/oauth/token", "POST")]
    [InlineData("TRACE", "/oauth/token", "POST")]
    public async Task Another_method_is_405_and_Allow_lists_those_that_are_taken(string method, string path, string allowed)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        var problem = await answer.ProblemAsync(405, "request.method-not-allowed");
        Assert.Contains(method, (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        Assert.DoesNotContain("Bearer", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE", "/nowhere")]
    [InlineData("GET", "/vehicle-identification/v1")]
    [InlineData("GET", "/vehicle-identification/v1/vehicle")]
    [InlineData("GET", "/vehicle-identification/v1/vehicles/WBAUV71070A193748/wheels")]
    [InlineData("GET", "/vehicle-identification/vehicles/WBAUV71070A193748")]
    [InlineData("GET", "/vehicles")]
    [InlineData("HEAD", "/nowhere")]
    public async Task An_unknown_path_is_404(string method, string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("request.not-found", answer.Header("AOS-Error-Code"));
        if (method != "HEAD")
            await answer.ProblemAsync(404, "request.not-found");
    }

    [Theory]
    [InlineData(Vehicle)]
    [InlineData(List + "?limit=3")]
    [InlineData("/docs")]
    [InlineData("/problems/request.not-found")]
    [InlineData("/vehicle-identification/v1/vehicles/short")]
    [InlineData("/nowhere")]
    public async Task HEAD_is_GET_without_its_body(string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var get = await workshop.GetAsync(path);
        using var head = await workshop.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        foreach (var header in new[] { "ETag", "Cache-Control", "Vary", "Content-Language", "Last-Modified", "Content-Type", "Link", "AOS-Error-Code", "AOS-Contract" })
            Assert.Equal(get.Header(header), head.Header(header));
        Assert.Equal(get.Content.Headers.NonValidated["Content-Length"].ToString(), head.Content.Headers.NonValidated["Content-Length"].ToString());
    }

    [Fact]
    public async Task HEAD_is_conditional_and_coded_like_GET()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var first = await workshop.SendAsync(new HttpRequestMessage(HttpMethod.Head, Vehicle));
        Assert.Equal("br", first.Header("Content-Encoding"));
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        using var again = await workshop.SendAsync(new HttpRequestMessage(HttpMethod.Head, Vehicle));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task HEAD_without_a_token_is_refused_like_GET()
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Head, Vehicle));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("auth.not-signed-in", answer.Header("AOS-Error-Code"));
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }
}
