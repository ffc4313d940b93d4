using System.Globalization;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;
using Npgsql;

namespace Aos.Api.Tests.Harness.Postgres;

/// <summary>
/// One throw-away server for all tests of this process, with a migrated template that each test class copies. It is
/// made by the first test that asks and goes away with the process.
/// </summary>
internal sealed class TestCluster
{
    private const string Template = "aos_template";
    private const string SampleTemplate = "aos_sample";

    private static readonly Lazy<Task<TestCluster>> Shared = new(StartAsync);

    private readonly string _connectionString;
    private readonly Lazy<Task> _sample;
    private int _databases;

    private TestCluster(string connectionString)
    {
        _connectionString = connectionString;
        _sample = new(CreateSampleTemplateAsync);
    }

    public static Task<TestCluster> GetAsync() => Shared.Value;

    /// <summary>Connection string of one database of the cluster.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_connectionString) { Database = database }.ConnectionString;

    /// <summary>Makes a database and returns its name.</summary>
    /// <param name="migrated">A copy of the template, else an empty database.</param>
    public async Task<string> CreateDatabaseAsync(bool migrated)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"create database {name} template {(migrated ? Template : "template0")} strategy file_copy");
        return name;
    }

    /// <summary>Makes a copy of the template that holds the sample data and the callers of <see cref="Somebody"/>.</summary>
    public async Task<string> CreateSampleDatabaseAsync()
    {
        await _sample.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"create database {name} template {SampleTemplate} strategy file_copy");
        return name;
    }

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    private static async Task<TestCluster> StartAsync()
    {
        var options = new DatabaseOptions { DataDirectory = TestDirectories.Create("cluster"), DisposableCluster = true };
        var server = await EmbeddedPostgres.StartAsync(options);

        // Never stopped here: its watchdog does that when this process ends, in whatever way.
        var cluster = new TestCluster(server.ConnectionString);
        await cluster.CreateTemplateAsync();
        return cluster;
    }

    private async Task CreateTemplateAsync()
    {
        await ExecuteAsync($"create database {Template}");
        var template = ConnectionString(Template);
        await new Migrator(template, Migration.Embedded, TimeProvider.System).RunAsync();
        await MovableClock.InstallAsync(template);
        await ExecuteAsync($"alter database {Template} with is_template true allow_connections false");
    }

    private async Task CreateSampleTemplateAsync()
    {
        await ExecuteAsync($"create database {SampleTemplate} template {Template} strategy file_copy");
        var sample = ConnectionString(SampleTemplate);
        await using (var bulk = DataSources.ForBulk(sample))
        {
            await SampleData.LoadAsync(bulk);
            await using var connection = await bulk.OpenConnectionAsync();
            await SampleSeed.RunAsync(connection);
        }

        await ExecuteAsync($"alter database {SampleTemplate} with is_template true allow_connections false");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = DataSources.Unpooled(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
