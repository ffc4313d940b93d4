using System.Text.Json;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Sample;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Aos.Api.Tests.Platform.Docs;

/// <summary>Swagger UI in development: tried in a real browser, with the demo client of the data directory.</summary>
public sealed class SwaggerTests : IAsyncLifetime
{
    private readonly string _data = TestDirectories.Create("swagger");
    private readonly ApiHost _api;

    public SwaggerTests() => _api = new(new() { ["Database:DataDirectory"] = _data });

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        var demo = Somebody.Workshop with { ClientId = DemoClient.Workshop, Secret = OpaqueToken.Create("aoscs_") };
        await using var connection = await _api.Database.DataSource.OpenConnectionAsync();
        await SampleSeed.AddAsync(connection, demo);
        DemoClient.WriteAll(_data, new() { [demo.ClientId] = demo.Secret });
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task It_has_a_policy_of_its_own_without_inline_scripts()
    {
        using var nobody = _api.AsNobody();
        foreach (var path in new[] { "/swagger/index.html", "/swagger/index.js", "/swagger/swagger-ui-bundle.js" })
        {
            using var answer = await nobody.GetAsync(path);
            Assert.Equal(200, (int)answer.StatusCode);
            var policy = answer.Header("Content-Security-Policy")!.Split("; ");
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("script-src 'self'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
        }

        using var docs = await nobody.GetAsync("/docs");
        Assert.StartsWith("default-src 'self';", docs.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/swagger/index.js")]
    public async Task Outside_development_it_is_not_there(string path)
    {
        await using var host = new ApiHost(new() { ["Proxies:0"] = "127.0.0.1", ["Passwords:HashIterations"] = "220000" }, services => services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Staging", ApplicationName = "Aos.Api", ContentRootPath = "/" }), _api.Database);
        await host.InitializeAsync();
        using var nobody = host.AsNobody();
        nobody.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await nobody.GetAsync(path);
        await answer.ProblemAsync(404, "request.not-found");
    }

    [BrowserFact]
    public async Task It_gets_a_token_and_reads_a_vehicle()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        await page.GotoAsync(new Uri(_api.Address, "/swagger/index.html").ToString());

        await page.Locator("button.authorize").First.ClickAsync();
        var token = page.WaitForResponseAsync(response => response.Url.EndsWith("/oauth/token", StringComparison.Ordinal));
        await page.Locator(".auth-container", new() { HasText = "clientCredentials" }).Locator("button.authorize").ClickAsync();
        var granted = await token;
        Assert.True(granted.Status == 200, $"{granted.Status} {await granted.TextAsync()} to {granted.Request.PostData}");
        await page.Locator(".auth-container button.btn-done").First.ClickAsync();

        var operation = page.Locator("#operations-Vehicles-GetVehicle");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator("tr[data-param-name=vin] input").FillAsync("WBAUV71070A193748");
        var read = page.WaitForResponseAsync(response => response.Url.Contains("/vehicles/WBAUV71070A193748", StringComparison.Ordinal));
        await operation.Locator("button.execute").ClickAsync();
        var answer = await read;
        Assert.Equal(200, answer.Status);
        using var vehicle = JsonDocument.Parse(await answer.TextAsync());
        Assert.Equal("335i", vehicle.RootElement.GetProperty("modelDesignation").GetString());
        await operation.Locator(".live-responses-table .response-col_status", new() { HasText = "200" }).WaitForAsync();
        Assert.Empty(complaints);
    }
}
