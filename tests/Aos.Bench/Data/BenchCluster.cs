using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;
using Dapper;
using Npgsql;

namespace Aos.Bench.Data;

/// <summary>A PostgreSQL server of the bench, with the settings of the embedded one: what is committed is on the disk.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly EmbeddedPostgres _server;

    private BenchCluster(EmbeddedPostgres server) => _server = server;

    public string Version => _server.Version;

    public static async Task<BenchCluster> StartAsync(string directory) =>
        new(await EmbeddedPostgres.StartAsync(new DatabaseOptions { DataDirectory = Path.Combine(directory, "pg") }));

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Makes a database; one of that name goes first.</summary>
    public async Task<string> CreateAsync(string database)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.ExecuteAsync($"drop database if exists {database} with (force)");
        await connection.ExecuteAsync($"create database {database}");
        return ConnectionString(database);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
