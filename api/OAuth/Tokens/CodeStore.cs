using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Tokens;

/// <summary>A code as it was issued.</summary>
internal sealed record AuthorizationCode
{
    /// <summary>Client that it was issued to.</summary>
    public required string ClientId { get; init; }

    /// <summary>Redirect URI that it was sent to.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>Challenge (RFC 7636, S256).</summary>
    public required string Challenge { get; init; }

    /// <summary><c>nonce</c> of the request.</summary>
    public string? Nonce { get; init; }

    /// <summary>Its 60 seconds are over.</summary>
    public bool IsExpired { get; init; }

    /// <summary>It has been used.</summary>
    public bool IsRedeemed { get; init; }
}

/// <summary>Statements about authorization codes at the token endpoint.</summary>
internal sealed class CodeStore(NpgsqlDataSource database)
{
    /// <summary>A code with its family; null for an unknown one.</summary>
    public async Task<(AuthorizationCode Code, Family Family)?> FindAsync(byte[] hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<AuthorizationCode, Family, (AuthorizationCode, Family)>(new CommandDefinition($"""
            select c.client_id, c.redirect_uri, c.challenge, c.nonce, c.expires_at <= platform.now() as is_expired, c.redeemed_at is not null as is_redeemed, {FamilyStore.Columns}
            from oauth.codes c
            join oauth.families f on f.id = c.family_id
            where c.code_hash = @hash
            """, new { hash }, cancellationToken: cancellation), (code, family) => (code, family), splitOn: "id");
        foreach (var one in found)
            return one;
        return null;
    }

    /// <summary>Uses the code up; false if somebody else was first.</summary>
    public static async Task<bool> RedeemAsync(WriteScope write, byte[] hash) =>
        await write.Connection.ExecuteAsync(write.Sql(
            "update oauth.codes set redeemed_at = platform.now() where code_hash = @hash and redeemed_at is null", new { hash })) == 1;
}
