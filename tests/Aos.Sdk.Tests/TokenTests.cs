using System.Text;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

public sealed class TokenTests
{
    [Fact]
    public async Task Asks_with_basic_authentication_and_form_encoded_credentials()
    {
        await using var api = await FakeApi.StartAsync();
        await api.Nasty(options =>
        {
            options.ClientId = "my:client";
            options.ClientSecret = "a+b/ü%";
            options.Scopes = ["vehicles.read", "clients.administer"];
        }).Vehicles.GetAsync("V1");

        var request = Assert.Single(api.TokenRequests);
        var basic = Encoding.ASCII.GetString(Convert.FromBase64String(request.Header("Authorization")!["Basic ".Length..]));
        Assert.Equal("my%3Aclient:a%2Bb%2F%C3%BC%25", basic);
        Assert.Equal("grant_type=client_credentials&scope=vehicles.read+clients.administer", request.Body);
        Assert.Equal("application/x-www-form-urlencoded", request.Header("Content-Type"));
        Assert.Null(request.Header("Idempotency-Key"));
        Assert.Equal("Bearer aosat_1", Assert.Single(api.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task Many_calls_at_once_ask_for_one_token()
    {
        await using var api = await FakeApi.StartAsync();
        var client = api.Nasty();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => client.Vehicles.GetAsync($"V{number}")));
        Assert.Single(api.TokenRequests);
        Assert.Equal(40, api.Requests.Count);
    }

    [Fact]
    public async Task Renews_at_80_percent_of_its_life()
    {
        await using var api = await FakeApi.StartAsync();
        var client = api.Nasty();
        await client.Vehicles.GetAsync("V1");
        api.Clock.Advance(TimeSpan.FromSeconds((3600 * 0.8) - 1));
        await client.Vehicles.GetAsync("V1");
        Assert.Single(api.TokenRequests);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.Vehicles.GetAsync("V1");
        Assert.Equal(2, api.TokenRequests.Count);
        Assert.Equal("Bearer aosat_2", api.Requests[2].Header("Authorization"));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_for_all_callers()
    {
        await using var api = await FakeApi.StartAsync();
        var client = api.Nasty();
        await client.Vehicles.GetAsync("V1");
        api.ValidToken = "aosat_2";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.Vehicles.GetAsync($"V{number}")));
        Assert.Equal(2, api.TokenRequests.Count);
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_told()
    {
        await using var api = await FakeApi.StartAsync();
        api.ValidToken = "never";
        await Assert.ThrowsAsync<AosUnauthorizedException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Equal((2, 2), (api.TokenRequests.Count, api.Requests.Count));
        Assert.Single(api.Requests.Select(request => request.Header("X-Request-Id")).Distinct());
    }

    [Fact]
    public async Task A_failing_token_endpoint_is_tried_again_and_a_refusal_is_not()
    {
        await using var api = await FakeApi.StartAsync();
        api.NextToken(Answers.Empty(503), Answers.Cut);
        await api.Nasty().Vehicles.GetAsync("V1");
        Assert.Equal(3, api.TokenRequests.Count);

        api.NextToken(Answers.Json(400, """{"error":"invalid_scope"}"""));
        var thrown = await Assert.ThrowsAsync<AosValidationException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Equal("invalid_scope", thrown.Code);
        Assert.Equal(4, api.TokenRequests.Count);
    }

    [Theory]
    [InlineData("""{"token":"x"}""")]
    [InlineData("""{"access_token":"x","expires_in":"soon"}""")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_no_token_is_told(string body)
    {
        await using var api = await FakeApi.StartAsync();
        api.NextToken(Answers.Json(200, body));
        var thrown = await Assert.ThrowsAsync<AosApiException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Equal("http.unexpected-content", thrown.Code);
    }

    [Fact]
    public async Task One_callers_cancelling_does_not_hurt_the_others()
    {
        await using var api = await FakeApi.StartAsync();
        api.NextToken(Answers.Never);
        var client = api.Nasty();
        using var cancel = new CancellationTokenSource();
        var first = client.Vehicles.GetAsync("V1", cancellationToken: cancel.Token);
        while (api.TokenRequests.Count == 0)
            await Task.Delay(5);
        var second = client.Vehicles.GetAsync("V2");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("WBAUV71070A193748", (await second).Vin);
    }

    [Fact]
    public async Task An_own_provider_replaces_client_credentials()
    {
        await using var api = await FakeApi.StartAsync();
        api.ValidToken = "renewed";
        var client = new AosClient(new AosClientOptions { BaseAddress = api.Address, TokenProvider = new OwnTokens() });
        await new Nasty.NastyClient(client.Transport).Vehicles.GetAsync("V1");
        Assert.Empty(api.TokenRequests);
        Assert.Equal(["Bearer first", "Bearer renewed"], api.Requests.Select(request => request.Header("Authorization")!));
    }

    private sealed class OwnTokens : ITokenProvider
    {
        public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) =>
            ValueTask.FromResult(rejectedToken is null ? "first" : "renewed");
    }
}
