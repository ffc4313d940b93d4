using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary><c>SendAsync</c>: any path, with token, retries and errors.</summary>
public sealed class SendTests
{
    [Fact]
    public async Task Sends_any_request_with_token_key_and_id()
    {
        await using var api = await FakeApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "some/path?a=%2F") { Content = new StringContent("{}") };
        using var response = await api.Client().SendAsync(request);
        var received = api.Requests.Single();
        Assert.Equal(("/some/path?a=%2F", "Bearer aosat_1"), (received.Target, received.Header("Authorization")));
        Assert.NotNull(received.Header("Idempotency-Key"));
        Assert.NotNull(received.Header("X-Request-Id"));
    }

    [Fact]
    public async Task Absolute_addresses_must_be_on_the_own_origin()
    {
        await using var api = await FakeApi.StartAsync();
        using var own = new HttpRequestMessage(HttpMethod.Get, api.Address + "/x");
        (await api.Client().SendAsync(own)).Dispose();
        foreach (var foreign in (string[])["https://evil.example/x", "http://127.0.0.1:1/x", "file:///etc/passwd"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, foreign);
            await Assert.ThrowsAsync<ArgumentException>(() => api.Client().SendAsync(request));
        }
        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("/\\evil.example/x")]
    [InlineData("@evil.example/x")]
    [InlineData(":80@evil.example/x")]
    public async Task No_path_leads_to_another_origin(string path)
    {
        await using var api = await FakeApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.RelativeOrAbsolute));
        try
        {
            (await api.Client().SendAsync(request)).Dispose();
        }
        catch (ArgumentException)
        {
            return;
        }
        Assert.Equal(new Uri(api.Address).Authority, api.Requests.Single().Header("Host"));
    }

    [Fact]
    public async Task Not_modified_is_an_answer_and_no_failure()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Empty(304);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        using var response = await api.Client().SendAsync(request);
        Assert.Equal(304, (int)response.StatusCode);
    }
}
