using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aos.Sdk.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Aos.Sdk.Tests;

/// <summary>What the SDK tells about itself, and what it keeps to itself.</summary>
public sealed class ObservationTests
{
    private const string Vin = "WBAUV71070A193748";

    [Fact]
    [Trait("Scorecard", "26")]
    public async Task One_client_span_per_try_with_request_id_and_resend_count()
    {
        await using var api = await FakeApi.StartAsync();
        using var spans = new Spans(api);
        api.Next(Answers.Problem(503, "service.down"), Answers.Cut);
        await api.Nasty().Vehicles.GetAsync(Vin, new AosRequestOptions { RequestId = "my-id" });

        var tries = spans.All.Where(span => span.DisplayName.EndsWith("/vehicles/{vin}", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, tries.Count);
        Assert.All(tries, span => Assert.Equal((ActivityKind.Client, "GET /nasty/v1/vehicles/{vin}", "my-id"), (span.Kind, span.DisplayName, span.GetTagItem("aos.request_id"))));
        Assert.Equal([null, 1, 2], tries.Select(span => span.GetTagItem("http.request.resend_count")));
        Assert.Equal([503, null, 200], tries.Select(span => span.GetTagItem("http.response.status_code")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset], tries.Select(span => span.Status));
        Assert.All(tries.Zip(api.Requests), pair => Assert.Contains(pair.First.TraceId.ToHexString(), pair.Second.Header("traceparent"), StringComparison.Ordinal));
        Assert.Equal(3, tries.Select(span => span.SpanId).Distinct().Count());
        Assert.Single(spans.All, span => span.DisplayName == "POST /oauth/token");
    }

    [Fact]
    [Trait("Scorecard", "27")]
    public async Task No_token_secret_or_VIN_in_logs_and_traces()
    {
        await using var api = await FakeApi.StartAsync();
        using var spans = new Spans(api);
        var log = new RecordedLog();
        var client = api.Client(options => options.LoggerFactory = log);
        var nasty = new Nasty.NastyClient(client.Transport);
        (string, string)[] deprecated = [("Deprecation", "@1767225600"), ("RateLimit-Policy", "\"second\";q=1;w=1"), ("RateLimit", "\"second\";r=0;t=1")];
        api.Next(Answers.Problem(503, "service.down"), Answers.Cut);
        api.Otherwise = Answers.Json(200, $$"""{"vin":"{{Vin}}"}""", deprecated);
        await nasty.Vehicles.GetAsync(Vin);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/nasty/v1/vehicles/{Vin}/secret?vin={Vin}");
        (await client.SendAsync(request)).Dispose();

        var told = string.Join('\n', [.. log.Lines, .. spans.All.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName))]);
        Assert.Contains("GetVehicle", told, StringComparison.Ordinal);
        Assert.Contains("GET /nasty/v1/vehicles/{}/secret", told, StringComparison.Ordinal);
        Assert.All((string[])[Vin, "aosat_", "aoscs_"], text => Assert.DoesNotContain(text, told, StringComparison.OrdinalIgnoreCase));
        Assert.All(log.Lines, line => Assert.StartsWith("Aos.Sdk ", line, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Scorecard", "33")]
    public async Task A_deprecated_operation_is_told_once()
    {
        await using var api = await FakeApi.StartAsync();
        var log = new RecordedLog();
        var notices = new ConcurrentQueue<AosDeprecation>();
        api.Otherwise = Answers.Json(200, """{"vin":"V1","items":[]}""", ("Deprecation", "@1767225600"), ("Sunset", "Thu, 31 Dec 2026 23:59:59 GMT"), ("Link", "<https://x/docs>; rel=\"deprecation\""));
        var vehicles = api.Nasty(options => (options.LoggerFactory, options.OnDeprecation) = (log, notices.Enqueue)).Vehicles;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => vehicles.GetAsync($"V{number}")));
        await vehicles.ListAsync();

        Assert.Equal(["GetVehicle", "ListVehicles"], notices.Select(notice => notice.Operation));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero), notices.First().SunsetAt);
        Assert.Equal("Aos.Sdk Warning GetVehicle is deprecated and ends on 2026-12-31; see https://x/docs.", log.Lines.First(line => line.Contains("Warning", StringComparison.Ordinal)));
        Assert.Equal(2, log.Lines.Count(line => line.Contains("deprecated", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tries_and_retries_are_counted()
    {
        await using var api = await FakeApi.StartAsync();
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "Aos.Sdk") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Enqueue($"{instrument.Name} {tags[0].Value} {tags[1].Value}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => counted.Enqueue($"{instrument.Name} {tags[0].Value}"));
        listener.Start();
        api.Next(Answers.Problem(502, "service.down"));
        await api.Nasty().KeywordChecks.CreateAsync("only-here", 1, Nasty.VehicleKind.Value4x4, Guid.Empty, default, new Nasty.Options { OptionsValue = "o", Class = "c" }, "\"1\"", "w");
        Assert.Equal(2, counted.Count(line => line == "aos.client.try.duration CreateKeywordCheck"));
        Assert.Single(counted, "aos.client.retries CreateKeywordCheck 502");
    }

    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;

        // Other tests run beside this one; only the spans to this server count.
        public Spans(FakeApi api)
        {
            var port = new Uri(api.Address).Port;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Aos.Sdk",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span => { if (Equals(span.GetTagItem("server.port"), port)) All.Enqueue(span); },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<Activity> All { get; } = new();

        public void Dispose() => _listener.Dispose();
    }

    private sealed class RecordedLog : ILoggerFactory, ILogger
    {
        private string _category = "";

        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName)
        {
            _category = categoryName;
            return this;
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{_category} {logLevel} {formatter(state, exception)}{exception}");

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
