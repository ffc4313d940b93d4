using System.Collections.Frozen;
using System.Net;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>The access tokens of all clients: issue, look up, revoke.</summary>
internal sealed class AccessTokens(NpgsqlDataSource database, TokenWriter writer, TimeProvider time)
{
    /// <summary>Life of an access token.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    /// <summary>Audience of tokens for this API.</summary>
    public const string ApiAudience = "api";

    /// <summary>Longest time for which a principal may be used without asking again.</summary>
    private static readonly TimeSpan CacheLife = TimeSpan.FromSeconds(30);

    private const string Lookup = """
        select t.family, t.client_id, c.tenant_id as client_tenant_id, cn.parent_id as client_parent_tenant_id, t.tenant_id, n.parent_id as parent_tenant_id, t.account_id, n.kind as tenant_kind, c.environment, c.ip_ranges, c.daily_cap, n.vehicle_kinds,
               t.session_id, t.signed_in_at, t.key_thumbprint, coalesce(a.representative, false) as is_representative, coalesce(a.must_change, false) as is_password_change_due,
               array(select s from unnest(t.scopes) s where s = any (c.scopes)) as scopes,
               c.state = 'active' and cn.state = 'active' and coalesce(cp.state = 'active', true) and n.state = 'active' and coalesce(p.state = 'active', true)
                   and t.audience = any (c.audiences)
                   and (t.account_id is null or (a.state = 'active' and (c.user_reach = 'anyTenant' or t.tenant_id = c.tenant_id))) as active,
               t.revoked_at is not null as revoked, t.expires_at <= platform.now() as expired, platform.now() as now,
               coalesce(due.at <= platform.now(), false) as is_conditions_due,
               least(t.expires_at, r.next_change, b.next_change, case when due.at > platform.now() then due.at end) as ends_at, r.codes, r.suspended, r.conditions_due, r.per_second, r.per_day, b.brands,
               array(select code from identity.rights where not available) as unavailable
        from identity.access_tokens t
        join identity.clients c on c.id = t.client_id
        join identity.tenants cn on cn.id = c.tenant_id
        left join identity.tenants cp on cp.id = cn.parent_id
        join identity.tenants n on n.id = t.tenant_id
        left join identity.tenants p on p.id = n.parent_id
        left join identity.accounts a on a.id = t.account_id
        cross join lateral (select least(n.conditions_due_at, p.conditions_due_at, cn.conditions_due_at, cp.conditions_due_at) as at) due
        cross join lateral (
            select coalesce(array_agg(g.code order by g.code), '{}') as codes,
                   coalesce(array_agg(g.state = 'suspended' order by g.code), '{}') as suspended,
                   coalesce(array_agg(coalesce(g.conditions_due_at <= platform.now(), false) order by g.code), '{}') as conditions_due,
                   coalesce(array_agg(coalesce(pl.per_second, 0) order by g.code), '{}') as per_second,
                   coalesce(array_agg(coalesce(pl.per_day, 0) order by g.code), '{}') as per_day,
                   min(least(g.valid_until, case when g.conditions_due_at > platform.now() then g.conditions_due_at end)) as next_change
            from (
                -- A client acting for itself: its own rights, as far as its tenant holds them. A permission of people opens nothing to it.
                select tr.code, tr.state, tr.plan_code, tr.valid_until, tr.conditions_due_at
                from identity.client_rights cr
                join identity.tenant_rights tr on tr.tenant_id = t.tenant_id and tr.code = cr.code
                    and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
                join identity.rights ri on ri.code = tr.code and ri.kind <> 'permission'
                where t.account_id is null and cr.client_id = t.client_id
                union all
                -- A person: the permissions of the organisation, less what was taken away; the legal representative always has all.
                select tr.code, tr.state, null, tr.valid_until, null
                from identity.tenant_rights tr
                join identity.rights ri on ri.code = tr.code and ri.kind = 'permission'
                where t.account_id is not null and tr.tenant_id = t.tenant_id
                    and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
                    and (a.representative or ri.delegable and not ri.representative_only
                         and not exists (select from identity.account_withdrawals w where w.account_id = t.account_id and w.code = tr.code))
                union all
                -- Rights of staff and members are the person's own.
                select ar.code, 'active', null, ar.valid_until, null
                from identity.account_rights ar
                where ar.account_id = t.account_id and (ar.valid_until is null or ar.valid_until > platform.now())) g
            left join identity.plans pl on pl.code = g.plan_code) r
        cross join lateral (
            select coalesce(array_agg(ri.brand order by ri.brand), '{}') as brands, min(tr.valid_until) as next_change
            from identity.tenant_rights tr
            join identity.rights ri on ri.code = tr.code
            where tr.tenant_id = t.tenant_id and ri.brand is not null and tr.state = 'active'
                and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
                and (t.account_id is null or a.representative or ri.delegable and not ri.representative_only
                     and not exists (select from identity.account_withdrawals w where w.account_id = t.account_id and w.code = tr.code))) b
        where t.hash = @hash and t.audience = @audience
        """;

