using Aos.Api.Platform.Database.Embedded;

namespace Aos.Api.Tests.Platform.Database;

/// <summary>Starting, attaching, restarting. Each test has a cluster of its own.</summary>
public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private readonly OwnCluster _cluster = new();

    public Task InitializeAsync() => _cluster.PrepareAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Data_survive_a_restart_and_a_second_process_does_not_stop_the_server()
    {
        await using (var first = await _cluster.StartAsync())
        {
            Assert.True(first.Owned);
            Assert.Equal(_cluster.ConnectionString, first.ConnectionString);
            Assert.StartsWith(first.Version, await _cluster.ScalarAsync("show server_version"));
            await _cluster.ScalarAsync("create table kept (n int); insert into kept values (7); select 'x'");

            await using (var second = await _cluster.StartAsync())
                Assert.False(second.Owned);
            Assert.Equal("7", await _cluster.ScalarAsync("select n::text from kept"));
        }

        Assert.Null(PostmasterFile.Read(_cluster.Files.Data));
        await using var again = await _cluster.StartAsync();
        Assert.True(again.Owned);
        Assert.Equal("7", await _cluster.ScalarAsync("select n::text from kept"));
    }

    [Fact]
    public async Task Those_who_attached_take_over_when_the_owner_ends()
    {
        var owner = await _cluster.StartAsync();
        await using var heir = await _cluster.StartAsync();
        await owner.StopAsync();

        await _cluster.UntilAnswersAsync();
        for (var i = 0; !heir.Owned && i < 40; i++)
            await Task.Delay(50);
        Assert.True(heir.Owned);
    }

    [Fact]
    public async Task Many_starters_at_once_make_one_cluster_and_one_owner()
    {
        Directory.Delete(_cluster.Files.Data, recursive: true);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _cluster.StartAsync()));
        Assert.Single(all, server => server.Owned);
        foreach (var server in all.OrderBy(server => server.Owned))
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_first_start_that_was_cut_begins_anew()
    {
        Directory.Move(_cluster.Files.Data, _cluster.Files.Data + ".new");
        await using var server = await _cluster.StartAsync();
        Assert.Equal("1", await _cluster.ScalarAsync("select '1'"));
    }
}
