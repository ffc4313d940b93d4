using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Writes;

/// <summary>The right of one request to run under its <c>Idempotency-Key</c>; the answer commits with the effect, or not at all.</summary>
internal sealed class IdempotencyLease(byte[] scope, Guid owner)
{
    /// <summary>The body of a request that is read as it comes, which makes its fingerprint.</summary>
    public HashedBody? Body { get; set; }

    /// <summary>True once an answer was stored; a lease without one is given back.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Stores the answer in the transaction of the effect. Loses, and rolls back, if another request took the key over meanwhile.</summary>
    public async Task CompleteAsync(WriteScope write, Answer answer, byte[]? body)
    {
        var stored = await write.Connection.ExecuteAsync(write.Sql("""
            update platform.idempotency_keys
            set status = @status, location = @location, etag = @etag, body = @body, fingerprint = coalesce(@fingerprint, fingerprint)
            where scope = @scope and owner = @owner and status is null
            """,
            new { status = (short)answer.Status, location = answer.Location, etag = answer.EntityTag, body, scope, owner, fingerprint = Body?.Fingerprint() }));
        if (stored == 0)
            throw IdempotencyFilter.InProgress();
        IsCompleted = true;
    }

    /// <summary>Keeps the key while a long body comes; the answer is refused if another request has taken it over.</summary>
    public async Task RenewAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            update platform.idempotency_keys set locked_until = platform.now() + interval '60 seconds'
            where scope = @scope and owner = @owner and status is null
            """, new { scope, owner }, cancellationToken: cancellation));
    }

    /// <summary>Frees the key of a request that had no effect.</summary>
    public async Task ReleaseAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "delete from platform.idempotency_keys where scope = @scope and owner = @owner and status is null",
            new { scope, owner });
    }
}
