using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Jobs;

/// <summary>What is removed, and when.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task Tokens_stay_a_day_after_their_end_so_that_their_owner_hears_why()
    {
        await using var bench = await JobBench.StartAsync();
        await bench.Api.SqlAsync("""
            insert into identity.access_tokens (hash, family, client_id, tenant_id, scopes, audience, issued_at, expires_at)
            select decode(md5(i::text), 'hex'), gen_random_uuid(), 'test-workshop', gen_random_uuid(), '{}', 'api', platform.now(), platform.now() - i * interval '1 minute'
            from generate_series(1, 4000) i
            """);
        var tokens = bench.Api.Services.GetRequiredService<AccessTokens>();
        await tokens.SweepAsync(CancellationToken.None);
        Assert.Equal(1439L, await bench.Api.SqlAsync<long>("select count(*) from identity.access_tokens"));
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await tokens.SweepAsync(CancellationToken.None);
        Assert.Equal(0L, await bench.Api.SqlAsync<long>("select count(*) from identity.access_tokens"));
    }

    [Fact]
    public async Task Keys_stay_48_hours()
    {
        await using var bench = await JobBench.StartAsync();
        await bench.Api.SqlAsync("""
            insert into platform.idempotency_keys (scope, fingerprint, owner, locked_until, created_at)
            select decode(md5(i::text), 'hex'), '\x00', gen_random_uuid(), platform.now(), platform.now() - i * interval '1 minute' from generate_series(0, 3999) i
            """);
        await bench.Api.Services.GetRequiredService<IdempotencySweep>().RunAsync(CancellationToken.None);
        Assert.Equal(48L * 60, await bench.Api.SqlAsync<long>("select count(*) from platform.idempotency_keys"));
    }

    [Fact]
    public async Task Results_stay_7_days_and_jobs_30()
    {
        await using var bench = await JobBench.StartAsync();
        var sweep = bench.Api.Services.GetRequiredService<JobSweep>();
        var id = await bench.AddAsync(500); // more parts than one statement removes
        await bench.RunAsync();
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5));
        await sweep.RunAsync(CancellationToken.None);
        Assert.Equal(CountingJob.File(500), await bench.FileAsync(id));
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(6));
        await sweep.RunAsync(CancellationToken.None);
        Assert.Equal(0L, await bench.Api.SqlAsync<long>("select count(*) from platform.job_parts"));
        Assert.False((await bench.RowAsync(id)).HasParts);
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromDays(23));
        await sweep.RunAsync(CancellationToken.None);
        Assert.Equal(0L, await bench.Api.SqlAsync<long>("select count(*) from platform.jobs"));
    }

    [Fact]
    public async Task Uploads_that_broke_off_and_deleted_jobs_go()
    {
        await using var bench = await JobBench.StartAsync();
        var sweep = bench.Api.Services.GetRequiredService<JobSweep>();
        var (broken, deleted, queued) = (await bench.AddAsync(1), await bench.AddAsync(1), await bench.AddAsync(1));
        await bench.Api.SqlAsync($"""
            update platform.jobs set state = 'receiving' where id = '{broken}';
            update platform.jobs set state = 'deleted' where id = '{deleted}';
            insert into platform.job_parts (job_id, role, start, length, data) select id, 'input', 0, 1, '\x00' from platform.jobs;
            """);
        await sweep.RunAsync(CancellationToken.None);
        Assert.Equal(2L, await bench.Api.SqlAsync<long>("select count(*) from platform.job_parts"));
        await bench.Api.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        await sweep.RunAsync(CancellationToken.None);
        Assert.Equal(queued, await bench.Api.SqlAsync<Guid>("select id from platform.jobs"));
        Assert.Equal(1L, await bench.Api.SqlAsync<long>("select count(*) from platform.job_parts"));
    }
}
