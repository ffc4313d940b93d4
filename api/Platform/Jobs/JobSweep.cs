using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Jobs;

/// <summary>Removes what nobody needs any more: inputs of ended jobs, results after their time, uploads that broke off, and in the end the jobs.</summary>
internal sealed class JobSweep(NpgsqlDataSource database)
{
    /// <summary>Parts removed by one statement; a file of gigabytes is not removed in one.</summary>
    private const int Batch = 200;

    /// <summary>Removes what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await ExecuteAsync("/* worker */ update platform.jobs set state = 'deleted' where state = 'receiving' and created_at < platform.now() - interval '1 hour'", null, cancellation);
        foreach (var (id, onlyInput) in await DueAsync(cancellation))
            await RemovePartsAsync(id, onlyInput, cancellation);
        await ExecuteAsync("""
            /* worker */
            delete from platform.jobs
            where not has_parts and (state = 'deleted' or (state in ('succeeded', 'failed', 'cancelled') and created_at < platform.now() - interval '30 days'))
            """, null, cancellation);
    }

    /// <summary>Removes the input of a job, or everything.</summary>
    public async Task RemovePartsAsync(Guid jobId, bool onlyInput, CancellationToken cancellation)
    {
        int removed;
        do
            removed = await ExecuteAsync("""
                /* worker */
                delete from platform.job_parts p
                using (
                    select job_id, role, start from platform.job_parts
                    where job_id = @jobId and (not @onlyInput or role = 'input')
                    limit @batch) gone
                where p.job_id = gone.job_id and p.role = gone.role and p.start = gone.start
                """, new { jobId, onlyInput, batch = Batch }, cancellation);
        while (removed == Batch);
        if (!onlyInput)
            await ExecuteAsync("/* worker */ update platform.jobs set has_parts = false, version = version + case state when 'succeeded' then 1 else 0 end where id = @jobId and has_parts", new { jobId }, cancellation);
    }

    private async Task<List<(Guid Id, bool OnlyInput)>> DueAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(Guid, bool)>(new CommandDefinition("""
            /* worker */
            select id, state = 'succeeded' and expires_at > platform.now()
            from platform.jobs
            where has_parts
              and (state in ('failed', 'cancelled', 'deleted')
                or (state = 'succeeded' and (expires_at <= platform.now() or finished_at > platform.now() - interval '1 day')))
            """, cancellationToken: cancellation))).AsList();
    }

    private async Task<int> ExecuteAsync(string sql, object? values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }
}
