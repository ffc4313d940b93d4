using System.Text;
using Aos.Api.Tests.Harness;
using System.Text.Json;
using Aos.Api.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aos.Api.Tests.Platform.Telemetry;

public sealed class LogLinesTests
{
    private const string Token = "aosat_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    [Fact]
    public void An_event_is_one_line_of_json_with_utc_time_and_scopes()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?> { ["JobId"] = 7, ["RequestPath"] = "/vehicles/WBAUV71070A193748" });
        var line = Line("first\r\nsecond\u001b[31m\u2028\u0085", scopes: scopes);
        Assert.DoesNotContain(line[..^1], character => char.IsControl(character) || character is '\u2028');
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal("first\r\nsecond\u001b[31m\u2028\u0085", entry.GetProperty("message").GetString());
        Assert.Equal("warning", entry.GetProperty("level").GetString());
        Assert.EndsWith("Z", entry.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, entry.GetProperty("jobId").GetInt32());
        Assert.False(entry.TryGetProperty("requestPath", out _));
    }

    [Theory]
    [InlineData("at")]
    [InlineData("rt")]
    [InlineData("ac")]
    [InlineData("dc")]
    [InlineData("cs")]
    [InlineData("pr")]
    public void Secrets_are_cut_in_message_property_and_exception(string kind)
    {
        var secret = $"aos{kind}_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?> { ["header"] = $"Bearer {secret}" });
        var line = Line($"sent {secret}.", new InvalidOperationException($"bad {secret}"), scopes);
        Assert.DoesNotContain("0123456789", line, StringComparison.Ordinal);
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal($"sent aos{kind}_….", entry.GetProperty("message").GetString());
        Assert.Equal($"Bearer aos{kind}_…", entry.GetProperty("header").GetString());
    }

    [Fact]
    public async Task Request_log_names_route_and_status_but_neither_path_nor_query()
    {
        var lines = new RecordedLog();
        await using var app = Host(lines);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await client.GetAsync($"/vehicles/WBAUV71070A193748?secret={Token}");
        await client.GetAsync("/health/live");
        await client.GetAsync("/nowhere/WBAUV71070A193748");
        await client.GetAsync("/fails");
        await app.StopAsync();

        var requests = lines.Of("Aos.Requests");
        Assert.Equal(["GET /vehicles/{vin} 200", "GET (none) 404", "GET /fails 500"], requests.Select(line => line[..line.IndexOf(" in ", StringComparison.Ordinal)]));
        Assert.DoesNotContain(lines.All, line => line.Contains("WBAUV", StringComparison.Ordinal) || line.Contains(Token, StringComparison.Ordinal));
    }

    private static WebApplication Host(RecordedLog lines)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTelemetry();
        builder.Logging.ClearProviders().AddProvider(lines);
        var app = builder.Build();
        app.UseRequestLog();
        app.MapGet("/vehicles/{vin}", (string vin) => vin);
        app.MapGet("/health/live", () => "ok").WithMetadata(new NoRequestLog());
        app.MapGet("/fails", () => { throw new InvalidOperationException("on purpose"); });
        return app;
    }

    private static string Line(string message, Exception? exception = null, IExternalScopeProvider? scopes = null)
    {
        var entry = new LogEntry<string>(LogLevel.Warning, "Test", default, message, exception, (state, _) => state);
        return Encoding.UTF8.GetString(JsonLogLine.Make(in entry, scopes, TimeProvider.System.GetUtcNow()));
    }
}
