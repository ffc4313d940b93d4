using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Docs;

/// <summary>Where to report a weakness.</summary>
public sealed class SecurityTextTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/.well-known/security.txt";

    [Fact]
    public async Task It_comes_from_the_settings_and_has_an_end()
    {
        await using var host = new ApiHost(new() { ["Contact:Security"] = "mailto:security@example.com" }, database: api.Database);
        await host.InitializeAsync();
        using var answer = await host.AsNobody().GetAsync(Path);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("Contact: mailto:security@example.com", lines[0]);
        Assert.Equal($"Expires: {host.Clock.GetUtcNow().UtcDateTime.AddDays(180):yyyy-MM-dd}T00:00:00Z", lines[1]);
        Assert.Equal($"Canonical: http://localhost:{host.Address.Port}{Path}", lines[3]);
    }

    [Fact]
    public async Task Without_the_setting_there_is_none()
    {
        using var answer = await api.AsNobody().GetAsync(Path);
        await answer.ProblemAsync(404, "request.not-found");
    }
}
