using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Headers that protect callers, and the refusal of plain HTTP, also behind proxies.</summary>
public sealed class SecurityHeaderTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicle = "/vehicle-identification/v1/vehicles/WBAUV71070A193748";

    [Theory]
    [InlineData(Vehicle)]
    [InlineData("/vehicle-identification/v1/vehicles")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/docs")]
    [InlineData("/problems/request.not-found.json")]
    public async Task Every_answer_carries_them(string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(path);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("X-Powered-By"));
        Assert.Null(answer.Header("Strict-Transport-Security"));
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        Assert.Null(answer.Header("Set-Cookie"));
    }

    [Fact]
    public async Task A_problem_is_never_stored()
    {
        using var nobody = api.AsNobody();
        foreach (var path in new[] { Vehicle, "/nowhere" })
        {
            using var answer = await nobody.GetAsync(path);
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            Assert.Null(answer.Header("ETag"));
        }
    }

    [Fact]
    public async Task Outside_development_plain_HTTP_is_refused_and_not_redirected()
    {
        await using var host = await StagingAsync([]);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Vehicle);
        await answer.ProblemAsync(403, "request.https-required");
        Assert.Null(answer.Headers.Location);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Header("Strict-Transport-Security"));
        workshop.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var forged = await workshop.GetAsync(Vehicle);
        await forged.ProblemAsync(403, "request.https-required");
        using var probe = await host.AsNobody().GetAsync("/health/live");
        Assert.Equal(200, (int)probe.StatusCode);
    }

    [Fact]
    public async Task A_configured_proxy_tells_that_the_caller_came_over_HTTPS()
    {
        await using var host = await StagingAsync(new() { ["Proxies:0"] = "10.0.0.0/8", ["Proxies:1"] = "127.0.0.1" });
        using var workshop = await host.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var plain = await workshop.GetAsync(Vehicle);
        await plain.ProblemAsync(403, "request.https-required");
        workshop.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Assert.Equal("WBAUV71070A193748", (string?)(await workshop.ReadAsync(Vehicle))["vin"]);
    }

    [Fact]
    public async Task In_development_plain_HTTP_is_for_the_loopback_only()
    {
        await using var host = new ApiHost(new() { ["Proxies:0"] = "127.0.0.1" });
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Vehicle);
        workshop.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var refused = await workshop.GetAsync(Vehicle);
        await refused.ProblemAsync(403, "request.https-required");
    }

    [Fact]
    [Trait("Case", "QUO-5")]
    public async Task The_address_of_a_caller_comes_from_configured_proxies_only()
    {
        const string Ranges = "update identity.clients set ip_ranges = '{203.0.113.0/24}' where id = 'test-workshop'";
        await using var direct = new ApiHost();
        await direct.InitializeAsync();
        await direct.SqlAsync(Ranges);
        using var forging = await direct.AsAsync(Somebody.Workshop);
        forging.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var refused = await forging.GetAsync(Vehicle);
        await refused.ProblemAsync(403, "access.address-not-allowed");

        await using var behind = new ApiHost(new() { ["Proxies:0"] = "127.0.0.1" });
        await behind.InitializeAsync();
        await behind.SqlAsync(Ranges);
        using var forwarded = await behind.AsAsync(Somebody.Workshop);
        forwarded.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        forwarded.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.9, 203.0.113.7");
        await forwarded.ReadAsync(Vehicle);
        forwarded.DefaultRequestHeaders.Remove("X-Forwarded-For");
        forwarded.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7, 198.51.100.9");
        using var other = await forwarded.GetAsync(Vehicle);
        await other.ProblemAsync(403, "access.address-not-allowed");
    }

    private static async Task<ApiHost> StagingAsync(Dictionary<string, string?> settings)
    {
        settings["Passwords:HashIterations"] = "220000";
        var host = new ApiHost(settings, services => services.AddSingleton<IHostEnvironment>(new StagingEnvironment()));
        await host.InitializeAsync();
        return host;
    }
}
