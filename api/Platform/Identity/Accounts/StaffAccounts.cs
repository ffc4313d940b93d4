using Aos.Api.Platform.Http;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The door to the operator's staff: who they are, what they may do, and whether they may sign in.</summary>
internal static class StaffAccounts
{
    /// <summary>The right to look after staff; somebody always has it.</summary>
    public const string AdministratorRight = "staff.administer";

    private const string Columns = """
        a.id, a.email, a.first_name, a.last_name, a.language, a.time_zone, a.state, a.password_hash is not null as was_activated, a.totp_confirmed_at is not null as has_second_factor,
        a.last_signed_in_at, a.created_at, a.permissions_version as version
        """;

    private const string InForce = "(ar.valid_until is null or ar.valid_until > platform.now())";

    /// <summary>One act on staff at a time, so that two administrators cannot remove each other at once.</summary>
    public static Task LockAsync(WriteScope write) =>
        write.Connection.ExecuteAsync(write.Sql("select pg_advisory_xact_lock(hashtext('identity.staff'))"));

    /// <summary>Staff, newest first.</summary>
    public static async Task<IReadOnlyList<StaffRow>> ListAsync(WriteScope write, Guid operatorId, string? state, string? q, (DateTime At, Guid Id)? after, int take) =>
        [.. await write.Connection.QueryAsync<StaffRow>(write.Sql($"""
            select {Columns}
            from identity.accounts a
            where a.tenant_id = @operatorId and a.state <> 'closed' and (@state::text is null or a.state = @state)
              and (@pattern::text is null or a.email ilike @pattern or a.last_name ilike @pattern or a.first_name ilike @pattern)
              and (@afterId::uuid is null or (a.created_at, a.id) < (@afterAt::timestamptz, @afterId::uuid))
            order by a.created_at desc, a.id desc
            limit @take
            """, new { operatorId, state, pattern = q is null ? null : $"%{LikePattern.Escape(q)}%", afterId = after?.Id, afterAt = after?.At, take }))];

    /// <summary>One member of staff; null if there is none.</summary>
    public static Task<StaffRow?> FindAsync(WriteScope write, Guid operatorId, Guid id) =>
        write.Connection.QuerySingleOrDefaultAsync<StaffRow>(write.Sql(
            $"select {Columns} from identity.accounts a where a.id = @id and a.tenant_id = @operatorId and a.state <> 'closed'", new { operatorId, id }));

    /// <summary>Rights in force of some people, in the order of codes.</summary>
    public static async Task<ILookup<Guid, StaffRightRow>> RightsAsync(WriteScope write, IReadOnlyCollection<Guid> ids) =>
        (await write.Connection.QueryAsync<StaffRightRow>(write.Sql($"""
            select ar.account_id, ar.code, r.name_en, r.name_de, ar.valid_until, ar.granted_at, ar.granted_by
            from identity.account_rights ar
            join identity.rights r on r.code = ar.code and r.kind = 'staff'
            where ar.account_id = any(@ids) and {InForce}
            order by ar.code
            """, new { ids = ids.ToArray() }))).ToLookup(right => right.AccountId);

    /// <summary>Sets what somebody may do; what does not change keeps who gave it and when. Takes effect on every node within a second.</summary>
    public static async Task SetRightsAsync(WriteScope write, Guid id, IReadOnlyList<(string Code, DateTimeOffset? Until)> rights)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            delete from identity.account_rights ar
            using identity.rights r
            where r.code = ar.code and r.kind = 'staff' and ar.account_id = @id
              and not exists (select from unnest(@codes, @untils) w (code, until) where w.code = ar.code and w.until is not distinct from ar.valid_until);
            insert into identity.account_rights (account_id, code, valid_until, granted_by)
            select @id, w.code, w.until, @by from unnest(@codes, @untils) w (code, until)
            on conflict (account_id, code) do nothing;
            update identity.accounts set permissions_version = permissions_version + 1 where id = @id
            """, new
        {
            id,
            codes = rights.Select(right => right.Code).ToArray(),
            untils = rights.Select(right => right.Until).ToArray(),
            by = $"{write.Actor.Kind}:{write.Actor.Id}",
        }));
        await write.NotifyRightsAsync("u:" + id);
    }

    /// <summary>Lets somebody in, or no longer.</summary>
    public static async Task SetStateAsync(WriteScope write, Guid id, string state)
    {
        await write.Connection.ExecuteAsync(write.Sql(
            "update identity.accounts set state = @state, version = version + 1, permissions_version = permissions_version + 1 where id = @id", new { id, state }));
        await write.NotifyRightsAsync("u:" + id);
    }

    /// <summary>True if somebody who is active looks after staff, without an end.</summary>
    public static Task<bool> HasLastingAdministratorAsync(WriteScope write, Guid operatorId) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql("""
            select exists (
                select from identity.account_rights ar
                join identity.accounts a on a.id = ar.account_id
                where a.tenant_id = @operatorId and a.state = 'active' and ar.code = @code and ar.valid_until is null)
            """, new { operatorId, code = AdministratorRight }));
}

/// <summary>A member of staff.</summary>
internal sealed record StaffRow
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Language { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>A value of <see cref="AccountStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>A first password has been chosen.</summary>
    public bool WasActivated { get; init; }
    public bool HasSecondFactor { get; init; }
    public DateTime? LastSignedInAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; init; }
}

/// <summary>A right of a member of staff.</summary>
internal sealed record StaffRightRow
{
    public Guid AccountId { get; init; }
    public required string Code { get; init; }
    public required string NameEn { get; init; }
    public required string NameDe { get; init; }
    public DateTime? ValidUntil { get; init; }
    public DateTime GrantedAt { get; init; }
    public required string GrantedBy { get; init; }
}
