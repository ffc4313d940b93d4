using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Sessions;

/// <summary>
/// The door to sign-in sessions: start, find, end. Ending a session ends at once what was issued by it, except
/// authorizations that outlive the sign-in (<c>offline_access</c>), which stand without a session.
/// </summary>
internal sealed class SignInSessions(NpgsqlDataSource database)
{
    /// <summary>Time without use after which a session ends.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromMinutes(30);

    /// <summary>Time after which a session ends in any case.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const string Use = """
        update oauth.sessions
        set last_used_at = platform.now()
        where cookie_hash = @hash and ended_at is null and expires_at > platform.now() and last_used_at > platform.now() - @idle
        returning id, account_id, tenant_id, realm, methods, signed_in_at
        """;

    private const int LongestUserAgent = 200;

    /// <summary>Starts a session for somebody who has just proven who they are.</summary>
    /// <returns>Its id, and the text for the cookie, which is stored as hash only.</returns>
    public static async Task<(Guid Id, string Cookie)> StartAsync(WriteScope write, NewSession session)
    {
        var id = Guid.CreateVersion7();
        var cookie = OpaqueToken.Create(OpaqueToken.Session);
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into oauth.sessions (id, cookie_hash, account_id, tenant_id, realm, methods, user_agent, address, expires_at)
            values (@id, @hash, @AccountId, @TenantId, @Realm, @Methods, @userAgent, @Address, platform.now() + @life)
            """,
            new
            {
                id,
                hash = OpaqueToken.Hash(cookie),
                session.AccountId,
                session.TenantId,
                session.Realm,
                session.Methods,
                userAgent = session.UserAgent is { Length: > LongestUserAgent } longOne ? longOne[..LongestUserAgent] : session.UserAgent,
                session.Address,
                life = Life,
            }));
        return (id, cookie);
    }

    /// <summary>The session of a browser, which counts as used by this; null if there is none or it has ended.</summary>
    public async Task<SignInSession?> FindAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } hash)
            return null;
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.QuerySingleOrDefaultAsync<SignInSession>(new CommandDefinition(Use, new { hash, idle = IdleLife }, cancellationToken: context.RequestAborted));
    }

    /// <summary>The same, on the connection of an act.</summary>
    public static Task<SignInSession?> FindAsync(WriteScope write, HttpContext context) => SessionCookie.Read(context.Request) is { } hash
        ? write.Connection.QuerySingleOrDefaultAsync<SignInSession>(write.Sql(Use, new { hash, idle = IdleLife }))
        : Task.FromResult<SignInSession?>(null);

    /// <summary>Realm of the last session of a browser, also of one that has ended: the next one begins there; null if nothing is known.</summary>
    public async Task<string?> FindRealmAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } hash)
            return null;
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select realm from oauth.sessions where cookie_hash = @hash", new { hash }, cancellationToken: context.RequestAborted));
    }

    /// <summary>Ends one session of a person; false if there is no such open session.</summary>
    public static async Task<bool> EndAsync(WriteScope write, Guid accountId, Guid id, string reason)
    {
        var ended = await write.Connection.ExecuteAsync(write.Sql(
            "update oauth.sessions set ended_at = platform.now() where id = @id and account_id = @accountId and ended_at is null", new { id, accountId }));
        if (ended == 0)
            return false;
        await RevokeAsync(write, "session_id = @id", new { id, reason });
        return true;
    }

    /// <summary>Ends every session and every authorization of a person, those that outlive sign-ins too.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="accountId">Person.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="exceptSession">Session that stays: the one in which the person does this.</param>
    /// <param name="exceptFamily">Authorization that stays.</param>
    public static async Task EndAllAsync(WriteScope write, Guid accountId, string reason, Guid? exceptSession = null, Guid? exceptFamily = null)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update oauth.sessions set ended_at = platform.now()
            where account_id = @accountId and ended_at is null and (@exceptSession::uuid is null or id <> @exceptSession)
            """, new { accountId, exceptSession }));
        await RevokeAsync(write, "account_id = @accountId and (@exceptFamily::uuid is null or id <> @exceptFamily)", new { accountId, exceptFamily, reason });
    }

    /// <summary>Ends the sessions and authorizations of people of some tenants that began without a second factor.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="tenants">Tenants.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="exceptSession">Session that stays: the one in which somebody does this.</param>
    /// <param name="exceptFamily">Authorization that stays.</param>
    public static async Task EndWeakAsync(WriteScope write, Guid[] tenants, string reason, Guid? exceptSession, Guid exceptFamily)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update oauth.sessions set ended_at = platform.now()
            where tenant_id = any(@tenants) and not 'otp' = any(methods) and ended_at is null and (@exceptSession::uuid is null or id <> @exceptSession)
            """, new { tenants, exceptSession }));
        await RevokeAsync(write, "tenant_id = any(@tenants) and not 'otp' = any(methods) and id <> @exceptFamily", new { tenants, exceptFamily, reason });
    }

    /// <summary>Ends every session and every authorization of many people: of an organisation that is suspended or closed.</summary>
    public static async Task EndAllAsync(WriteScope write, IReadOnlyCollection<Guid> accountIds, string reason)
    {
        var accounts = accountIds.ToArray();
        await write.Connection.ExecuteAsync(write.Sql(
            "update oauth.sessions set ended_at = platform.now() where account_id = any (@accounts) and ended_at is null", new { accounts }));
        await RevokeAsync(write, "account_id = any (@accounts)", new { accounts, reason });
    }

    /// <summary>Ends one authorization of a person, such as a line of the list of sessions; false if there is no such open one.</summary>
    public static async Task<bool> RevokeFamilyAsync(WriteScope write, Guid accountId, Guid family, string reason) =>
        await RevokeAsync(write, "id = @family and account_id = @accountId", new { family, accountId, reason }) > 0;

    /// <summary>Ends every authorization that a person gave to a client.</summary>
    public static Task RevokeClientAsync(WriteScope write, Guid accountId, string clientId, string reason) =>
        RevokeAsync(write, "account_id = @accountId and client_id = @clientId", new { accountId, clientId, reason });

    private static async Task<int> RevokeAsync(WriteScope write, string which, object parameters)
    {
        var families = (await write.Connection.QueryAsync<Guid>(write.Sql($"""
            update oauth.families set revoked_at = platform.now(), revoked_because = @reason
            where {which} and revoked_at is null
            returning id
            """, parameters))).ToList();
        await AccessTokens.RevokeFamiliesAsync(write, families);
        return families.Count;
    }
}

/// <summary>A session to be started.</summary>
/// <param name="AccountId">Person.</param>
/// <param name="TenantId">The person's tenant.</param>
/// <param name="Realm">The person's realm.</param>
/// <param name="Methods">How the person proved who it is (RFC 8176).</param>
/// <param name="UserAgent">What the browser calls itself, for the person's own list.</param>
/// <param name="Address">Where it came from, for the person's own list.</param>
internal sealed record NewSession(Guid AccountId, Guid TenantId, string Realm, string[] Methods, string? UserAgent, string? Address);
