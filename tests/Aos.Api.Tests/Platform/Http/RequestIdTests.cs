using System.Diagnostics;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Every answer has an id, which problems and logs repeat; a trace of the caller goes on.</summary>
public sealed partial class RequestIdTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Unknown = "/vehicle-identification/v1/vehicles/WBAUV71070A999999";

    [Theory]
    [InlineData("a")]
    [InlineData("7d9a61f2-0b52_4e.c1")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_safe_id_of_the_caller_is_kept(string id)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("X-Request-Id", id);
        using var answer = await workshop.GetAsync(Unknown);
        Assert.Equal(id, (string?)(await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found"))["requestId"]);
        Assert.Equal(id, answer.Header("X-Request-Id"));
        Assert.Contains(api.Log.Of("Aos.Requests"), line => line.Contains($"request {id},", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("<script>")]
    [InlineData("a,b")]
    [InlineData("")]
    public async Task An_unsafe_id_is_replaced(string id)
    {
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.TryAddWithoutValidation("X-Request-Id", id);
        using var answer = await nobody.GetAsync(Unknown);
        Assert.Matches(OwnId(), answer.Header("X-Request-Id"));
        await answer.ProblemAsync(401, "auth.not-signed-in");
    }

    [Fact]
    public async Task A_repeated_id_is_replaced()
    {
        var (status, head, _) = await RawConnection.SendAsync(api, RawConnection.Head("GET /nowhere", "X-Request-Id: one", "X-Request-Id: two"));
        Assert.Equal(404, status);
        Assert.Matches("X-Request-Id: [0-9a-f]{32}\r\n", head);
    }

    [Fact]
    public async Task Ids_are_never_the_same_twice()
    {
        using var nobody = api.AsNobody();
        var ids = new List<string?>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await nobody.GetAsync("/health/live");
            ids.Add(answer.Header("X-Request-Id"));
        }

        Assert.Equal(20, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches(OwnId(), id));
    }

    [Fact]
    public async Task A_sampled_trace_of_the_caller_goes_on()
    {
        using var tracing = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(tracing);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var (flags, expected) in new[] { ("01", "4bf92f3577b34da6a3ce929d0e0e4736"), ("00", null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Unknown);
            request.Headers.Add("traceparent", $"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-{flags}");
            using var answer = await workshop.SendAsync(request);
            Assert.Equal(expected, (string?)(await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found"))["traceId"]);
        }
    }

    [Theory]
    [InlineData("00-zz-00f067aa0ba902b7-01")]
    [InlineData("garbage")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-00")]
    public async Task A_broken_trace_harms_nothing(string trace)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("traceparent", trace);
        using var answer = await workshop.GetAsync(Unknown);
        await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex OwnId();
}
