using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Limits;

/// <summary>Limits of callers without a token: per source address, which nobody can choose.</summary>
public sealed class AnonymousLimitTests
{
    private static readonly Dictionary<string, string?> ThreePerSecond = new() { ["Limits:AnonymousPerSecond"] = "3" };

    [Fact]
    [Trait("Case", "QUO-5")]
    public async Task Calls_of_one_address_are_limited_whatever_address_they_claim()
    {
        await using var api = new ApiHost(ThreePerSecond);
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        using var refused = await UntilRefusedAsync(nobody, (request, i) => request.Headers.Add("X-Forwarded-For", $"203.0.113.{i % 250}"));
        await refused.ProblemAsync(429, "limits.rate-limit-exceeded");
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Null(refused.Header("RateLimit"));

        // A caller with a token has a window of its own.
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync("/vehicle-identification/v1/vehicles/WBAUV71070A193748");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Addresses_that_a_configured_proxy_names_are_limited_each_by_itself()
    {
        await using var api = new ApiHost(new(ThreePerSecond) { ["Proxies:0"] = "127.0.0.1" });
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        for (var i = 0; i < 60; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/docs") { Headers = { { "X-Forwarded-For", $"203.0.113.{i}" } } };
            using var answer = await nobody.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var refused = await UntilRefusedAsync(nobody, (request, _) => request.Headers.Add("X-Forwarded-For", "203.0.113.77"));
        await refused.ProblemAsync(429, "limits.rate-limit-exceeded");
    }

    [Fact]
    public async Task An_IPv6_network_counts_as_one_address()
    {
        await using var api = new ApiHost(new(ThreePerSecond) { ["Proxies:0"] = "127.0.0.1" });
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var refused = await UntilRefusedAsync(nobody, (request, i) => request.Headers.Add("X-Forwarded-For", $"2001:db8:1:2::{i + 1:x}"));
        await refused.ProblemAsync(429, "limits.rate-limit-exceeded");
    }

    [Fact]
    public async Task Probes_are_never_limited()
    {
        await using var api = new ApiHost(ThreePerSecond);
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        using var refused = await UntilRefusedAsync(nobody, (_, _) => { });
        for (var i = 0; i < 20; i++)
        {
            using var live = await nobody.GetAsync("/health/live");
            using var ready = await nobody.GetAsync("/health/ready");
            Assert.Equal([200, 200], [(int)live.StatusCode, (int)ready.StatusCode]);
        }
    }

    [Fact]
    public async Task Wrong_tokens_of_one_address_are_stopped_before_the_database()
    {
        await using var api = new ApiHost(new() { ["Limits:FailuresPerMinute"] = "5" });
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        const string Vehicle = "/vehicle-identification/v1/vehicles/WBAUV71070A193748";
        await workshop.ReadAsync(Vehicle);
        using var guessing = api.AsNobody();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await GuessAsync(guessing, Vehicle);
            await wrong.ProblemAsync(401, "auth.token-invalid");
        }

        using var statements = new CountedStatements(api);
        using var stopped = await GuessAsync(guessing, Vehicle);
        await stopped.ProblemAsync(429, "limits.too-many-failures");
        Assert.InRange(int.Parse(stopped.Header("Retry-After")!, null), 1, 60);
        Assert.Empty(statements.Take());
        await workshop.ReadAsync(Vehicle); // Tokens in use keep working.
    }

    private static Task<HttpResponseMessage> GuessAsync(HttpClient client, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", OpaqueToken.Create("aosat_"));
        return client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client, Action<HttpRequestMessage, int> alter)
    {
        for (var i = 0; i < 100; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/docs");
            alter(request, i);
            var answer = await client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("The limit was never reached.");
    }
}
