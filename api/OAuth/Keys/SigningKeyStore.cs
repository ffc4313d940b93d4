using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Keys;

/// <summary>Every statement about signing keys.</summary>
internal static class SigningKeyStore
{
    /// <summary>Notice that makes every node read the keys again.</summary>
    public const string Notice = "k:signing";

    /// <summary>Every kept key, and the time of the database.</summary>
    public static async Task<IReadOnlyList<Row>> ListAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await connection.QueryAsync<Row>(new CommandDefinition("""
            /* worker */
            select id, algorithm, private_key, signs_from, signs_until, platform.now() as now
            from oauth.signing_keys
            order by signs_from, id
            """, cancellationToken: cancellation))).AsList();

    /// <summary>Makes the keys that are due and removes those that nobody needs any more; true if something changed. One node at a time.</summary>
    public static async Task<bool> EnsureAsync(WriteScope write, KeyCipher cipher)
    {
        await LockAsync(write);
        var changed = await write.Connection.ExecuteAsync(write.Sql(
            "/* worker */ delete from oauth.signing_keys where signs_until <= platform.now() - @kept", new { kept = KeyLives.Kept })) > 0;
        foreach (var algorithm in KeyLives.Algorithms)
        {
            var (lastEnds, now) = await write.Connection.QuerySingleAsync<(DateTime?, DateTime)>(write.Sql(
                "/* worker */ select (select max(signs_until) from oauth.signing_keys where algorithm = @algorithm), platform.now()", new { algorithm }));
            if (KeyLives.NextStart(lastEnds, now) is not { } start)
                continue;
            await InsertAsync(write, cipher, algorithm, start);
            changed = true;
        }

        if (changed)
            await write.NotifyRightsAsync(Notice);
        return changed;
    }

    /// <summary>Makes keys that sign at once; the former ones cease to sign.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="cipher">Encrypts the new keys.</param>
    /// <param name="withdraw">Remove the former keys at once, because somebody else may have them; else they stay in the key set for a day.</param>
    public static async Task RotateAsync(WriteScope write, KeyCipher cipher, bool withdraw)
    {
        await LockAsync(write);
        await write.Connection.ExecuteAsync(write.Sql("""
            delete from oauth.signing_keys where @withdraw or signs_from > platform.now();
            update oauth.signing_keys set signs_until = platform.now() where signs_until > platform.now()
            """, new { withdraw }));
        foreach (var algorithm in KeyLives.Algorithms)
        {
            var now = await write.Connection.ExecuteScalarAsync<DateTime>(write.Sql("select platform.now()"));
            await InsertAsync(write, cipher, algorithm, now);
        }

        await write.NotifyRightsAsync(Notice);
    }

    // Whoever waits does so while another node makes an RSA key, which takes seconds on a busy machine.
    private static Task LockAsync(WriteScope write) =>
        write.Connection.ExecuteAsync(write.Sql("/* worker */ set local lock_timeout = '60s'; select pg_advisory_xact_lock(hashtext('oauth.signing_keys'))"));

    private static Task InsertAsync(WriteScope write, KeyCipher cipher, string algorithm, DateTime start)
    {
        var id = Guid.NewGuid().ToString("N");
        return write.Connection.ExecuteAsync(write.Sql("""
            /* worker */
            insert into oauth.signing_keys (id, algorithm, private_key, signs_from, signs_until)
            values (@id, @algorithm, @key, @start, @until)
            """, new { id, algorithm, key = cipher.Encrypt(id, SigningKey.Make(algorithm)), start, until = start + KeyLives.Signs }));
    }

    internal sealed record Row(string Id, string Algorithm, byte[] PrivateKey, DateTime SignsFrom, DateTime SignsUntil, DateTime Now);
}
