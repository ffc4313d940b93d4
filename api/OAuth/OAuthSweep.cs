using Dapper;
using Npgsql;

namespace Aos.Api.OAuth;

/// <summary>Removes what has ended: what was issued by a family, then the family, then the sign-in.</summary>
internal sealed class OAuthSweep(NpgsqlDataSource database)
{
    private const int Batch = 1_000;

    private static readonly string[] Statements =
    [
        "delete from oauth.used_ids where id_hash = any (array(select id_hash from oauth.used_ids where expires_at < platform.now() limit @batch))",
        "delete from oauth.wrong_user_codes where address = any (array(select address from oauth.wrong_user_codes where window_ends_at < platform.now() limit @batch))",
        "delete from oauth.device_codes where device_hash = any (array(select device_hash from oauth.device_codes where expires_at < platform.now() - interval '1 day' limit @batch))",
        // A successor is read within seconds or never.
        "update oauth.refresh_tokens set successor = null where token_hash = any (array(select token_hash from oauth.refresh_tokens where used_at < platform.now() - interval '1 minute' and successor is not null limit @batch))",
        "delete from oauth.refresh_tokens where token_hash = any (array(select token_hash from oauth.refresh_tokens where expires_at < platform.now() limit @batch))",
        """
        delete from oauth.refresh_tokens where token_hash = any (array(
            select r.token_hash from oauth.refresh_tokens r join oauth.families f on f.id = r.family_id
            where f.revoked_at < platform.now() - interval '1 day' limit @batch))
        """,
        """
        delete from oauth.families where id = any (array(
            select f.id from oauth.families f
            where f.last_used_at < platform.now() - interval '2 days'
              and not exists (select from oauth.refresh_tokens r where r.family_id = f.id)
              and not exists (select from oauth.codes c where c.family_id = f.id)
              and not exists (select from oauth.device_codes d where d.family_id = f.id)
            limit @batch))
        """,
        """
        delete from oauth.sessions where id = any (array(
            select s.id from oauth.sessions s
            where s.expires_at < platform.now() - interval '2 days'
              and not exists (select from oauth.families f where f.session_id = s.id)
              and not exists (select from oauth.requests r where r.session_id = s.id)
            limit @batch))
        """,
    ];

    /// <summary>Removes what is due, a thousand rows a statement.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var statement in Statements)
            while (await RemoveAsync(statement, cancellation) == Batch)
                cancellation.ThrowIfCancellationRequested();
    }

    private async Task<int> RemoveAsync(string statement, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition($"/* worker */ {statement}", new { batch = Batch }, cancellationToken: cancellation));
    }
}
