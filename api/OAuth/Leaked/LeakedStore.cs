using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Leaked;

/// <summary>What a reported text of a person belongs to: an authorization, a device that waits, or a sign-in.</summary>
internal sealed record LeakedGrant
{
    /// <summary>Authorization that the refresh token or code belongs to.</summary>
    public Guid? FamilyId { get; init; }

    /// <summary>Device that waits for a person.</summary>
    public byte[]? DeviceHash { get; init; }

    /// <summary>Client of the authorization or of the device.</summary>
    public string? ClientId { get; init; }

    /// <summary>Sign-in of a browser.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Who signed in.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Tenant of that person.</summary>
    public Guid? TenantId { get; init; }
}

/// <summary>Statements about what has leaked.</summary>
internal static class LeakedStore
{
    /// <summary>What texts with these hashes belong to, in one statement: most of what is reported is none of ours. A code or token that was used once still ends what came of it.</summary>
    public static async Task<IReadOnlyList<LeakedGrant>> FindAsync(NpgsqlConnection connection, byte[][] hashes, CancellationToken cancellation) =>
        [.. await connection.QueryAsync<LeakedGrant>(new CommandDefinition("""
            with of_families as (
                select family_id from oauth.refresh_tokens where token_hash = any(@hashes)
                union select family_id from oauth.codes where code_hash = any(@hashes)
                union select family_id from oauth.device_codes where device_hash = any(@hashes))
            select f.id as family_id, null::bytea as device_hash, f.client_id, null::uuid as session_id, null::uuid as account_id, null::uuid as tenant_id
            from oauth.families f
            where f.id in (select family_id from of_families) and f.revoked_at is null
            union all
            select null, device_hash, client_id, null, null, null
            from oauth.device_codes
            where device_hash = any(@hashes) and state = 'pending' and expires_at > platform.now()
            union all
            select null, null, null, id, account_id, tenant_id
            from oauth.sessions
            where cookie_hash = any(@hashes) and ended_at is null and expires_at > platform.now()
            """, new { hashes }, cancellationToken: cancellation))];

    /// <summary>Refuses a device that waits for a person; false if somebody has decided meanwhile.</summary>
    public static async Task<bool> DenyDeviceAsync(WriteScope write, byte[] deviceHash) =>
        await write.Connection.ExecuteAsync(write.Sql("update oauth.device_codes set state = 'denied' where device_hash = @deviceHash and state = 'pending'", new { deviceHash })) == 1;
}
