using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;
using Npgsql;

namespace Aos.Api.Tests.Platform.Database;

/// <summary>The server after everything that can happen to it. Each test has a cluster of its own.</summary>
public sealed class EmbeddedPostgresRecoveryTests : IAsyncLifetime
{
    private readonly OwnCluster _cluster = new();

    public Task InitializeAsync() => _cluster.PrepareAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_killed_server_is_started_again()
    {
        await using var server = await _cluster.StartAsync();
        await using var data = DataSources.ForRequests(server.ConnectionString + ";Options=-c synchronous_commit=on", "test");
        await using (var command = data.CreateCommand("create table kept (n int)"))
            await command.ExecuteNonQueryAsync();
        ServerProcess.Kill(PostmasterFile.Read(_cluster.Files.Data)!.Pid);

        await _cluster.UntilAnswersAsync();
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
        await File.WriteAllTextAsync(PostmasterFile.PathIn(_cluster.Files.Data), $"{Environment.ProcessId}\n{_cluster.Files.Data}\n0\n5432\n/tmp\n\n0 0\nready\n");
        await using var server = await _cluster.StartAsync();
        Assert.Equal("1", await _cluster.ScalarAsync("select '1'"));
    }

    [Fact]
    public async Task The_watchdog_stops_the_server_when_its_owner_dies_and_the_next_start_waits_for_it()
    {
        // A process that starts the server and then dies without a word, lock and pipe with it.
        var control = _cluster.Control();
        await control.EnsureRunningAsync(default);
        var watchdog = control.Watch();
        var former = PostmasterFile.Read(_cluster.Files.Data)!.Pid;
        watchdog.LetGo();

        await using var server = await _cluster.StartAsync();
        Assert.True(server.Owned);
        Assert.NotEqual(former, PostmasterFile.Read(_cluster.Files.Data)!.Pid);
        Assert.Contains("database system was shut down", await LastStartAsync());
    }

    [Fact]
    public async Task A_server_without_owner_and_watchdog_is_adopted()
    {
        await _cluster.Control().EnsureRunningAsync(default);
        var former = PostmasterFile.Read(_cluster.Files.Data)!.Pid;

        await using var server = await _cluster.StartAsync();
        Assert.True(server.Owned);
        Assert.Equal(former, PostmasterFile.Read(_cluster.Files.Data)!.Pid);
    }

    [Fact]
    public async Task A_server_that_does_not_start_tells_why_in_one_sentence()
    {
        await File.AppendAllTextAsync(Path.Combine(_cluster.Files.Data, "postgresql.conf"), "work_mem = 'plenty'\n");
        var fault = await Assert.ThrowsAsync<DatabaseStartException>(_cluster.StartAsync);
        Assert.StartsWith("The database server did not start: configuration file", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private async Task<string> LastStartAsync()
    {
        var log = await File.ReadAllTextAsync(_cluster.Files.Log);
        return log[log.LastIndexOf("starting PostgreSQL", StringComparison.Ordinal)..];
    }
}
