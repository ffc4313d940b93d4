using Aos.Api.Platform.Database;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aos.Api.Platform.Jobs;

/// <summary>Every statement of a worker. All but the first are fenced by the lease: false means that another has the job now.</summary>
internal sealed class JobQueue(NpgsqlDataSource database, IOptions<JobOptions> options)
{
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Takes the job that has been due for longest, if there is one: a new one, or one whose worker no longer answers.</summary>
    /// <param name="kinds">Kinds that this node knows: during a roll-out an older one leaves new kinds to others.</param>
    /// <param name="cancellation">Ends when the node stops.</param>
    public async Task<JobRow?> ClaimAsync(string[] kinds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition($"""
            /* worker */
            update platform.jobs
            set state = 'running', lease = @lease, due_at = platform.now() + @life, attempts = attempts + 1,
                started_at = coalesce(started_at, platform.now()), version = version + case state when 'queued' then 1 else 0 end
            where id = (
                select id from platform.jobs
                where state in ('queued', 'running') and due_at <= platform.now() and kind = any(@kinds)
                order by due_at
                limit 1
                for update skip locked)
            returning {JobRow.Columns}
            """, new { lease = Guid.NewGuid(), life = _lease, kinds }, cancellationToken: cancellation));
    }

    /// <summary>Time until the next job is due; null if none waits.</summary>
    public async Task<TimeSpan?> NextDueAsync(string[] kinds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<TimeSpan?>(new CommandDefinition(
            "/* worker */ select min(due_at) - platform.now() from platform.jobs where state in ('queued', 'running') and kind = any(@kinds)", new { kinds }, cancellationToken: cancellation));
    }

    /// <summary>Keeps the lease while a piece is being worked on.</summary>
    public Task<bool> RenewAsync(JobRow job, CancellationToken cancellation) => ChangeAsync(
        "/* worker */ update platform.jobs set due_at = platform.now() + @life where id = @id and lease = @lease and state = 'running'",
        new { id = job.Id, lease = job.Lease, life = _lease }, cancellation);

    /// <summary>Stores a piece with its progress, both or neither; null if the lease is lost.</summary>
    public Task<JobRow?> CommitAsync(JobRow job, JobPiece piece, CancellationToken cancellation) =>
        DatabaseTransaction.RunAsync(database, async (connection, transaction) =>
        {
            var moved = await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition($"""
                /* worker */
                update platform.jobs
                set processed = processed + @processed, result_rows = result_rows + @rows, result_values = result_values + @values,
                    result_bytes = result_bytes + @bytes, total = coalesce(@total, total), position = @position, attempts = 0, last_error = null,
                    progressed_at = platform.now(), due_at = platform.now() + @life, version = version + 1
                where id = @id and lease = @lease and state = 'running'
                returning {JobRow.Columns}
                """,
                new
                {
                    id = job.Id,
                    lease = job.Lease,
                    life = _lease,
                    processed = (long)piece.Processed,
                    rows = (long)piece.Rows,
                    values = (long)piece.Values,
                    bytes = (long)piece.Result.Length,
                    total = piece.Total,
                    position = piece.Position,
                },
                transaction, cancellationToken: cancellation));
            if (moved is not null)
                await JobParts.AddResultAsync(connection, transaction, job.Id, moved.ResultBytes - piece.Result.Length, piece.Result);
            return moved;
        }, cancellation);

    /// <summary>Puts the job back: others get their turn, or the next attempt comes after a pause.</summary>
    /// <param name="job">The job.</param>
    /// <param name="pause">Time until it is due again.</param>
    /// <param name="isAttempt">False if this attempt does not count, because nothing went wrong.</param>
    /// <param name="error">What went wrong.</param>
    public Task ReturnAsync(JobRow job, TimeSpan pause, bool isAttempt, string? error = null) => ChangeAsync("""
        /* worker */
        with returned as (
            update platform.jobs
            set lease = null, due_at = platform.now() + @pause, attempts = greatest(0, attempts - @uncounted), last_error = coalesce(@error, last_error)
            where id = @id and lease = @lease and state = 'running'
            returning id)
        select pg_notify('aos_jobs', '') from returned
        """,
        new { id = job.Id, lease = job.Lease, pause, uncounted = isAttempt ? 0 : 1, error }, CancellationToken.None);

    /// <summary>Ends the job with its result, which is kept for a while; false also if its owner has cancelled it.</summary>
    public Task<bool> SucceedAsync(JobRow job, byte[] sha256, TimeSpan life, CancellationToken cancellation) => ChangeAsync("""
        /* worker */
        update platform.jobs
        set state = 'succeeded', lease = null, result_sha256 = @sha256, total = processed, finished_at = platform.now(),
            expires_at = platform.now() + @life, version = version + 1
        where id = @id and lease = @lease and state = 'running' and not cancel_requested
        """,
        new { id = job.Id, lease = job.Lease, sha256, life }, cancellation);

    /// <summary>Ends the job without a result: failed, or cancelled by its owner.</summary>
    public Task<bool> EndAsync(JobRow job, string state, StoredProblem? problem, string? error = null) => ChangeAsync("""
        /* worker */
        update platform.jobs
        set state = @state, lease = null, problem = @problem::jsonb, last_error = coalesce(@error, last_error), finished_at = platform.now(), version = version + 1
        where id = @id and lease = @lease and state = 'running'
        """,
        new { id = job.Id, lease = job.Lease, state, problem = problem?.ToJson(), error }, CancellationToken.None);

    private async Task<bool> ChangeAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) > 0;
    }
}
