using Aos.Sdk.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Aos.Sdk.Tests;

/// <summary>The client waits before the call that a limit would refuse; the real API stands in <c>PacingAgainstApiTests</c>.</summary>
[Trait("Scorecard", "13")]
public sealed class PacingTests
{
    [Fact]
    public async Task Waits_when_the_calls_of_a_window_are_used_up()
    {
        await using var api = await FakeApi.StartAsync();
        var used = 0;
        api.Otherwise = context => Limited(context, 3, 3 - (Interlocked.Increment(ref used) - 1) % 3 - 1);
        var vehicles = api.Nasty().Vehicles;
        for (var i = 0; i < 7; i++)
            await vehicles.GetAsync("V1");

        // Three calls a second, each of which holds its permit a tenth and 0.1 s longer than the window.
        Assert.Equal([TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(1.2)], api.Clock.Waits);
        Assert.Equal(7, api.Requests.Count);
    }

    [Fact]
    public async Task All_callers_share_the_waiting_and_the_first_one_asks_alone()
    {
        await using var api = await FakeApi.StartAsync();
        var (now, most) = (0, 0);
        var first = new TaskCompletionSource();
        api.Otherwise = async context =>
        {
            var running = Interlocked.Increment(ref now);
            most = Math.Max(most, running);
            if (api.Requests.Count == 1)
                await first.Task;
            Interlocked.Decrement(ref now);
            await Limited(context, 10, 9);
        };
        var vehicles = api.Nasty().Vehicles;
        var calls = Enumerable.Range(0, 5).Select(number => vehicles.GetAsync($"V{number}")).ToArray();
        await api.ArrivedAsync();
        Assert.Single(api.Requests);
        first.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(5, api.Requests.Count);
    }

    [Fact]
    public async Task Another_process_of_the_same_client_is_seen()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(context => Limited(context, 100, 0));
        api.Otherwise = context => Limited(context, 100, 99);
        var vehicles = api.Nasty().Vehicles;
        await vehicles.GetAsync("V1");
        await vehicles.GetAsync("V1");
        Assert.Equal([TimeSpan.FromSeconds(1.2)], api.Clock.Waits);
    }

    [Fact]
    public async Task Throw_says_limit_and_time_and_sends_nothing()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = context => Limited(context, 1, 0);
        var vehicles = api.Nasty(options => options.Pacing = AosPacing.Throw).Vehicles;
        await vehicles.GetAsync("V1");
        var thrown = await Assert.ThrowsAsync<AosRateLimitException>(() => vehicles.GetAsync("V1"));

        Assert.Equal(("sdk.rate-limit-reached", 429), (thrown.Code, thrown.Status));
        Assert.Equal(TimeSpan.FromSeconds(1.2), thrown.RetryAfter);
        Assert.Equal(["second"], thrown.ViolatedPolicies);
        Assert.Single(api.Requests);
        Assert.Empty(api.Clock.Waits);
    }

    [Fact]
    public async Task Ignore_sends_and_the_retry_obeys()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(context => Limited(context, 1, 0), Answers.Problem(429, "limits.rate-limit-exceeded", "", ("Retry-After", "1")));
        var vehicles = api.Nasty(options => options.Pacing = AosPacing.Ignore).Vehicles;
        await vehicles.GetAsync("V1");
        await vehicles.GetAsync("V1");
        Assert.Equal(3, api.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(1)], api.Clock.Waits);
    }

    [Fact]
    public async Task A_used_up_day_is_told_by_the_API()
    {
        await using var api = await FakeApi.StartAsync();
        (string, string)[] headers = [("RateLimit-Policy", "\"day\";q=50000;w=86400"), ("RateLimit", "\"day\";r=0;t=40000")];
        api.Next(Answers.Json(200, """{"vin":"V1"}""", headers));
        api.Otherwise = Answers.Problem(429, "limits.daily-limit-exceeded", "", [.. headers, ("Retry-After", "40000")]);
        var vehicles = api.Nasty().Vehicles;
        await vehicles.GetAsync("V1");
        Assert.Equal("limits.daily-limit-exceeded", (await Assert.ThrowsAsync<AosRateLimitException>(() => vehicles.GetAsync("V1"))).Code);
        Assert.Empty(api.Clock.Waits);

        var throwing = api.Nasty(options => options.Pacing = AosPacing.Throw).Vehicles;
        await Assert.ThrowsAsync<AosRateLimitException>(() => throwing.GetAsync("V1"));
        Assert.Equal("sdk.rate-limit-reached", (await Assert.ThrowsAsync<AosRateLimitException>(() => throwing.GetAsync("V1"))).Code);
        Assert.Equal(3, api.Requests.Count);
    }

    [Fact]
    public async Task A_used_up_day_does_not_stop_what_is_free_of_it()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Json(200, """{"vin":"V1"}""", ("RateLimit-Policy", "\"second\";q=100;w=1, \"day\";q=50000;w=86400"), ("RateLimit", "\"second\";r=99;t=1, \"day\";r=0;t=40000")));
        api.Otherwise = context => Limited(context, 100, 98);
        var vehicles = api.Nasty(options => options.Pacing = AosPacing.Throw).Vehicles;
        await vehicles.GetAsync("V1");
        await vehicles.ListAsync();
        await vehicles.ListAsync();
        Assert.Equal(["day"], (await Assert.ThrowsAsync<AosRateLimitException>(() => vehicles.GetAsync("V1"))).ViolatedPolicies);
        Assert.Equal(3, api.Requests.Count);
        Assert.Empty(api.Clock.Waits);
    }

    [Fact]
    public async Task A_limit_of_some_operations_does_not_stop_others()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(
            context => Limited(context, 100, 99),
            Answers.Json(200, """{"items":[]}""", ("RateLimit-Policy", "\"second\";q=100;w=1, \"heavy\";q=1;w=10"), ("RateLimit", "\"second\";r=98;t=1, \"heavy\";r=0;t=10")));
        api.Otherwise = context => Limited(context, 100, 90);
        var vehicles = api.Nasty().Vehicles;
        await vehicles.GetAsync("V1");
        await vehicles.ListAsync();
        await vehicles.GetAsync("V1");
        Assert.Empty(api.Clock.Waits);
        await vehicles.ListAsync();
        Assert.Equal([TimeSpan.FromSeconds(11.1)], api.Clock.Waits);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        await using var api = await FakeApi.StartAsync(new VirtualClock { WaitsPass = false });
        api.Otherwise = context => Limited(context, 1, 0);
        var vehicles = api.Nasty().Vehicles;
        await vehicles.GetAsync("V1");
        using var cancel = new CancellationTokenSource();
        var call = vehicles.GetAsync("V1", cancellationToken: cancel.Token);
        await api.Clock.Waiting.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Single(api.Requests);
    }

    private static Task Limited(HttpContext context, int limit, int left) =>
        Answers.Json(200, """{"vin":"V1","items":[]}""", ("RateLimit-Policy", $"\"second\";q={limit};w=1"), ("RateLimit", $"\"second\";r={left};t=1"))(context);
}
