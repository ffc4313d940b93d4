using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Accounts.Resets;

/// <summary>Wishes for a reset that have been answered and wait to be looked at.</summary>
internal sealed class ResetWishes(NpgsqlDataSource database)
{
    private readonly SemaphoreSlim _signal = new(0);

    /// <summary>Keeps a wish.</summary>
    public static Task AddAsync(WriteScope write, string realm, string login, string requestId) => write.Connection.ExecuteAsync(write.Sql(
        "insert into accounts.reset_wishes (id, realm, login, request_id) values (@id, @realm, @login, @requestId)",
        new { id = Guid.CreateVersion7(), realm, login, requestId }));

    /// <summary>The wish that has waited longest; null if none waits.</summary>
    public async Task<ResetWish?> NextAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ResetWish>(new CommandDefinition("""
            /* worker */
            select id, realm, login, request_id
            from accounts.reset_wishes
            where due_at <= platform.now()
            order by due_at
            limit 1
            """, cancellationToken: cancellation));
    }

    /// <summary>Takes a wish; false if another node did.</summary>
    public static async Task<bool> TakeAsync(WriteScope write, ResetWish wish) =>
        await write.Connection.ExecuteAsync(write.Sql("delete from accounts.reset_wishes where id = @Id", new { wish.Id })) == 1;

    /// <summary>Puts a wish that failed at the end; after half an hour it is worth nothing.</summary>
    public async Task PutBackAsync(ResetWish wish, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            delete from accounts.reset_wishes where id = @Id and asked_at < platform.now() - interval '30 minutes';
            update accounts.reset_wishes set due_at = platform.now() + interval '10 seconds' where id = @Id
            """, new { wish.Id }, cancellationToken: cancellation));
    }

    /// <summary>A wish has been committed here.</summary>
    public void Wake() => _signal.Release();

    /// <summary>Waits for a wish of this node, or until it is time to look for those of others.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _signal.WaitAsync(longest, cancellation);
}

/// <summary>Somebody wants to reset a password.</summary>
internal sealed record ResetWish
{
    public required Guid Id { get; init; }
    public required string Realm { get; init; }
    public required string Login { get; init; }
    public string? RequestId { get; init; }
}
