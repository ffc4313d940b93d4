using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Health;

/// <summary>The two probes.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Live_touches_nothing_and_ready_asks_once()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        using var statements = new CountedStatements(api);
        using var live = await nobody.GetAsync("/health/live");
        Assert.Equal("""{"status":"live"}""", await live.Content.ReadAsStringAsync());
        Assert.Empty(statements.Take());

        using var ready = await nobody.GetAsync("/health/ready");
        Assert.Equal("""{"status":"ready"}""", await ready.Content.ReadAsStringAsync());
        Assert.Equal("no-store", ready.Header("Cache-Control"));
        Assert.Single(statements.Take());
        Assert.DoesNotContain(api.Log.Of("Aos.Requests"), line => line.Contains("/health", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Case", "OPS-3")]
    public async Task A_schema_that_lacks_a_migration_is_not_ready()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        await api.SqlAsync("update platform.schema_migrations set name = '9999-of-another-program.sql' where name = (select max(name) from platform.schema_migrations)");
        using var ready = await nobody.GetAsync("/health/ready");
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Equal("schemaBehind", (string?)(await ready.JsonAsync())["status"]);
        using var live = await nobody.GetAsync("/health/live");
        Assert.Equal(200, (int)live.StatusCode);
    }

    [Fact]
    public async Task A_newer_schema_is_ready()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        await api.SqlAsync("insert into platform.schema_migrations select '9999-of-the-next-program.sql', checksum, applied_at, ms from platform.schema_migrations limit 1");
        using var nobody = api.AsNobody();
        using var ready = await nobody.GetAsync("/health/ready");
        Assert.Equal(200, (int)ready.StatusCode);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/administration")]
    [InlineData("/docs/administration")]
    [Trait("Case", "OPS-5")]
    public async Task What_is_for_the_operator_is_not_public(string path)
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(path);
        Assert.Equal(404, (int)answer.StatusCode);
    }
}
