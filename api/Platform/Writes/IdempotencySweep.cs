using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Writes;

/// <summary>Removes records of keys that are older than the 48 hours for which a key is kept.</summary>
internal sealed class IdempotencySweep(NpgsqlDataSource database)
{
    private const int Batch = 1_000;

    public async Task RunAsync(CancellationToken cancellation)
    {
        int removed;
        do
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            removed = await connection.ExecuteAsync(new CommandDefinition("""
                /* worker */
                delete from platform.idempotency_keys
                where scope = any(array(
                    select scope from platform.idempotency_keys where created_at <= platform.now() - interval '48 hours' order by created_at limit @batch))
                  and created_at <= platform.now() - interval '48 hours'
                """, new { batch = Batch }, cancellationToken: cancellation));
        }
        while (removed == Batch);
    }
}
