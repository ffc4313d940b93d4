using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.OAuth.Families;

/// <summary>Statements about families that every grant needs.</summary>
internal static class FamilyStore
{
    /// <summary>Columns of <see cref="Family"/>, for statements that name the table <c>f</c>.</summary>
    public const string Columns = """
        f.id, f.client_id, f.account_id, f.tenant_id, f.session_id, f.scopes, f.audience, f.signed_in_at, f.methods, f.key_thumbprint, f.created_at, f.revoked_at is not null as is_revoked
        """;

    private static readonly TimeSpan SlidingLife = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    /// <summary>
    /// Notes that tokens are issued: the family, and the sign-in that it ends with, count as used, and nobody can end
    /// them until the transaction is over.
    /// </summary>
    /// <param name="write">The transaction.</param>
    /// <param name="id">Family.</param>
    /// <param name="bindTo">Key to which its refresh tokens are bound from now on, if they are not bound yet.</param>
    /// <returns>How long what is issued may live; null if the family has ended, or its sign-in.</returns>
    public static Task<FamilyLife?> UseAsync(WriteScope write, Guid id, string? bindTo) =>
        write.Connection.QuerySingleOrDefaultAsync<FamilyLife>(write.Sql("""
            with session as (
                update oauth.sessions s set last_used_at = platform.now()
                from oauth.families f
                where f.id = @id and s.id = f.session_id
                  and s.ended_at is null and s.expires_at > platform.now() and s.last_used_at > platform.now() - @idle
                returning s.id, s.expires_at)
            update oauth.families f set last_used_at = platform.now(), key_thumbprint = coalesce(f.key_thumbprint, @bindTo)
            where f.id = @id and f.revoked_at is null and (f.session_id is null or f.session_id in (select s.id from session s))
            returning coalesce((select s.expires_at from session s), least(platform.now() + @sliding, f.created_at + @longest)) as refresh_until,
                      (select s.expires_at from session s) as session_until, platform.now() as now
            """, new { id, bindTo, idle = SignInSessions.IdleLife, sliding = SlidingLife, longest = LongestLife }));

    /// <summary>A family; null if there is none.</summary>
    public static Task<Family?> FindAsync(WriteScope write, Guid id) =>
        write.Connection.QuerySingleOrDefaultAsync<Family>(write.Sql($"select {Columns} from oauth.families f where f.id = @id", new { id }));

    /// <summary>Ends a family with everything that was issued by it, and records that; false if it had ended before.</summary>
    public static async Task<bool> RevokeAsync(WriteScope write, Family family, string reason)
    {
        var ended = await write.Connection.ExecuteAsync(write.Sql(
            "update oauth.families set revoked_at = platform.now(), revoked_because = @reason where id = @Id and revoked_at is null", new { family.Id, reason }));
        if (ended == 0)
            return false;
        await AccessTokens.RevokeFamiliesAsync(write, [family.Id]);
        await write.AuditAsync(family.TenantId, "oauth.family.revoked", "family", family.Id.ToString(), new Dictionary<string, string?>
        {
            ["reason"] = reason,
            ["client"] = family.ClientId,
            ["account"] = family.AccountId.ToString(),
        });
        return true;
    }
}
