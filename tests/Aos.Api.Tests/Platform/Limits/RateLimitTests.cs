using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Conditions;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Platform.Limits;

/// <summary>The window of a second: shown on every answer, kept, and one caller's own.</summary>
public sealed partial class RateLimitTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicle = VehicleLists.Path + "/WBAUV71070A193748";
    private const string Policy = "\"second\";q=5;w=1, \"day\";q=1000;w=86400";

    [Fact]
    [Trait("Case", "QUO-1")]
    public async Task The_sixth_call_of_a_second_is_429_and_tells_when_to_come_back()
    {
        using var slow = await api.AsAsync(Somebody.SlowWorkshop);
        using var refused = await UntilRefusedAsync(slow, Vehicle);

        var problem = await refused.ProblemAsync(429, "limits.rate-limit-exceeded");
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal(Policy, refused.Header("RateLimit-Policy"));
        Assert.StartsWith("\"second\";r=0;t=1, \"day\";r=", refused.Header("RateLimit"), StringComparison.Ordinal);
        Assert.Equal(["second"], problem["violatedPolicies"]!.AsArray().Select(policy => (string)policy!));
        Assert.Equal("waitUntil", (string?)problem["resolution"]!["action"]);
        Assert.Contains("5", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal("no-store", refused.Header("Cache-Control"));
        Assert.NotNull(refused.Header("AOS-Contract"));
        await UntilAnsweredAsync(slow);
    }

    [Fact]
    public async Task At_most_five_calls_of_twenty_at_once_are_answered()
    {
        using var slow = await api.AsAsync(Somebody.SlowWorkshop);
        await FreshWindowAsync(slow);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => slow.GetAsync(Vehicle)));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 1, 10); // 10 if the window ended meanwhile
        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, new[] { 200, 429 }));
        Assert.Contains(answers, answer => (int)answer.StatusCode == 429);
        await UntilAnsweredAsync(slow);
    }

    [Fact]
    [Trait("Case", "QUO-6")]
    public async Task A_neighbour_is_not_affected()
    {
        using var slow = await api.AsAsync(Somebody.SlowWorkshop);
        using var neighbour = await api.AsAsync(Somebody.Workshop);
        using var refused = await UntilRefusedAsync(slow, Vehicle);
        for (var i = 0; i < 20; i++)
        {
            using var answer = await neighbour.GetAsync(Vehicle);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("\"second\";q=1000000;w=1, \"day\";q=1000000;w=86400", answer.Header("RateLimit-Policy"));
        }

        await UntilAnsweredAsync(slow);
    }

    [Fact]
    public async Task Another_token_of_the_same_client_counts_in_the_same_window()
    {
        using var one = await api.AsAsync(Somebody.SlowWorkshop);
        using var other = await api.AsAsync(Somebody.SlowWorkshop);
        var statuses = new List<int>();
        for (var i = 0; i < 60 && !statuses.Contains(429); i++)
        {
            using var answer = await (i % 2 == 0 ? one : other).GetAsync(Vehicle);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Contains(429, statuses);
        await UntilAnsweredAsync(one);
    }

    [Fact]
    public async Task Every_authenticated_answer_shows_the_limit()
    {
        using var slow = await api.AsAsync(Somebody.SlowWorkshop);
        foreach (var (path, status) in new[]
        {
            (Vehicle, 200), (VehicleLists.Path + "?limit=1", 200), (VehicleLists.Path + "/WBAUV71070A999999", 404),
            (VehicleLists.Path + "/short", 422), (VehicleLists.Path + "?colour=red", 400), ("/administration/v1/clients", 403),
        })
        {
            using var answer = await AnsweredAsync(slow, () => slow.GetAsync(path));
            Assert.Equal((path, status), (path, (int)answer.StatusCode));
            Assert.Equal(path.StartsWith("/administration", StringComparison.Ordinal) ? "\"second\";q=100000;w=1" : Policy, answer.Header("RateLimit-Policy"));
            Assert.Matches(Left(), answer.Header("RateLimit"));
        }

        using var tagged = await AnsweredAsync(slow, () => slow.GetAsync(Vehicle));
        using var known = await AnsweredAsync(slow, () => ConditionalReadTests.GetAsync(slow, Vehicle, tagged.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(Policy, known.Header("RateLimit-Policy"));
        using var head = await AnsweredAsync(slow, () => slow.SendAsync(new(HttpMethod.Head, Vehicle)));
        Assert.Equal(Policy, head.Header("RateLimit-Policy"));
    }

    [Fact]
    public async Task What_is_left_counts_down_within_a_window()
    {
        using var slow = await api.AsAsync(Somebody.SlowWorkshop);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await FreshWindowAsync(slow);
            var left = new List<string?>();
            for (var i = 0; i < 4; i++)
            {
                using var answer = await slow.GetAsync(Vehicle);
                left.Add(answer.Header("RateLimit"));
            }

            // A window may end between two calls; then once more.
            if (left.Zip(left.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) > 0))
                return;
        }

        Assert.Fail("No window counted down.");
    }

    [Fact]
    public async Task An_anonymous_answer_shows_no_limit()
    {
        using var nobody = api.AsNobody();
        foreach (var path in new[] { "/docs", "/nowhere", Vehicle, "/health/live" })
        {
            using var answer = await nobody.GetAsync(path);
            Assert.Null(answer.Header("RateLimit"));
            Assert.Null(answer.Header("RateLimit-Policy"));
        }
    }

    /// <summary>Uses up a window and waits for the next one.</summary>
    private static async Task FreshWindowAsync(HttpClient client)
    {
        using var refused = await UntilRefusedAsync(client, Vehicle);
        await UntilAnsweredAsync(client);
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client, string path)
    {
        for (var i = 0; i < 100; i++)
        {
            var answer = await client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("The limit was never reached.");
    }

    private static async Task<HttpResponseMessage> AnsweredAsync(HttpClient client, Func<Task<HttpResponseMessage>> send)
    {
        for (var i = 0; ; i++)
        {
            var answer = await send();
            if (answer.StatusCode != HttpStatusCode.TooManyRequests || i == 100)
                return answer;
            answer.Dispose();
            await UntilAnsweredAsync(client);
        }
    }

    /// <summary>Waits for the next window.</summary>
    private static async Task UntilAnsweredAsync(HttpClient client)
    {
        for (var i = 0; i < 200; i++)
        {
            using var answer = await client.GetAsync(Vehicle);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                return;
            await Task.Delay(25);
        }

        Assert.Fail("The window never ended.");
    }

    [GeneratedRegex("^\"second\";r=[0-9]+;t=1(, \"day\";r=[0-9]+;t=[0-9]+)?$")]
    private static partial Regex Left();
}
