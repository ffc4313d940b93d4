using System.Diagnostics;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;
using Aos.Api.Tests.Harness.Postgres;
using Npgsql;

namespace Aos.Api.Tests.Platform.Database;

/// <summary>The private server through everything that happens to it. Each test has a cluster of its own.</summary>
public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Original = new(MakeOriginalAsync);

    private DatabaseOptions _options = null!;

    /// <summary>A copy of a cluster that was started and stopped: faster than making one.</summary>
    public async Task InitializeAsync()
    {
        var directory = TestDirectories.Create("embedded");
        using var copy = Process.Start("cp", ["-a", await Original.Value + "/.", directory]);
        await copy.WaitForExitAsync();
        _options = new DatabaseOptions { DataDirectory = directory, DisposableCluster = true };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Data_survive_a_restart_and_a_second_process_does_not_stop_the_server()
    {
        await using (var first = await StartAsync())
        {
            Assert.True(first.Owned);
            Assert.Equal(_options.EffectiveConnectionString, first.ConnectionString);
            Assert.StartsWith(first.Version, await ScalarAsync("show server_version"));
            await ScalarAsync("create table kept (n int); insert into kept values (7); select 'x'");

            await using (var second = await StartAsync())
                Assert.False(second.Owned);
            Assert.Equal("7", await ScalarAsync("select n::text from kept"));
        }

        Assert.Null(PostmasterFile.Read(_options.Files.Data));
        await using var again = await StartAsync();
        Assert.True(again.Owned);
        Assert.Equal("7", await ScalarAsync("select n::text from kept"));
    }

    [Fact]
    public async Task Those_who_attached_take_over_when_the_owner_ends()
    {
        var owner = await StartAsync();
        await using var heir = await StartAsync();
        await owner.StopAsync();

        await UntilAnswersAsync();
        for (var i = 0; !heir.Owned && i < 40; i++)
            await Task.Delay(50);
        Assert.True(heir.Owned);
    }

    [Fact]
    public async Task Many_starters_at_once_make_one_cluster_and_one_owner()
    {
        Directory.Delete(_options.Files.Data, recursive: true);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));
        Assert.Single(all, server => server.Owned);
        foreach (var server in all.OrderBy(server => server.Owned))
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_killed_server_is_started_again()
    {
        await using var server = await StartAsync();
        await using var data = DataSources.ForRequests(server.ConnectionString + ";Options=-c synchronous_commit=on", "test");
        await using (var command = data.CreateCommand("create table kept (n int)"))
            await command.ExecuteNonQueryAsync();
        Kill(PostmasterFile.Read(_options.Files.Data)!.Pid);

        await UntilAnswersAsync();
        // The first use of the pool finds its connection dead, and the pool is then empty.
        await using var query = data.CreateCommand("select count(*) from kept");
        await Assert.ThrowsAsync<NpgsqlException>(() => query.ExecuteScalarAsync());
        Assert.Equal(0L, await query.ExecuteScalarAsync());
        Assert.True(server.Owned);
    }

    [Fact]
    public async Task The_pid_file_of_a_dead_server_is_no_obstacle()
    {
        // The number lives, but it is not the server's: the test process itself.
        await File.WriteAllTextAsync(PostmasterFile.PathIn(_options.Files.Data), $"{Environment.ProcessId}\n{_options.Files.Data}\n0\n5432\n/tmp\n\n0 0\nready\n");
        await using var server = await StartAsync();
        Assert.Equal("1", await ScalarAsync("select '1'"));
    }

    [Fact]
    public async Task The_watchdog_stops_the_server_when_its_owner_dies_and_the_next_start_waits_for_it()
    {
        // A process that starts the server and then dies without a word, lock and pipe with it.
        var control = Control();
        await control.EnsureRunningAsync(default);
        var watchdog = control.Watch();
        var former = PostmasterFile.Read(_options.Files.Data)!.Pid;
        watchdog.LetGo();

        await using var server = await StartAsync();
        Assert.True(server.Owned);
        Assert.NotEqual(former, PostmasterFile.Read(_options.Files.Data)!.Pid);
        Assert.Contains("database system was shut down", await LastStartAsync());
    }

    [Fact]
    public async Task A_server_without_owner_and_watchdog_is_adopted()
    {
        await Control().EnsureRunningAsync(default);
        var former = PostmasterFile.Read(_options.Files.Data)!.Pid;

        await using var server = await StartAsync();
        Assert.True(server.Owned);
        Assert.Equal(former, PostmasterFile.Read(_options.Files.Data)!.Pid);
    }

    [Fact]
    public async Task A_first_start_that_was_cut_begins_anew()
    {
        Directory.Move(_options.Files.Data, _options.Files.Data + ".new");
        await using var server = await StartAsync();
        Assert.Equal("1", await ScalarAsync("select '1'"));
    }

    [Fact]
    public async Task A_server_that_does_not_start_tells_why_in_one_sentence()
    {
        await File.AppendAllTextAsync(Path.Combine(_options.Files.Data, "postgresql.conf"), "work_mem = 'plenty'\n");
        var fault = await Assert.ThrowsAsync<DatabaseStartException>(StartAsync);
        Assert.StartsWith("The database server did not start: configuration file", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static async Task<string> MakeOriginalAsync()
    {
        var options = new DatabaseOptions { DataDirectory = TestDirectories.Create("original"), DisposableCluster = true };
        await using var server = await EmbeddedPostgres.StartAsync(options);
        return options.DataDirectory;
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(_options);

    private ServerControl Control() =>
        new(_options.Files, ServerBinaries.Find(ServerBinaries.Candidates(null), null), ServerAccount.Current, disposable: true);

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = DataSources.Unpooled(_options.EffectiveConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }

    private async Task UntilAnswersAsync()
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

    private async Task<string> LastStartAsync()
    {
        var log = await File.ReadAllTextAsync(_options.Files.Log);
        return log[log.LastIndexOf("starting PostgreSQL", StringComparison.Ordinal)..];
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }
}
