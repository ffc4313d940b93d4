using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

/// <summary>Also what is refused around the authorization server has the form of RFC 6749.</summary>
public sealed class ErrorFormTests
{
    [Fact]
    public async Task A_rate_limit_is_told_in_the_form_of_OAuth()
    {
        await using var api = new ApiHost(new() { ["Limits:AnonymousPerSecond"] = "1" });
        await api.InitializeAsync();
        using var nobody = api.AsNobody();

        // More calls than windows can pass while they run.
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => nobody.PostAsync("/oauth/token", new FormUrlEncodedContent([]))));

        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("application/json; charset=utf-8", refused.Content.Headers.ContentType?.ToString());
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal("no-store", refused.Header("Cache-Control"));
        Assert.Equal("temporarily_unavailable", (string?)(await refused.JsonAsync())["error"]);
    }
}
