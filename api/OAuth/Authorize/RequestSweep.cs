using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Removes requests and codes that have ended more than a day ago; until then a code that comes a second time is recognised.</summary>
internal sealed class RequestSweep(NpgsqlDataSource database)
{
    private const int Batch = 1_000;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await SweepAsync("oauth.requests", "id", cancellation);
        await SweepAsync("oauth.codes", "code_hash", cancellation);
    }

    private async Task SweepAsync(string table, string key, CancellationToken cancellation)
    {
        int removed;
        do
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            removed = await connection.ExecuteAsync(new CommandDefinition($"""
                /* worker */
                delete from {table}
                where {key} = any(array(
                    select {key} from {table} where expires_at < platform.now() - interval '1 day' order by expires_at limit @batch))
                """, new { batch = Batch }, cancellationToken: cancellation));
        }
        while (removed == Batch);
    }
}
