using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Outbox;

/// <summary>Every statement of the worker. What ends a message is fenced by the lease: false means that another has it now.</summary>
internal sealed class OutboxStore(NpgsqlDataSource database)
{
    /// <summary>Messages that a worker takes at once.</summary>
    private const int Batch = 10;

    /// <summary>Longer than a whole batch can take.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Takes the messages that have been due for longest, those of a dead worker with them; ends and blanks those that have expired.</summary>
    /// <param name="channel">Mail or SMS.</param>
    /// <param name="canDeliver">False takes only what has expired.</param>
    /// <param name="cancellation">Ends when the node stops.</param>
    public async Task<IReadOnlyList<OutboxRow>> ClaimAsync(string channel, bool canDeliver, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<OutboxRow>(new CommandDefinition("""
            /* worker */
            with due as (
                select id, expires_at <= platform.now() as is_late
                from platform.outbox
                where state = 'waiting' and channel = @channel and due_at <= platform.now() and (@canDeliver or expires_at <= platform.now())
                order by due_at
                limit @batch
                for update skip locked)
            update platform.outbox o
            set state = case when due.is_late then 'expired' else o.state end,
                content = case when due.is_late then null else o.content end,
                ended_at = case when due.is_late then platform.now() end,
                attempts = o.attempts + case when due.is_late then 0 else 1 end,
                lease = case when due.is_late then null else @lease end,
                due_at = platform.now() + @life
            from due
            where o.id = due.id
            returning o.id, o.channel, o.purpose, o.recipient, o.language, o.content, o.attempts, o.lease
            """, new { channel, canDeliver, batch = Batch, lease = Guid.NewGuid(), life = Lease }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Ends a message and blanks what it said.</summary>
    /// <param name="row">The message.</param>
    /// <param name="state"><c>sent</c> or <c>failed</c>.</param>
    /// <param name="error">Why it failed.</param>
    public Task<bool> EndAsync(OutboxRow row, string state, string? error = null) => ChangeAsync("""
        /* worker */
        update platform.outbox
        set state = @state, content = null, lease = null, ended_at = platform.now(), last_error = coalesce(@error, last_error)
        where id = @id and lease = @lease and state = 'waiting'
        """, new { id = row.Id, lease = row.Lease, state, error });

    /// <summary>Puts a message back for another attempt; one that expires before is looked at when it does.</summary>
    public Task<bool> TryAgainAsync(OutboxRow row, TimeSpan pause, string error) => ChangeAsync("""
        /* worker */
        update platform.outbox
        set lease = null, due_at = least(platform.now() + @pause, expires_at), last_error = @error
        where id = @id and lease = @lease and state = 'waiting'
        """, new { id = row.Id, lease = row.Lease, pause, error });

    /// <summary>Gives back messages that nobody tried, as if they had not been taken.</summary>
    public Task<bool> ReturnAsync(IReadOnlyCollection<OutboxRow> rows) => ChangeAsync("""
        /* worker */
        update platform.outbox
        set lease = null, due_at = platform.now(), attempts = attempts - 1
        where id = any(@ids) and lease = @lease and state = 'waiting'
        """, new { ids = rows.Select(row => row.Id).ToArray(), lease = rows.First().Lease });

    /// <summary>Number of messages that wait.</summary>
    public async Task<long> CountWaitingAsync(string channel, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "/* worker */ select count(*) from platform.outbox where state = 'waiting' and channel = @channel", new { channel }, cancellationToken: cancellation));
    }

    /// <summary>Removes messages a month after their end.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "/* worker */ delete from platform.outbox where state <> 'waiting' and ended_at < platform.now() - interval '30 days'", cancellationToken: cancellation));
    }

    // Without the token of the node's end: what was sent must be written down.
    private async Task<bool> ChangeAsync(string sql, object values)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, values) > 0;
    }
}
