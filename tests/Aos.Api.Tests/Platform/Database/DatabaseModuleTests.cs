using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aos.Api.Tests.Platform.Database;

public sealed class DatabaseModuleTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_host_starts_its_own_server_first_and_stops_it_last()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:DataDirectory"] = TestDirectories.Create("host"),
            ["Database:DisposableCluster"] = "true",
        };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Test" });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddHostedService<UsesDatabaseToTheEnd>();
        builder.Services.AddAosDatabase(builder.Configuration);
        using var host = builder.Build();

        await host.StartAsync();
        Assert.True(await host.Services.GetRequiredService<SchemaVersion>().IsCompleteAsync());
        Assert.Matches(@"^\d+\.\d+$", host.Services.GetRequiredService<DatabaseHostedService>().ServerVersion);
        await host.StopAsync();
        Assert.True(UsesDatabaseToTheEnd.Answered);
    }

    [Fact]
    public async Task Each_way_to_the_data_has_its_limits()
    {
        await using var services = Services([("ConnectionString", _database.ConnectionString), ("DisposableCluster", "true")]);
        var main = services.GetRequiredService<NpgsqlDataSource>();

        Assert.Equal("10s 5s 30s UTC", await LimitsAsync(main));
        Assert.Equal("0 5s 30s UTC", await LimitsAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Bulk)));
        Assert.Same(main, services.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.ReadOnly));
    }

    [Fact]
    public async Task A_request_waits_two_seconds_for_a_connection()
    {
        await using var data = DataSources.ForRequests(_database.ConnectionString + ";Maximum Pool Size=1", "test");
        await using var only = await data.OpenConnectionAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAsync<NpgsqlException>(async () => await data.OpenConnectionAsync());
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.9, 5);
    }

    [Fact]
    public async Task Dapper_reads_snake_case_and_dates()
    {
        await using var services = Services([("ConnectionString", _database.ConnectionString)]);
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var row = await connection.QuerySingleAsync<Row>("select @day as produced_on, 5 as unit_count", new { day = new DateOnly(2026, 2, 28) });
        Assert.Equal(new Row { ProducedOn = new DateOnly(2026, 2, 28), UnitCount = 5 }, row);
    }

    [Theory]
    [InlineData("ConnectionString", "Host", "Database:ConnectionString")]
    [InlineData("ConnectionString", "Database=x", "Database:ConnectionString")]
    [InlineData("ConnectionString", "Host=x;Nonsense=secret", "Database:ConnectionString")]
    [InlineData("ReadOnly", "Port=secret", "Database:ReadOnly")]
    [InlineData("DataDirectory", "data", "Database:DataDirectory")]
    [InlineData("BinDirectory", "/tmp", "Database:BinDirectory")]
    [InlineData("DisposableCluster", "perhaps", "Database:DisposableCluster")]
    [InlineData("DisposableCluster", "true", "Database:DisposableCluster", "Production")]
    public void A_bad_setting_stops_the_start_and_is_named(string key, string value, string named, string environment = "Test")
    {
        using var services = Services([(key, value)], environment);
        var fault = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        Assert.Contains(named, fault.Message);
        Assert.DoesNotContain("secret", fault.Message);
    }

    [Fact]
    public async Task A_server_that_may_lose_a_commit_is_refused()
    {
        var options = new DatabaseOptions { ConnectionString = _database.ConnectionString };
        var fault = await Assert.ThrowsAsync<DatabaseStartException>(() => ServerCheck.RunAsync(options, default));
        Assert.Equal("The database server runs with fsync = off, so an acknowledged change could be lost: set it to 'on'.", fault.Message);
    }

    private static ServiceProvider Services((string Key, string Value)[] settings, string environment = "Test")
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Database:{s.Key}", (string?)s.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = environment });
        return services.AddAosDatabase(configuration).BuildServiceProvider();
    }

    private static async Task<string> LimitsAsync(NpgsqlDataSource data)
    {
        await using var command = data.CreateCommand(
            """
            select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
                current_setting('idle_in_transaction_session_timeout'), current_setting('timezone'))
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Row
    {
        public DateOnly ProducedOn { get; init; }

        public int UnitCount { get; init; }
    }

    private sealed class UsesDatabaseToTheEnd(NpgsqlDataSource database) : IHostedService
    {
        public static bool Answered { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => AskAsync(cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await AskAsync(cancellationToken);
            Answered = true;
        }

        private async Task AskAsync(CancellationToken cancellationToken)
        {
            await using var command = database.CreateCommand("select platform.now()");
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
