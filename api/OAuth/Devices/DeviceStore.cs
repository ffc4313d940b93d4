using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Devices;

/// <summary>A device that waits for a person.</summary>
internal sealed record DeviceRequest
{
    /// <summary>Code that the person types.</summary>
    public required string UserCode { get; init; }

    /// <summary>Client of the device.</summary>
    public required string ClientId { get; init; }

    /// <summary>Scopes that it asks for.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>For whom its access tokens will be.</summary>
    public required string Audience { get; init; }
}

/// <summary>What a poll of a device finds.</summary>
internal sealed record DeviceState
{
    /// <summary><c>pending</c>, <c>approved</c> or <c>denied</c>.</summary>
    public required string State { get; init; }

    /// <summary>It came before its interval was over.</summary>
    public bool IsTooEarly { get; init; }

    /// <summary>Its 300 seconds are over.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Tokens were issued for it.</summary>
    public bool IsRedeemed { get; init; }
}

/// <summary>Statements about device codes.</summary>
internal sealed class DeviceStore(NpgsqlDataSource database)
{
    /// <summary>Life of both codes.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(300);

    /// <summary>Seconds between polls at first; a device that polls too early has to wait longer for good.</summary>
    public const int Interval = 5;

    private const int WrongCodesPerHour = 10;

    /// <summary>Stores a new request; false if its user code is in use.</summary>
    public async Task<bool> CreateAsync(byte[] deviceHash, DeviceRequest request, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition("""
            insert into oauth.device_codes (device_hash, user_code, client_id, scopes, audience, interval_seconds, expires_at)
            values (@deviceHash, @UserCode, @ClientId, @Scopes, @Audience, @interval, platform.now() + @life)
            on conflict (user_code) do nothing
            """, new { deviceHash, request.UserCode, request.ClientId, request.Scopes, request.Audience, interval = Interval, life = Life }, cancellationToken: cancellation)) == 1;
    }

    /// <summary>Notes a poll of the client's own device and tells what it finds; null for an unknown code.</summary>
    public async Task<DeviceState?> PollAsync(byte[] deviceHash, string clientId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DeviceState>(new CommandDefinition("""
            with before as (
                select device_hash, coalesce(polled_at > platform.now() - make_interval(secs => interval_seconds), false) as too_early
                from oauth.device_codes
                where device_hash = @deviceHash and client_id = @clientId
                for update)
            update oauth.device_codes d
            set polled_at = platform.now(), interval_seconds = d.interval_seconds + case when b.too_early and d.state = 'pending' then @Interval else 0 end
            from before b
            where d.device_hash = b.device_hash
            returning d.state, b.too_early as is_too_early, d.expires_at <= platform.now() as is_expired, d.redeemed_at is not null as is_redeemed
            """, new { deviceHash, clientId, Interval }, cancellationToken: cancellation));
    }

    /// <summary>Uses an approved device code up; null if somebody else was first.</summary>
    public static Task<Family?> RedeemAsync(WriteScope write, byte[] deviceHash) =>
        write.Connection.QuerySingleOrDefaultAsync<Family>(write.Sql($"""
            with redeemed as (
                update oauth.device_codes set redeemed_at = platform.now()
                where device_hash = @deviceHash and redeemed_at is null and state = 'approved' and expires_at > platform.now()
                returning family_id)
            select {FamilyStore.Columns} from oauth.families f join redeemed r on f.id = r.family_id
            """, new { deviceHash }));

    /// <summary>A request that waits, by the code that somebody typed. Each miss counts against the address.</summary>
    /// <returns>The request, if there is one; and whether the address has used up its misses, so that nothing was looked up.</returns>
    public static async Task<(DeviceRequest? Request, bool IsBlocked)> FindAsync(WriteScope write, string? userCode, string address)
    {
        var failures = await write.Connection.ExecuteScalarAsync<int>(write.Sql("""
            insert into oauth.wrong_user_codes as w (address, failures, window_ends_at) values (@address, 0, platform.now() + interval '1 hour')
            on conflict (address) do update
            set failures = case when w.window_ends_at <= platform.now() then 0 else w.failures end,
                window_ends_at = case when w.window_ends_at <= platform.now() then excluded.window_ends_at else w.window_ends_at end
            returning failures
            """, new { address }));
        if (failures >= WrongCodesPerHour)
            return (null, true);
        var found = userCode is null ? null : await write.Connection.QuerySingleOrDefaultAsync<DeviceRequest>(write.Sql("""
            select user_code, client_id, scopes, audience
            from oauth.device_codes
            where user_code = @userCode and state = 'pending' and expires_at > platform.now()
            for update
            """, new { userCode }));
        if (found is null)
            await write.Connection.ExecuteAsync(write.Sql("update oauth.wrong_user_codes set failures = failures + 1 where address = @address", new { address }));
        return (found, false);
    }

    /// <summary>Says what the person decided.</summary>
    public static Task DecideAsync(WriteScope write, string userCode, Guid? family) =>
        write.Connection.ExecuteAsync(write.Sql(
            "update oauth.device_codes set state = @state, family_id = @family where user_code = @userCode and state = 'pending'",
            new { userCode, family, state = family is null ? "denied" : "approved" }));

    /// <summary>Creates the authorization of a device, which outlives every sign-in.</summary>
    public static Task CreateFamilyAsync(WriteScope write, Family family) =>
        write.Connection.ExecuteAsync(write.Sql("""
            insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods)
            values (@Id, @ClientId, @AccountId, @TenantId, @SessionId, @Scopes, @Audience, @SignedInAt, @Methods)
            """, family));
}
