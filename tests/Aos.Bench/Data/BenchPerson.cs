using System.Text;
using Aos.Api.Platform.Identity.Tokens;
using Dapper;
using Npgsql;

namespace Aos.Bench.Data;

/// <summary>Somebody who has signed in through a web client again and again: each authorization has a refresh token of its own.</summary>
internal static class BenchPerson
{
    public const string ClientId = "bench-web";
    private static readonly string Secret = OpaqueToken.Create(OpaqueToken.ClientSecret);
    private static readonly Guid Id = Guid.CreateVersion7();

    /// <summary>The client's credentials for HTTP Basic.</summary>
    public static string Basic => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{Secret}"));

    public static async Task AddAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync("""
            insert into identity.accounts (id, tenant_id, realm, login, email, state, last_name, first_name, language, time_zone, security_stamp)
            select @Id, tenant_id, 'portal', 'bench@example.com', 'bench@example.com', 'active', 'Bench', 'Ben', 'en', 'UTC', 'x'
            from identity.clients where id = @caller;
            insert into identity.clients (id, tenant_id, name, environment, kind, auth_method, grants, scopes)
            select @ClientId, tenant_id, 'Bench', 'production', 'web', 'client_secret', '{authorizationCode,refreshToken}', '{offline_access,vehicle.read}'
            from identity.clients where id = @caller;
            insert into identity.client_secrets (id, client_id, secret_hash, expires_at) values (@secretId, @ClientId, @hash, platform.now() + interval '366 days')
            """, new { Id, ClientId, caller = BenchCaller.Id, secretId = Guid.CreateVersion7(), hash = OpaqueToken.Hash(Secret) });
    }

    /// <summary>Fresh refresh tokens; each is good for one request.</summary>
    public static async Task<IReadOnlyList<string>> TokensAsync(string connectionString, int count)
    {
        var tokens = Enumerable.Range(0, count).Select(_ => OpaqueToken.Create(OpaqueToken.Refresh)).ToList();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync("""
            with given as (select gen_random_uuid() as family, hash from unnest(@hashes) as hash),
            families as (
                insert into oauth.families (id, client_id, account_id, tenant_id, scopes, audience, signed_in_at, methods)
                select g.family, c.id, @Id, c.tenant_id, c.scopes, 'api', platform.now(), '{pwd}'
                from given g join identity.clients c on c.id = @ClientId
                returning id)
            insert into oauth.refresh_tokens (token_hash, family_id, expires_at)
            select g.hash, f.id, platform.now() + interval '14 days' from given g join families f on f.id = g.family
            """, new { Id, ClientId, hashes = tokens.Select(token => OpaqueToken.Hash(token)).ToArray() }, commandTimeout: 0);
        return tokens;
    }
}
