using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Platform.Telemetry;

public sealed partial class MetricsTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _public = null!;
    private HttpClient _management = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Management:Address"] = "http://127.0.0.1:0";
        builder.AddTelemetry();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/things/{id}", (string id) => Results.Ok(id));
        await _app.StartAsync();
        _public = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        _management = new HttpClient { BaseAddress = new Uri(_app.Services.GetRequiredService<ManagementServer>().Address!) };
    }

    public async Task DisposeAsync()
    {
        _public.Dispose();
        _management.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_are_on_the_management_address_only()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _public.GetAsync("/metrics")).StatusCode);
        var answer = await _management.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await _management.GetAsync("/things/1")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _management.PostAsync("/metrics", null)).StatusCode);
    }

    [Fact]
    public async Task Requests_are_counted_by_route_template()
    {
        for (var i = 0; i < 3; i++)
            await _public.GetStringAsync($"/things/WBAUV71070A19374{i}");
        var samples = await SamplesAsync();
        var count = samples.Single(sample => sample.Name == "http_server_request_duration_seconds_count" && sample.Labels.Contains("http_route=\"/things/{id}\"", StringComparison.Ordinal));
        Assert.Equal(3, count.Value);
        Assert.DoesNotContain(samples, sample => sample.Labels.Contains("WBAUV", StringComparison.Ordinal));
        Assert.Contains(samples, sample => sample.Name == "dotnet_gc_collections_total");
        Assert.Contains(samples, sample => sample.Name.StartsWith("kestrel_active_connections", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Histogram_buckets_cumulate_to_the_count()
    {
        await _public.GetStringAsync("/things/1");
        var samples = await SamplesAsync();
        foreach (var count in samples.Where(sample => sample.Name.EndsWith("_seconds_count", StringComparison.Ordinal)))
        {
            var family = count.Name[..^"_count".Length];
            var buckets = samples.Where(sample => sample.Name == family + "_bucket" && WithoutBound(sample.Labels) == count.Labels).Select(sample => sample.Value).ToArray();
            Assert.Equal(buckets.Order(), buckets);
            Assert.Equal(count.Value, buckets[^1]);
        }
    }

    [Fact]
    public async Task Own_meters_are_shown()
    {
        AosMeters.TokenIssued("client_credentials");
        AosMeters.AuthenticationFailed("unknown");
        AosMeters.Problem("request.not-found");
        AosMeters.MessageEnded("mail", "sent");
        AosMeters.MessagesWaiting("mail", 3);
        var names = (await SamplesAsync()).Select(sample => sample.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "aos_tokens_issued_total", "aos_authentications_failed_total", "aos_problems_total", "aos_messages_ended_total", "aos_messages_waiting" }, names);
    }

    [Fact]
    public async Task Labels_are_escaped_and_their_number_is_bounded()
    {
        using var meter = new Meter(AosMeters.Name);
        var counter = meter.CreateCounter<long>("aos.test.things");
        counter.Add(1, new KeyValuePair<string, object?>("text.label", "a\"b\\c\nd"));
        for (var i = 0; i < MetricFamily.MaxSeries + 10; i++)
            counter.Add(1, new KeyValuePair<string, object?>("text.label", i));
        var samples = await SamplesAsync();
        Assert.Equal(MetricFamily.MaxSeries, samples.Count(sample => sample.Name == "aos_test_things_total"));
        Assert.Contains(samples, sample => sample.Labels == "text_label=\"a\\\"b\\\\c\\nd\"");
        // Meters without a scope are the process's: pools of other tests' hosts may have dropped too.
        Assert.Equal(11, samples.Single(sample => sample is { Name: "aos_metrics_dropped_total", Labels: "metric=\"aos_test_things_total\"" }).Value);
    }

    [Fact]
    public void Recording_from_many_threads_loses_nothing_and_allocates_nothing()
    {
        using var meter = new Meter("test");
        var family = MetricFamily.Of(meter.CreateCounter<long>("test"));
        KeyValuePair<string, object?>[] labels = [new("a", "b")];
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 10_000; i++)
                family.Record(1, labels);
        });
        Assert.Equal(40_000, Assert.Single(family.Series()).Series.Value);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            family.Record(1, labels);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private async Task<List<(string Name, string Labels, double Value)>> SamplesAsync()
    {
        var samples = new List<(string, string, double)>();
        foreach (var line in (await _management.GetStringAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                Assert.Matches(@"^# (HELP [a-z_][a-z0-9_]* .+|TYPE [a-z_][a-z0-9_]* (counter|gauge|histogram))$", line);
                continue;
            }
            var sample = Sample().Match(line);
            Assert.True(sample.Success, $"no sample: {line}");
            samples.Add((sample.Groups["name"].Value, sample.Groups["labels"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)));
        }
        return samples;
    }

    private static string WithoutBound(string labels)
    {
        var bound = labels.LastIndexOf("le=\"", StringComparison.Ordinal);
        return labels[..bound].TrimEnd(',');
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_][a-zA-Z0-9_]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*",?)*)\})? (?<value>-?[0-9.E+-]+|NaN|\+Inf)$""", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Sample();
}
