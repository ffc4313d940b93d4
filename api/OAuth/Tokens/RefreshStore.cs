using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Tokens;

/// <summary>A refresh token as it stands now.</summary>
internal sealed record RefreshState
{
    /// <summary>Its life is over.</summary>
    public bool IsExpired { get; init; }

    /// <summary>It was rotated.</summary>
    public bool IsUsed { get; init; }

    /// <summary>It was rotated so recently that its client may not have got the answer.</summary>
    public bool IsInGrace { get; init; }

    /// <summary>The token that took its place has been used.</summary>
    public bool IsSuccessorUsed { get; init; }

    /// <summary>Text of the token that took its place, encrypted.</summary>
    public byte[]? Successor { get; init; }
}

/// <summary>Statements about refresh tokens.</summary>
internal sealed class RefreshStore(NpgsqlDataSource database)
{
    /// <summary>Time in which the same token gives the same successor.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>A refresh token with its family; null for an unknown one.</summary>
    public async Task<(RefreshState State, Family Family)?> FindAsync(byte[] hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<RefreshState, Family, (RefreshState, Family)>(new CommandDefinition($"""
            select r.expires_at <= platform.now() as is_expired, r.used_at is not null as is_used, coalesce(r.used_at > platform.now() - @grace, false) as is_in_grace,
                   s.used_at is not null as is_successor_used, r.successor, {FamilyStore.Columns}
            from oauth.refresh_tokens r
            join oauth.families f on f.id = r.family_id
            left join oauth.refresh_tokens s on s.token_hash = r.successor_hash
            where r.token_hash = @hash
            """, new { hash, grace = Grace }, cancellationToken: cancellation), (state, family) => (state, family), splitOn: "id");
        foreach (var one in found)
            return one;
        return null;
    }

    /// <summary>Puts a new token in the place of a used one; false if somebody else was first.</summary>
    public static async Task<bool> RotateAsync(WriteScope write, byte[] hash, byte[] successorHash, byte[] successor, DateTime until) =>
        await write.Connection.ExecuteAsync(write.Sql("""
            with rotated as (
                update oauth.refresh_tokens set used_at = platform.now(), successor_hash = @successorHash, successor = @successor
                where token_hash = @hash and used_at is null
                returning family_id)
            insert into oauth.refresh_tokens (token_hash, family_id, expires_at)
            select @successorHash, family_id, @until from rotated
            """, new { hash, successorHash, successor, until })) == 1;
}
