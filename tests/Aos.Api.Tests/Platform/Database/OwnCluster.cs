using System.Diagnostics;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;
using Aos.Api.Tests.Harness.Postgres;
using Npgsql;

namespace Aos.Api.Tests.Platform.Database;

/// <summary>A data directory for one test: a copy of a cluster that was started and stopped, faster than making one.</summary>
internal sealed class OwnCluster
{
    private static readonly Lazy<Task<string>> Original = new(MakeOriginalAsync);

    private readonly DatabaseOptions _options = new() { DataDirectory = TestDirectories.Create("embedded"), DisposableCluster = true };

    public ClusterFiles Files => _options.Files;

    public string ConnectionString => _options.EffectiveConnectionString;

    public async Task PrepareAsync()
    {
        using var copy = Process.Start("cp", ["-a", await Original.Value + "/.", _options.DataDirectory!]);
        await copy.WaitForExitAsync();
    }

    public Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(_options);

    /// <summary>Starts and stops the server without lock, watchdog and supervision, as a dying process leaves it.</summary>
    public ServerControl Control() =>
        new(Files, ServerBinaries.Find(ServerBinaries.Candidates(null), null), ServerAccount.Current, disposable: true);

    public async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = DataSources.Unpooled(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }

    public async Task UntilAnswersAsync()
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await ScalarAsync("select '1'");
                return;
            }
            catch (NpgsqlException) when (watch.Elapsed < TimeSpan.FromSeconds(10))
            {
                // Not yet.
            }
        }
    }

    private static async Task<string> MakeOriginalAsync()
    {
        var options = new DatabaseOptions { DataDirectory = TestDirectories.Create("original"), DisposableCluster = true };
        await using var server = await EmbeddedPostgres.StartAsync(options);
        return options.DataDirectory;
    }
}
