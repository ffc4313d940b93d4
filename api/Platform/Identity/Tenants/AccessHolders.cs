using Aos.Api.Platform.Http;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to who holds which right in a tenant: the organisation itself, its people, and its programs.</summary>
internal static class AccessHolders
{
    private const string InForce = "tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())";

    private const string All = $"""
        with held as (
            select 'organisation' as holder_kind, 1 as rank, t.id::text as holder_id, t.name as holder_name, null as email, t.state as holder_state,
                   tr.code, tr.state = 'suspended' as is_suspended, tr.valid_from as since, tr.valid_until, tr.granted_by, false as is_inherited
            from identity.tenants t
            join identity.tenant_rights tr on tr.tenant_id = t.id and {InForce}
            where t.id = @tenantId
            union all
            select 'user', 2, a.id::text, a.first_name || ' ' || a.last_name, a.email, a.state, tr.code, tr.state = 'suspended', greatest(tr.valid_from, a.created_at), tr.valid_until, tr.granted_by, true
            from identity.accounts a
            join identity.tenant_rights tr on tr.tenant_id = a.tenant_id and {InForce}
            join identity.rights r on r.code = tr.code and r.kind = 'permission'
            where a.tenant_id = @tenantId and a.state <> 'closed'
              and (a.representative or r.delegable and not r.representative_only
                   and not exists (select from identity.account_withdrawals w where w.account_id = a.id and w.code = tr.code))
            union all
            select 'user', 2, a.id::text, a.first_name || ' ' || a.last_name, a.email, a.state, ar.code, false, ar.granted_at, ar.valid_until, ar.granted_by, false
            from identity.accounts a
            join identity.account_rights ar on ar.account_id = a.id and (ar.valid_until is null or ar.valid_until > platform.now())
            where a.tenant_id = @tenantId and a.state <> 'closed'
            union all
            select 'client', 3, c.id, c.name, null, c.state, cr.code, tr.state = 'suspended', greatest(cr.granted_at, tr.valid_from), tr.valid_until, coalesce(cr.granted_by, tr.granted_by), false
            from identity.tenants t
            join identity.clients c on c.tenant_id = t.id
            join identity.client_rights cr on cr.client_id = c.id
            join identity.tenant_rights tr on tr.tenant_id = t.id and tr.code = cr.code and {InForce}
            where t.id = @tenantId or t.parent_id = @tenantId),
        sorted as (
            select h.*, concat_ws(chr(1), h.rank, lower(coalesce(h.email, h.holder_name)), h.holder_id, h.code) collate "C" as sort
            from held h)
        """;

    private const string Filters = """
        (@holder::text is null or s.holder_kind = @holder) and (@code::text is null or s.code = @code)
        and (@pattern::text is null or s.holder_name ilike @pattern or s.email ilike @pattern)
        """;

    /// <summary>Who holds what, the organisation first, then people and programs by name.</summary>
    public static async Task<IReadOnlyList<AccessHolder>> ListAsync(WriteScope write, Guid tenantId, AccessHolderFilter filter, string? after, int take) =>
        [.. await write.Connection.QueryAsync<AccessHolder>(write.Sql($"""
            {All}
            select s.holder_kind, s.holder_id, s.holder_name, s.email, s.holder_state, s.code, r.name_en, r.name_de, s.is_suspended, s.since, s.valid_until, s.granted_by, s.is_inherited, s.sort,
                   g.first_name || ' ' || g.last_name as granter_name, coalesce(g.tenant_id = @tenantId, false) as is_granted_inside
            from sorted s
            join identity.rights r on r.code = s.code
            left join identity.accounts g on s.granted_by = 'account:' || g.id
            where {Filters} and (@after::text is null or s.sort > @after collate "C")
            order by s.sort
            limit @take
            """, new { tenantId, filter.Holder, filter.Code, pattern = PatternOf(filter), after, take }))];

    /// <summary>Number of lines, up to one more than <paramref name="cap"/>.</summary>
    public static Task<int> CountAsync(WriteScope write, Guid tenantId, AccessHolderFilter filter, int cap) =>
        write.Connection.ExecuteScalarAsync<int>(write.Sql($"{All} select count(*) from (select from sorted s where {Filters} limit @cap + 1) capped",
            new { tenantId, filter.Holder, filter.Code, pattern = PatternOf(filter), cap }));

    private static string? PatternOf(AccessHolderFilter filter) => filter.Q is { Length: > 0 } text ? $"%{LikePattern.Escape(text)}%" : null;
}

/// <summary>Which lines; null where it does not matter.</summary>
/// <param name="Holder"><c>organisation</c>, <c>user</c> or <c>client</c>.</param>
/// <param name="Code">Code of a right.</param>
/// <param name="Q">Part of a name or an e-mail address.</param>
internal sealed record AccessHolderFilter(string? Holder, string? Code, string? Q);

/// <summary>Somebody who holds a right.</summary>
internal sealed record AccessHolder
{
    public required string HolderKind { get; init; }
    public required string HolderId { get; init; }
    public required string HolderName { get; init; }
    public string? Email { get; init; }
    public required string HolderState { get; init; }
    public required string Code { get; init; }
    public required string NameEn { get; init; }
    public required string NameDe { get; init; }
    public bool IsSuspended { get; init; }
    public DateTime Since { get; init; }
    public DateTime? ValidUntil { get; init; }

    /// <summary>Kind and id of the actor, with a colon between.</summary>
    public required string GrantedBy { get; init; }
    public bool IsInherited { get; init; }
    public string? GranterName { get; init; }

    /// <summary>Given by a person of the same tenant.</summary>
    public bool IsGrantedInside { get; init; }

    /// <summary>Place in the list.</summary>
    public required string Sort { get; init; }
}