    /// <summary>Issues a token to a client acting for itself.</summary>
    /// <returns>The text of the token, which is shown once and stored as hash only; null if the client was deleted meanwhile.</returns>
    public Task<string?> IssueAsync(NewAccessToken token) => writer.IssueAsync(token);

    /// <summary>Issues a token in the transaction of an act: for a person, or bound to a key.</summary>
    /// <returns>The text of the token, which is shown once and stored as hash only.</returns>
    internal static async Task<string> IssueAsync(WriteScope write, NewAccessToken token)
    {
        var text = OpaqueToken.Create(OpaqueToken.Access);
        var life = token.Life is { } shorter && shorter < Life ? shorter : Life;
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.access_tokens
                (hash, family, client_id, tenant_id, account_id, scopes, audience, session_id, signed_in_at, key_thumbprint, issued_at, expires_at)
            values (@hash, @Family, @ClientId, @TenantId, @AccountId, @Scopes, @Audience, @SessionId, @SignedInAt, @KeyThumbprint, platform.now(), platform.now() + @life)
            """,
            new
            {
                hash = OpaqueToken.Hash(text),
                token.Family,
                token.ClientId,
                token.TenantId,
                token.AccountId,
                token.Scopes,
                token.Audience,
                token.SessionId,
                token.SignedInAt,
                token.KeyThumbprint,
                life,
            }));
        return text;
    }

    /// <summary>Ends the tokens of authorizations on every node.</summary>
    internal static Task RevokeFamiliesAsync(WriteScope write, IReadOnlyCollection<Guid> families) => families.Count == 0
        ? Task.CompletedTask
        : write.Connection.ExecuteAsync(write.Sql("""
            update identity.access_tokens set revoked_at = platform.now() where family = any(@families) and revoked_at is null;
            select pg_notify('aos_auth', 'f:' || family) from unnest(@families) as family
            """, new { families = families.ToArray() }));

    /// <summary>Ends all tokens of a client. Who calls this tells the nodes that the client has changed.</summary>
    internal static Task RevokeClientAsync(WriteScope write, string clientId) => write.Connection.ExecuteAsync(write.Sql(
        "update identity.access_tokens set revoked_at = platform.now() where client_id = @clientId and revoked_at is null", new { clientId }));

    /// <summary>What a token stands for, with the scopes and rights of client and tenant in force now; null for an unknown token.</summary>
    internal async Task<TokenLookup?> FindAsync(byte[] hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Lookup, new { hash, audience = ApiAudience }, cancellationToken: cancellation));
        return row?.ToLookup(time.GetUtcNow());
    }

    /// <summary>Revokes a client's own token; what is unknown, foreign or revoked already stays as it is.</summary>
    /// <returns>Family and tenant of the token that ended by this; null if none did.</returns>
    internal static async Task<(Guid Family, Guid TenantId)?> RevokeAsync(WriteScope write, byte[] hash, string clientId)
    {
        var (family, tenant) = await write.Connection.QuerySingleOrDefaultAsync<(Guid, Guid)>(write.Sql("""
            update identity.access_tokens set revoked_at = platform.now()
            where hash = @hash and client_id = @clientId and revoked_at is null and expires_at > platform.now()
            returning family, tenant_id
            """, new { hash, clientId }));
        if (family == Guid.Empty)
            return null;
        await write.NotifyRightsAsync("f:" + family);
        return (family, tenant);
    }

    /// <summary>Removes tokens that ended more than a day ago; until then a caller hears that its token has expired, and not that it is unknown.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        const int Batch = 1_000;
        int removed;
        do
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            removed = await connection.ExecuteAsync(new CommandDefinition("""
                /* worker */
                delete from identity.access_tokens
                where hash = any(array(
                    select hash from identity.access_tokens where expires_at < platform.now() - interval '1 day' order by expires_at limit @batch))
                """, new { batch = Batch }, cancellationToken: cancellation));
        }
        while (removed == Batch);
    }

    private sealed record Row
    {
        public required Guid Family { get; init; }
        public required string ClientId { get; init; }
        public required Guid ClientTenantId { get; init; }
        public Guid? ClientParentTenantId { get; init; }
        public required Guid TenantId { get; init; }
        public Guid? ParentTenantId { get; init; }
        public Guid? AccountId { get; init; }
        public Guid? SessionId { get; init; }
        public DateTime? SignedInAt { get; init; }
        public string? KeyThumbprint { get; init; }
        public bool IsRepresentative { get; init; }
        public bool IsPasswordChangeDue { get; init; }
        public bool IsConditionsDue { get; init; }
        public required string[] Scopes { get; init; }
        public required string TenantKind { get; init; }
        public required string Environment { get; init; }
        public required string[] IpRanges { get; init; }
        public required string[] VehicleKinds { get; init; }
        public bool Active { get; init; }
        public bool Revoked { get; init; }
        public bool Expired { get; init; }
        public DateTime Now { get; init; }
        public DateTime EndsAt { get; init; }
        public required string[] Codes { get; init; }
        public required bool[] Suspended { get; init; }
        public required bool[] ConditionsDue { get; init; }
        public required int[] PerSecond { get; init; }
        public required int[] PerDay { get; init; }
        public int? DailyCap { get; init; }
        public required string[] Brands { get; init; }
        public required string[] Unavailable { get; init; }

        /// <param name="now">Time of this node: the cache compares with it, and it need not be the database's.</param>
        public TokenLookup ToLookup(DateTimeOffset now) => new(Active && !Revoked, Expired, new Principal
        {
            ClientId = ClientId,
            ClientTenantId = ClientTenantId,
            ClientParentTenantId = ClientParentTenantId,
            TenantId = TenantId,
            ParentTenantId = ParentTenantId,
            TenantKind = TenantKind,
            AccountId = AccountId,
            IsRepresentative = IsRepresentative,
            IsPasswordChangeDue = IsPasswordChangeDue,
            IsConditionsDue = IsConditionsDue,
            SessionId = SessionId,
            SignedInAt = SignedInAt,
            KeyThumbprint = KeyThumbprint,
            Family = Family,
            Scopes = Scopes.ToFrozenSet(StringComparer.Ordinal),
            Rights = Codes.Select((code, i) => KeyValuePair.Create(code, new GrantedRight(Suspended[i], ConditionsDue[i], PerSecond[i] == 0 ? null : PerSecond[i], PerDay[i] == 0 ? null : PerDay[i])))
                .ToFrozenDictionary(StringComparer.Ordinal),
            DataSet = Environment == "sandbox" ? DataSet.Sandbox : DataSet.Production,
            Brands = Brands,
            Unavailable = Unavailable,
            VehicleKinds = VehicleKinds,
            DailyCap = DailyCap,
            AddressRanges = [.. IpRanges.Select(IPNetwork.Parse)],
            ValidUntil = now + (EndsAt - Now < CacheLife ? EndsAt - Now : CacheLife),
            Visibility = $"{Environment}|{string.Join(',', Brands)}|{string.Join(',', VehicleKinds)}",
        });
    }
}

/// <summary>A token to be issued.</summary>
internal sealed record NewAccessToken
{
    /// <summary>Authorization that it belongs to.</summary>
    public required Guid Family { get; init; }

    /// <summary>Client that gets it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Tenant whose data and rights apply.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Person; null for a client acting for itself.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Its scopes.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>For whom it is: <see cref="AccessTokens.ApiAudience"/>, or a resource server.</summary>
    public required string Audience { get; init; }

    /// <summary>Sign-in session, unless it outlives the sign-in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>When the person signed in.</summary>
    public DateTime? SignedInAt { get; init; }

    /// <summary>Thumbprint of the key that it is bound to.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>Its life where it is shorter than usual, because the sign-in ends before.</summary>
    public TimeSpan? Life { get; init; }
}

/// <summary>A token found in the database.</summary>
/// <param name="Usable">Not revoked, and client and tenant are active.</param>
/// <param name="Expired">Its life is over.</param>
/// <param name="Principal">Whom it stands for.</param>
internal sealed record TokenLookup(bool Usable, bool Expired, Principal Principal);
