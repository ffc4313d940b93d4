using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth;

/// <summary>What may be used once on all nodes together: ids of client assertions and of proofs of keys.</summary>
internal sealed class UsedIds(NpgsqlDataSource database)
{
    /// <summary>True the first time.</summary>
    /// <param name="id">The id, with what it is an id of.</param>
    /// <param name="life">How long what carries it can be valid.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<bool> TakeAsync(string id, TimeSpan life, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition("""
            insert into oauth.used_ids as u (id_hash, expires_at) values (@hash, platform.now() + @life)
            on conflict (id_hash) do update set expires_at = excluded.expires_at where u.expires_at <= platform.now()
            """, new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(id)), life }, cancellationToken: cancellation)) > 0;
    }
}
