using System.Collections.Concurrent;
using System.Text;
using Aos.Api.Tests.Cli;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Platform.Telemetry;

/// <summary>Spans go to a collector when one is configured, and hold nothing of the caller's.</summary>
public sealed class TraceTests : IAsyncLifetime
{
    private const string Vehicle = "/vehicle-identification/v1/vehicles/";
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly ConcurrentQueue<(string Path, string Type, string Body)> _received = new();
    private WebApplication _collector = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, context.Request.ContentType!, Encoding.Latin1.GetString(body.ToArray())));
        });
        await _collector.StartAsync();
    }

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public async Task A_span_has_route_method_status_and_request_id_and_nothing_of_the_caller()
    {
        const string Vin = "WBAUV71070A912345";
        await using (var api = new ApiHost(new() { ["Telemetry:Otlp:Endpoint"] = _collector.Urls.First() }))
        {
            await api.InitializeAsync();
            using var workshop = await api.AsAsync(Somebody.Workshop);
            var request = new HttpRequestMessage(HttpMethod.Get, $"{Vehicle}{Vin}?secretQuery=1");
            request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
            request.Headers.Add("X-Request-Id", "trace-test-1");
            using var answer = await workshop.SendAsync(request);
            var problem = await answer.ProblemAsync(400, "request.parameter-invalid");
            Assert.Equal(TraceId, (string?)problem["traceId"]);
            using var found = await workshop.GetAsync(Vehicle + Vin);
            await found.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        }

        Assert.All(_received, batch => Assert.Equal(("/v1/traces", "application/x-protobuf"), (batch.Path, batch.Type)));
        var sent = string.Concat(_received.Select(batch => batch.Body));
        foreach (var part in new[] { "GET /vehicle-identification/v1/vehicles/{vin}", "http.response.status_code", "trace-test-1", "aos-api", "db.query.text" })
            Assert.Contains(part, sent, StringComparison.Ordinal);
        foreach (var part in new[] { Vin, "secretQuery", "aosat_", "/health/" })
            Assert.DoesNotContain(part, sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_it_is_loaded()
    {
        await using var serve = new ServeProcess();
        Assert.Equal(0, (await serve.UpAsync()).Code);
        var loaded = await File.ReadAllTextAsync($"/proc/{serve.ProcessId}/maps");
        Assert.Contains("/Npgsql.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Endpoint", "collector:4318", "Setting Telemetry:Otlp:Endpoint must be the address of an OTLP collector, such as http://localhost:4318; it is 'collector:4318'.")]
    [InlineData("Protocol", "http/json", "Setting Telemetry:Otlp:Protocol must be http/protobuf or grpc; it is 'http/json'.")]
    [InlineData("Share", "2", "Setting Telemetry:Otlp:Share must be a number from 0 to 1; it is '2'.")]
    public void A_wrong_setting_is_one_sentence(string name, string value, string sentence)
    {
        var settings = Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"), ($"Telemetry:Otlp:{name}", value));
        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(() => Aos.Api.Platform.Telemetry.TraceSettings.Read(settings)).Message);
    }

    [Theory]
    [InlineData("http://c:4318", null, "http://c:4318/v1/traces")]
    [InlineData("http://c:4318/v1/traces", "http/protobuf", "http://c:4318/v1/traces")]
    [InlineData("https://c/otlp/", "", "https://c/otlp/v1/traces")]
    [InlineData("http://c:4317", "grpc", "http://c:4317/")]
    public void The_variables_of_OpenTelemetry_count_too(string endpoint, string? protocol, string address)
    {
        var settings = Read(("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
        Assert.Equal(address, Aos.Api.Platform.Telemetry.TraceSettings.Read(settings)!.Endpoint.ToString());
        Assert.Null(Aos.Api.Platform.Telemetry.TraceSettings.Read(Read()));
    }

    private static IConfiguration Read(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();
}
