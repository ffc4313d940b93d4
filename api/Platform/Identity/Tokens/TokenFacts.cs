using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>What a resource server is told of an access token that is good (RFC 7662).</summary>
internal sealed record TokenFacts
{
    /// <summary>Client that got it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Person; null for a client acting for itself.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Name by which the person signs in.</summary>
    public string? Login { get; init; }

    /// <summary>Its scopes, as far as the client still has them.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>For whom it is.</summary>
    public required string Audience { get; init; }

    /// <summary>Thumbprint of the key that it is bound to.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>When it was issued.</summary>
    public DateTime IssuedAt { get; init; }

    /// <summary>When it expires.</summary>
    public DateTime ExpiresAt { get; init; }
}

/// <summary>Looks tokens up for resource servers, which see more audiences than this API.</summary>
internal sealed class TokenIntrospection(NpgsqlDataSource database)
{
    /// <summary>A token for one of the audiences that is good now; null for any other.</summary>
    public async Task<TokenFacts?> FindAsync(byte[] hash, string[] audiences, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<TokenFacts>(new CommandDefinition("""
            select t.client_id, t.account_id, a.login, array(select s from unnest(t.scopes) s where s = any (c.scopes)) as scopes,
                   t.audience, t.key_thumbprint, t.issued_at, t.expires_at
            from identity.access_tokens t
            join identity.clients c on c.id = t.client_id
            join identity.tenants cn on cn.id = c.tenant_id
            left join identity.tenants cp on cp.id = cn.parent_id
            join identity.tenants n on n.id = t.tenant_id
            left join identity.tenants p on p.id = n.parent_id
            left join identity.accounts a on a.id = t.account_id
            where t.hash = @hash and t.audience = any (@audiences) and t.revoked_at is null and t.expires_at > platform.now()
              and c.state = 'active' and cn.state = 'active' and coalesce(cp.state = 'active', true) and n.state = 'active' and coalesce(p.state = 'active', true)
              and coalesce(least(n.conditions_due_at, p.conditions_due_at, cn.conditions_due_at, cp.conditions_due_at) > platform.now(), true)
              and t.audience = any (c.audiences)
              and (t.account_id is null or (a.state = 'active' and not a.must_change and (c.user_reach = 'anyTenant' or t.tenant_id = c.tenant_id)))
            """, new { hash, audiences }, cancellationToken: cancellation));
    }
}
