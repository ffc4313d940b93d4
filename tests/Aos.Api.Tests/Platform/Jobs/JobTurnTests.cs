using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Jobs;

namespace Aos.Api.Tests.Platform.Jobs;

/// <summary>What becomes of a job, whatever happens to the workers that have it.</summary>
[Trait("Scorecard", "23")]
public sealed class JobTurnTests
{
    [Fact]
    public async Task A_job_is_done_piece_by_piece()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(5);
        await bench.RunAsync();
        var row = await bench.RowAsync(id);
        Assert.Equal(("succeeded", 5L, 5L, 5L, 3L, 0), (row.State, row.Processed, row.Total!.Value, row.ResultRows, row.ResultValues, row.Attempts));
        Assert.Equal(CountingJob.File(5), await bench.FileAsync(id));
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(CountingJob.File(5))), row.ResultSha256);
        Assert.Equal(TimeSpan.FromDays(7), row.ExpiresAt - row.FinishedAt);
        Assert.Null(await bench.Queue.ClaimAsync(["counting"], CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_worker_that_vanishes_is_followed_by_another(int pieces)
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(5);

        // As after kill -9: some pieces are stored, the lease is not given back.
        var lost = await bench.ClaimAsync();
        for (var i = 0; i < pieces; i++)
            lost = (await bench.Queue.CommitAsync(lost, await bench.Kind.RunAsync(Work(bench, lost), CancellationToken.None), CancellationToken.None))!;
        Assert.Null(await bench.Queue.ClaimAsync(["counting"], CancellationToken.None));

        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
        await bench.RunAsync();
        Assert.Equal(("succeeded", 5L), ((await bench.RowAsync(id)).State, (await bench.RowAsync(id)).Processed));
        Assert.Equal(CountingJob.File(5), await bench.FileAsync(id));
    }

    [Fact]
    public async Task A_worker_that_vanished_after_the_last_piece_leaves_only_the_end()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(1);
        var lost = await bench.ClaimAsync();
        var piece = await bench.Kind.RunAsync(Work(bench, lost), CancellationToken.None);
        await bench.Queue.CommitAsync(lost, piece with { IsLast = false }, CancellationToken.None);
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
        await bench.RunAsync();
        Assert.Equal("succeeded", (await bench.RowAsync(id)).State);
    }

    [Fact]
    public async Task Whoever_lost_the_lease_changes_nothing()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(3);
        var first = await bench.ClaimAsync();
        var piece = await bench.Kind.RunAsync(Work(bench, first), CancellationToken.None);
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
        var second = await bench.ClaimAsync();
        Assert.NotEqual(first.Lease, second.Lease);

        Assert.Null(await bench.Queue.CommitAsync(first, piece, CancellationToken.None));
        Assert.False(await bench.Queue.RenewAsync(first, CancellationToken.None));
        Assert.False(await bench.Queue.SucceedAsync(first, [1], bench.Kind.ResultLife, CancellationToken.None));
        Assert.False(await bench.Queue.EndAsync(first, "failed", null));
        await bench.Queue.ReturnAsync(first, TimeSpan.Zero, isAttempt: true);
        var row = await bench.RowAsync(id);
        Assert.Equal(("running", 0L, second.Lease), (row.State, row.Processed, row.Lease));
        Assert.Equal(0L, await bench.Api.SqlAsync<long>("select count(*) from platform.job_parts"));

        await bench.Turn.RunAsync(second, CancellationToken.None);
        Assert.Equal(CountingJob.File(3), await bench.FileAsync(id));
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_after_a_pause_and_goes_on_where_it_was()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        bench.Kind.Before = piece => piece == 2 && bench.Kind.Begun == 3 ? throw new TimeoutException("away") : Task.CompletedTask;
        await bench.RunAsync();
        var row = await bench.RowAsync(id);
        Assert.Equal(("running", 2L, null), (row.State, row.Processed, row.Lease));
        Assert.Equal("TimeoutException: away", await bench.Api.SqlAsync<string>("select last_error from platform.jobs"));
        Assert.Null(await bench.Queue.ClaimAsync(["counting"], CancellationToken.None));
        Assert.InRange((await bench.Queue.NextDueAsync(["counting"], CancellationToken.None))!.Value.TotalSeconds, 0.1, 2);

        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(2));
        await bench.RunAsync();
        Assert.Equal(CountingJob.File(4), await bench.FileAsync(id));
        Assert.Equal(5, bench.Kind.Begun);
    }

    [Fact]
    public async Task Five_failed_attempts_at_one_piece_fail_the_job()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        bench.Kind.Before = piece => piece == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        var turns = 0;
        while (!(await bench.RowAsync(id)).IsFinished)
        {
            await bench.RunAsync();
            await bench.Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
            turns++;
        }

        var row = await bench.RowAsync(id);
        Assert.Equal(("failed", 1L, null), (row.State, row.Processed, row.ResultSha256));
        Assert.Equal("jobs.failed", StoredProblem.Read(row.Problem!).Code);
        Assert.Equal(JobTurn.MaxAttempts + 1, turns); // the first one made progress
        Assert.Equal(0L, await bench.Api.SqlAsync<long>("select count(*) from platform.job_parts"));
    }

    [Fact]
    public async Task A_piece_that_kills_its_worker_fails_the_job_in_the_end()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        for (var i = 0; i < JobTurn.MaxAttempts; i++)
        {
            await bench.ClaimAsync();
            await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
        }

        await bench.RunAsync();
        Assert.Equal(("failed", 0), ((await bench.RowAsync(id)).State, bench.Kind.Begun));
    }

    [Fact]
    public async Task A_problem_ends_the_job_at_once()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        bench.Kind.Before = _ => throw RequestErrors.NotAcceptable.With("nothing");
        await bench.RunAsync();
        var problem = StoredProblem.Read((await bench.RowAsync(id)).Problem!);
        Assert.Equal(("request.not-acceptable", "nothing"), (problem.Code, problem.Arguments.Single()));
    }

    [Fact]
    public async Task A_job_that_takes_too_long_fails()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        var lost = await bench.ClaimAsync();
        await bench.Queue.ReturnAsync(lost, TimeSpan.Zero, isAttempt: false);
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromHours(13));
        await bench.RunAsync();
        Assert.Equal("jobs.took-too-long", StoredProblem.Read((await bench.RowAsync(id)).Problem!).Code);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_after_its_piece()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        bench.Kind.Before = piece => piece == 1 ? bench.Api.SqlAsync("update platform.jobs set cancel_requested = true") : Task.CompletedTask;
        await bench.RunAsync();
        var row = await bench.RowAsync(id);
        Assert.Equal(("cancelled", 2L, 2, false), (row.State, row.Processed, bench.Kind.Begun, row.HasParts));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_before_its_end_has_no_result()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(1);
        var row = await bench.ClaimAsync();
        await bench.Api.SqlAsync("update platform.jobs set cancel_requested = true");
        Assert.False(await bench.Queue.SucceedAsync(row, [1], bench.Kind.ResultLife, CancellationToken.None));
        Assert.True(await bench.Queue.EndAsync(row, "cancelled", null));
        Assert.Equal(("cancelled", null), ((await bench.RowAsync(id)).State, (await bench.RowAsync(id)).ResultSha256));
    }

    [Fact]
    public async Task A_cancellation_during_the_last_steps_of_a_job_holds()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(1);
        // It comes after the last piece is stored, which the turn no longer sees.
        await bench.Api.SqlAsync("""
            create function platform.test_cancel() returns trigger language plpgsql as $$
            begin update platform.jobs set cancel_requested = true; return null; end $$;
            create trigger test_cancel after insert on platform.job_parts for each row execute function platform.test_cancel();
            """);
        await bench.RunAsync();
        var row = await bench.RowAsync(id);
        Assert.Equal(("cancelled", 1L, null, false), (row.State, row.Processed, row.ResultSha256, row.HasParts));
    }

    [Fact]
    public async Task A_cancelled_job_whose_worker_died_too_often_is_cancelled()
    {
        await using var bench = await JobBench.StartAsync();
        var id = await bench.AddAsync(4);
        for (var i = 0; i < JobTurn.MaxAttempts; i++)
        {
            await bench.ClaimAsync();
            await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
        }

        await bench.Api.SqlAsync("update platform.jobs set cancel_requested = true");
        await bench.RunAsync();
        Assert.Equal(("cancelled", 0), ((await bench.RowAsync(id)).State, bench.Kind.Begun));
    }

    [Fact]
    public async Task A_long_job_gives_others_their_turn()
    {
        await using var bench = await JobBench.StartAsync();
        var first = await bench.AddAsync(3);
        var second = await bench.AddAsync(1);
        bench.Kind.Before = async piece =>
        {
            if (piece == 1 && bench.Kind.Begun == 2)
                await bench.Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
        };
        await bench.RunAsync();
        Assert.Equal(("running", 2L, null), ((await bench.RowAsync(first)).State, (await bench.RowAsync(first)).Processed, (await bench.RowAsync(first)).Lease));
        await bench.RunAsync();
        Assert.Equal("succeeded", (await bench.RowAsync(second)).State);
        await bench.RunAsync();
        Assert.Equal(CountingJob.File(3), await bench.FileAsync(first));
    }

    private static JobWork Work(JobBench bench, JobRow row) =>
        new(row, Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<JobParts>(bench.Api.Services));
}
