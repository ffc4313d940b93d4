using System.Collections.Concurrent;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Jobs;

/// <summary>The workers of real nodes.</summary>
[Trait("Scorecard", "23")]
public sealed class JobWorkerTests
{
    [Fact]
    public async Task A_notice_wakes_a_sleeping_worker()
    {
        await using var bench = await JobBench.StartAsync(workers: 2);
        var id = await bench.AddAsync(3);
        Assert.Equal("succeeded", (await bench.EndedAsync(id)).State);
        Assert.Equal(CountingJob.File(3), await bench.FileAsync(id));
    }

    [Fact]
    public async Task Two_nodes_compete_and_nothing_is_doubled()
    {
        await using var bench = await JobBench.StartAsync(workers: 2);
        await using var second = await bench.Api.StartSecondNodeAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 30; i++)
            ids.Add(await bench.AddAsync(4));
        foreach (var id in ids)
        {
            Assert.Equal("succeeded", (await bench.EndedAsync(id)).State);
            Assert.Equal(CountingJob.File(4), await bench.FileAsync(id));
        }

        Assert.Equal(30 * 4, bench.Kind.Begun);
    }

    [Fact]
    public async Task A_node_that_stops_gives_its_job_back_and_another_ends_it()
    {
        await using var bench = await JobBench.StartAsync(workers: 0);
        var stuck = new TaskCompletionSource();
        var kind = new CountingJob { Before = piece => piece == 2 ? Stay(stuck) : Task.CompletedTask };
        await using var node = new ApiHost(new() { ["Jobs:Workers"] = "1" }, services => services.AddSingleton<JobKind>(kind), bench.Api.Database);
        await node.InitializeAsync();
        var id = await bench.AddAsync(5);
        await stuck.Task;
        await node.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<JobWorker>().Single().StopAsync(CancellationToken.None);

        var row = await bench.RowAsync(id);
        Assert.Equal(("running", 2L, null, 0), (row.State, row.Processed, row.Lease, row.Attempts));
        await bench.RunAsync();
        Assert.Equal(CountingJob.File(5), await bench.FileAsync(id));
    }

    [Fact]
    public async Task A_node_leaves_kinds_to_others_that_it_does_not_know()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        await using var bench = await JobBench.StartAsync();
        await bench.AddAsync(1);
        Assert.Null(await bench.Queue.ClaimAsync(["vehicleLookup"], CancellationToken.None));
        Assert.NotNull(await bench.Queue.ClaimAsync(["counting"], CancellationToken.None));
    }

    [Fact]
    public async Task Recurring_work_is_done_by_one_node_each_hour()
    {
        var runs = new ConcurrentQueue<string>();
        void Count(IServiceCollection services, string node) =>
            services.AddSingleton(new RecurringWork("test-count", (_, _) =>
            {
                runs.Enqueue(node);
                return Task.CompletedTask;
            }));
        await using var first = new ApiHost(new() { ["Jobs:Workers"] = "1" }, services => Count(services, "first"));
        await first.InitializeAsync();
        await using var second = new ApiHost(new() { ["Jobs:Workers"] = "1" }, services => Count(services, "second"), first.Database);
        await second.InitializeAsync();
        await Polling.UntilAsync(() => Task.FromResult(!runs.IsEmpty));

        await first.SqlAsync("select pg_notify('aos_jobs', '')");
        await first.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        await first.SqlAsync("select pg_notify('aos_jobs', '')");
        await Polling.UntilAsync(() => Task.FromResult(runs.Count >= 2));
        await first.SqlAsync("select pg_notify('aos_jobs', '')");
        await Task.Delay(200);
        Assert.Equal(2, runs.Count);
    }

    [Theory]
    [InlineData(-500, 200)] // locked by another: no spinning
    [InlineData(0, 200)]
    [InlineData(1, 21)]
    [InlineData(59_999, 60_019)]
    [InlineData(60_000, 60_000)]
    [InlineData(null, 60_000)]
    public void A_worker_always_sleeps_between_two_looks(int? due, int sleep) =>
        Assert.Equal(TimeSpan.FromMilliseconds(sleep), JobWorker.SleepUntil(due is { } left ? TimeSpan.FromMilliseconds(left) : null));

    private static Task Stay(TaskCompletionSource reached)
    {
        reached.TrySetResult();
        return Task.Delay(Timeout.Infinite);
    }
}
