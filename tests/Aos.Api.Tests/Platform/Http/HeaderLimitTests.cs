using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>What the server refuses before the application sees it: a bare status, without a body and without a word about itself.</summary>
public sealed class HeaderLimitTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Headers_above_32_KB_are_431() =>
        await RefusedAsync(431, RawConnection.Head("GET /health/live", "X-Long: " + new string('a', 33 * 1024)));

    [Fact]
    public async Task More_than_100_headers_are_431() =>
        await RefusedAsync(431, RawConnection.Head("GET /health/live", [.. Enumerable.Range(0, 101).Select(i => $"X-{i}: a")]));

    [Fact]
    public async Task A_request_line_above_8_KB_is_414() =>
        await RefusedAsync(414, RawConnection.Head("GET /health/live?" + new string('a', 9 * 1024)));

    [Theory]
    [InlineData("GET /a%00b")]
    [InlineData("GET")]
    [InlineData("GET  /health/live")]
    [InlineData("G(T /health/live")]
    public async Task A_broken_request_line_is_400(string line) =>
        await RefusedAsync(400, RawConnection.Head(line));

    [Theory]
    [InlineData("Content-Length: x")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2")]
    [InlineData("Broken")]
    [InlineData("X: a\0b")]
    public async Task Broken_headers_are_400(string header) =>
        await RefusedAsync(400, RawConnection.Head("POST /health/live", header));

    [Fact]
    public async Task What_is_within_the_limits_is_answered()
    {
        var (status, _, _) = await RawConnection.SendAsync(api, RawConnection.Head("GET /health/live", [.. Enumerable.Range(0, 90).Select(i => $"X-{i}: {new string('a', 300)}")]));
        Assert.Equal(200, status);
    }

    private async Task RefusedAsync(int expected, string request)
    {
        var (status, head, body) = await RawConnection.SendAsync(api, request);
        Assert.Equal(expected, status);
        Assert.Empty(body);
        Assert.DoesNotContain("Server:", head, StringComparison.OrdinalIgnoreCase);
    }
}
