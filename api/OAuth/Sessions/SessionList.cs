using Aos.Api.Platform.Identity.Clients;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Sessions;

/// <summary>The door to the list of what a person has open: sign-ins, and authorizations that outlive them.</summary>
internal sealed class SessionList(NpgsqlDataSource database, ClientNames names)
{
    private const int Most = 200;

    /// <summary>What is open, last used first.</summary>
    public async Task<IReadOnlyList<OpenSession>> ListAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select s.id, false as is_independent, s.user_agent, s.address, s.signed_in_at, s.last_used_at, s.expires_at as ends_at,
                   array(select distinct f.client_id from oauth.families f where f.session_id = s.id and f.revoked_at is null order by f.client_id) as client_ids
            from oauth.sessions s
            where s.account_id = @accountId and s.ended_at is null and s.expires_at > platform.now() and s.last_used_at > platform.now() - @idle
            union all
            select f.id, true, null, null, f.signed_in_at, f.last_used_at, null, array[f.client_id]
            from oauth.families f
            where f.account_id = @accountId and f.session_id is null and f.revoked_at is null
              and exists (select from oauth.refresh_tokens r where r.family_id = f.id and r.used_at is null and r.expires_at > platform.now())
            order by last_used_at desc, id
            limit @most
            """, new { accountId, idle = SignInSessions.IdleLife, most = Most }, cancellationToken: cancellation))).AsList();
        var known = await names.FindAsync([.. rows.SelectMany(row => row.ClientIds).Distinct(StringComparer.Ordinal)], cancellation);
        return [.. rows.Select(row => new OpenSession(row.Id, row.IsIndependent, row.UserAgent, row.Address, row.SignedInAt, row.LastUsedAt, row.EndsAt,
            [.. row.ClientIds.Where(known.ContainsKey).Select(id => known[id])]))];
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public bool IsIndependent { get; init; }
        public string? UserAgent { get; init; }
        public string? Address { get; init; }
        public DateTime SignedInAt { get; init; }
        public DateTime LastUsedAt { get; init; }
        public DateTime? EndsAt { get; init; }
        public string[] ClientIds { get; init; } = [];
    }
}

/// <summary>Something that a person has open.</summary>
/// <param name="Id">Of the session, or of the authorization.</param>
/// <param name="IsIndependent">An authorization that outlives the sign-in (<c>offline_access</c>).</param>
/// <param name="UserAgent">What the browser called itself.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="SignedInAt">When the person signed in.</param>
/// <param name="LastUsedAt">When it was last used.</param>
/// <param name="EndsAt">When it ends at the latest; null for an authorization that ends only by hand.</param>
/// <param name="Clients">Clients that were let in by it.</param>
internal sealed record OpenSession(Guid Id, bool IsIndependent, string? UserAgent, string? Address, DateTime SignedInAt, DateTime LastUsedAt, DateTime? EndsAt, IReadOnlyList<ClientName> Clients);
