using System.Collections.Frozen;
using System.Net;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>The access tokens of all clients: issue, look up, revoke.</summary>
public sealed class AccessTokens(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Life of an access token.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    /// <summary>Audience of tokens for this API.</summary>
    public const string ApiAudience = "api";

    /// <summary>Longest time for which a principal may be used without asking again.</summary>
    private static readonly TimeSpan CacheLife = TimeSpan.FromSeconds(30);

    /// <summary>Issues a token to a client acting for itself.</summary>
    /// <returns>The text of the token, which is shown once and stored as hash only; null if the client was deleted meanwhile.</returns>
    public async Task<string?> IssueAsync(string clientId, Guid tenantId, string[] scopes, CancellationToken cancellation)
    {
        var token = OpaqueToken.Create(OpaqueToken.Access);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var issued = await connection.ExecuteAsync(new CommandDefinition("""
            insert into identity.access_tokens (hash, family, client_id, tenant_id, scopes, audience, issued_at, expires_at)
            select @hash, @family, c.id, @tenantId, @scopes, @audience, platform.now(), platform.now() + @life
            from identity.clients c
            where c.id = @clientId
            for key share
            """,
            new { hash = OpaqueToken.Hash(token), family = Guid.CreateVersion7(), clientId, tenantId, scopes, audience = ApiAudience, life = Life },
            cancellationToken: cancellation));
        return issued == 1 ? token : null;
    }

    /// <summary>What a token stands for, with the scopes and rights of client and tenant in force now; null for an unknown token.</summary>
    internal async Task<TokenLookup?> FindAsync(byte[] hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select t.family, t.client_id, t.tenant_id, n.parent_id as parent_tenant_id, t.account_id, n.kind as tenant_kind, c.environment, c.ip_ranges, n.vehicle_kinds,
                   array(select s from unnest(t.scopes) s where s = any (c.scopes)) as scopes,
                   c.state = 'active' and n.state = 'active' and coalesce(p.state = 'active', true) as active,
                   t.revoked_at is not null as revoked, t.expires_at <= platform.now() as expired, platform.now() as now,
                   least(t.expires_at, r.next_change, b.next_change) as ends_at, r.codes, r.suspended, r.per_second, b.brands
            from identity.access_tokens t
            join identity.clients c on c.id = t.client_id
            join identity.tenants n on n.id = t.tenant_id
            left join identity.tenants p on p.id = n.parent_id
            cross join lateral (
                select coalesce(array_agg(tr.code order by tr.code), '{}') as codes,
                       coalesce(array_agg(tr.state = 'suspended' order by tr.code), '{}') as suspended,
                       coalesce(array_agg(coalesce(pl.per_second, 0) order by tr.code), '{}') as per_second,
                       min(tr.valid_until) as next_change
                from identity.client_rights cr
                join identity.tenant_rights tr on tr.tenant_id = t.tenant_id and tr.code = cr.code
                    and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
                left join identity.plans pl on pl.code = tr.plan_code
                where cr.client_id = t.client_id) r
            cross join lateral (
                select coalesce(array_agg(ri.brand order by ri.brand), '{}') as brands, min(tr.valid_until) as next_change
                from identity.tenant_rights tr
                join identity.rights ri on ri.code = tr.code
                where tr.tenant_id = t.tenant_id and ri.brand is not null and tr.state = 'active'
                    and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())) b
            where t.hash = @hash and t.audience = @audience
            """, new { hash, audience = ApiAudience }, cancellationToken: cancellation));
        return row?.ToLookup(time.GetUtcNow());
    }

    /// <summary>Revokes a client's own token; what is unknown, foreign or revoked already stays as it is.</summary>
    /// <returns>True if a token ended by this call.</returns>
    public async Task<bool> RevokeAsync(byte[] hash, string clientId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            with revoked as (
                update identity.access_tokens set revoked_at = platform.now()
                where hash = @hash and client_id = @clientId and revoked_at is null
                returning family),
            told as (select pg_notify('aos_auth', 'f:' || family) from revoked)
            select count(*) from told
            """, new { hash, clientId }, cancellationToken: cancellation)) > 0;
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
        public required Guid TenantId { get; init; }
        public Guid? ParentTenantId { get; init; }
        public Guid? AccountId { get; init; }
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
        public required int[] PerSecond { get; init; }
        public required string[] Brands { get; init; }

        /// <param name="now">Time of this node: the cache compares with it, and it need not be the database's.</param>
        public TokenLookup ToLookup(DateTimeOffset now) => new(Active && !Revoked, Expired, new Principal
        {
            ClientId = ClientId,
            TenantId = TenantId,
            ParentTenantId = ParentTenantId,
            TenantKind = TenantKind,
            AccountId = AccountId,
            Family = Family,
            Scopes = Scopes.ToFrozenSet(StringComparer.Ordinal),
            Rights = Codes.Select((code, i) => KeyValuePair.Create(code, new GrantedRight(Suspended[i], PerSecond[i] == 0 ? null : PerSecond[i])))
                .ToFrozenDictionary(StringComparer.Ordinal),
            DataSet = Environment == "sandbox" ? DataSet.Sandbox : DataSet.Production,
            Brands = Brands,
            VehicleKinds = VehicleKinds,
            AddressRanges = [.. IpRanges.Select(IPNetwork.Parse)],
            ValidUntil = now + (EndsAt - Now < CacheLife ? EndsAt - Now : CacheLife),
            Visibility = $"{Environment}|{string.Join(',', Brands)}|{string.Join(',', VehicleKinds)}",
        });
    }
}

/// <summary>A token found in the database.</summary>
/// <param name="Usable">Not revoked, and client and tenant are active.</param>
/// <param name="Expired">Its life is over.</param>
/// <param name="Principal">Whom it stands for.</param>
internal sealed record TokenLookup(bool Usable, bool Expired, Principal Principal);
