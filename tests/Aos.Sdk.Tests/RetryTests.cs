using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>Only what is safe is repeated, after the time the API asks for, and cancelling ends it at once.</summary>
[Trait("Scorecard", "10")]
public sealed class RetryTests
{
    private static readonly VehicleCreate NewVehicle = new() { Vin = "V1", Kind = VehicleKind.PassengerCar, Tags = [] };

    [Theory]
    [InlineData("GET", 408, true)]
    [InlineData("GET", 425, true)]
    [InlineData("GET", 429, true)]
    [InlineData("GET", 500, true)]
    [InlineData("GET", 502, true)]
    [InlineData("GET", 503, true)]
    [InlineData("GET", 504, true)]
    [InlineData("GET", 501, false)]
    [InlineData("GET", 400, false)]
    [InlineData("GET", 403, false)]
    [InlineData("GET", 404, false)]
    [InlineData("GET", 409, false)]
    [InlineData("POST", 500, true)]
    [InlineData("POST", 503, true)]
    [InlineData("POST", 409, false)]
    [InlineData("POST", 422, false)]
    [InlineData("PUT", 503, true)]
    [InlineData("PUT", 429, true)]
    [InlineData("PUT", 500, false)]
    [InlineData("PUT", 412, false)]
    [InlineData("DELETE", 504, true)]
    [InlineData("DELETE", 500, false)]
    [InlineData("PATCH", 429, true)]
    [InlineData("PATCH", 503, false)]
    [InlineData("PATCH", 500, false)]
    public async Task Repeats_what_is_safe(string method, int status, bool repeats)
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Problem(status, "some.code"));
        using var request = new HttpRequestMessage(new HttpMethod(method), "/x");
        var call = api.Client().SendAsync(request);
        if (repeats)
            (await call).Dispose();
        else
            await Assert.ThrowsAnyAsync<AosApiException>(() => call);
        Assert.Equal(repeats ? 2 : 1, api.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task Repeats_a_key_that_is_still_in_work_when_the_API_says(int seconds)
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Problem(409, "idempotency.in-progress", "", ("Retry-After", $"{seconds}")));
        await api.Nasty().Vehicles.CreateAsync(NewVehicle);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], api.Clock.Waits);
        Assert.Single(api.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());
    }

    [Fact]
    public async Task Gives_up_after_three_and_waits_longer_each_time()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(503, "service.down");
        await Assert.ThrowsAsync<AosServerException>(() => api.Nasty().Vehicles.GetAsync("V1"));

        Assert.Equal(4, api.Requests.Count);
        Assert.Equal(3, api.Clock.Waits.Count);
        Assert.All(api.Clock.Waits, (wait, index) => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(0.5 * Math.Pow(2, index))));
        Assert.Equal(TimeSpan.FromSeconds(30), RetryRules.Ceiling(9));
    }

    [Fact]
    public async Task Obeys_Retry_After_in_seconds_and_as_a_date()
    {
        await using var api = await FakeApi.StartAsync();
        var date = api.Clock.GetUtcNow().AddSeconds(7 + 20).ToString("r");
        api.Next(Answers.Problem(429, "limits.exceeded", "", ("Retry-After", "7")), Answers.Problem(503, "service.down", "", ("Retry-After", date)));
        await api.Nasty().Vehicles.GetAsync("V1");
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(20)], api.Clock.Waits);
    }

    [Fact]
    public async Task Does_not_wait_for_tomorrow()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(429, "limits.exceeded", "", ("Retry-After", "40000"));
        await Assert.ThrowsAsync<AosRateLimitException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Empty(api.Clock.Waits);
    }

    [Fact]
    public async Task Keeps_idempotency_key_and_request_id()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Problem(503, "service.down"), Answers.Problem(500, "service.failed"), Answers.Cut);
        await api.Nasty().Vehicles.CreateAsync(NewVehicle);
        await api.Nasty().Vehicles.CreateAsync(NewVehicle);

        Assert.Equal(5, api.Requests.Count);
        foreach (var header in (string[])["Idempotency-Key", "X-Request-Id"])
        {
            Assert.Single(api.Requests.Take(4).Select(request => request.Header(header)).Distinct());
            Assert.NotEqual(api.Requests[0].Header(header), api.Requests[4].Header(header));
            Assert.NotNull(api.Requests[0].Header(header));
        }
        Assert.Single(api.Requests.Take(4).Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task Options_of_the_call_win()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(503, "service.down");
        var options = new AosRequestOptions { MaxRetries = 1, IdempotencyKey = "my-key", RequestId = "my-id", Language = "de-AT", Headers = new Dictionary<string, string> { ["X-Extra"] = "1" } };
        var thrown = await Assert.ThrowsAsync<AosServerException>(() => api.Nasty().Vehicles.CreateAsync(NewVehicle, options));

        Assert.Equal(2, api.Requests.Count);
        Assert.Equal("my-id", thrown.RequestId);
        Assert.All(api.Requests, request => Assert.Equal(
            ("my-key", "my-id", "de-AT", "1"),
            (request.Header("Idempotency-Key"), request.Header("X-Request-Id"), request.Header("Accept-Language"), request.Header("X-Extra"))));
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_at_once()
    {
        await using var api = await FakeApi.StartAsync(new VirtualClock { WaitsPass = false });
        api.Otherwise = Answers.Problem(503, "service.down", "", ("Retry-After", "60"));
        using var cancel = new CancellationTokenSource();
        var call = api.Nasty().Vehicles.GetAsync("V1", cancellationToken: cancel.Token);
        await api.Clock.Waiting.Task;
        await cancel.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_a_running_try_at_once_and_is_no_time_out()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Never;
        using var cancel = new CancellationTokenSource();
        var call = api.Nasty().Vehicles.GetAsync("V1", cancellationToken: cancel.Token);
        await api.ArrivedAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_try_that_timed_out_is_repeated()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Never);
        var call = api.Nasty().Vehicles.GetAsync("V1", new AosRequestOptions { Timeout = TimeSpan.FromSeconds(3) });
        await api.ArrivedAsync();
        api.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("WBAUV71070A193748", (await call).Vin);
    }

    [Fact]
    public async Task A_stream_is_not_sent_twice()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(503, "service.down");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/x") { Content = new StreamContent(new MemoryStream([1, 2, 3])) };
        await Assert.ThrowsAsync<AosServerException>(() => api.Client().SendAsync(request));
        Assert.Single(api.Requests);
    }
}
