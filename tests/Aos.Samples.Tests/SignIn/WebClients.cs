using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Dapper;

namespace Aos.Samples.Tests.SignIn;

/// <summary>Clients of workshops that sign people in.</summary>
internal static class WebClients
{
    /// <summary>Scopes that such a client may ask for.</summary>
    public static readonly string[] Scopes = ["openid", "profile", "email", "offline_access", "vehicle.read", "portal.read"];

    /// <summary>Adds a client of the first workshop.</summary>
    /// <param name="api">The API.</param>
    /// <param name="id">Id of the client.</param>
    /// <param name="redirectUri">Where browsers come back to.</param>
    /// <param name="byeUri">Where they come back to after signing out.</param>
    /// <param name="authMethod"><c>client_secret</c>, <c>private_key_jwt</c> or <c>none</c>.</param>
    /// <param name="jwks">Public keys.</param>
    /// <param name="isBound">Its tokens are bound to a key (DPoP).</param>
    /// <returns>Its secret; empty if it has none.</returns>
    public static async Task<string> AddAsync(ApiHost api, string id, string redirectUri, string byeUri, string authMethod = "client_secret", string? jwks = null, bool isBound = false)
    {
        var secret = authMethod == "client_secret" ? OpaqueToken.Create("aoscs_") : "";
        await using var connection = await api.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into identity.clients (id, tenant_id, name, environment, kind, auth_method, grants, scopes, redirect_uris, post_logout_redirect_uris,
                user_reach, introspects, jwks, dpop_bound)
            values (@id, @tenantId, @id, 'production', 'web', @authMethod, '{authorizationCode,refreshToken}', @Scopes, array[@redirectUri], array[@byeUri],
                'ownTenant', case @authMethod when 'client_secret' then '{api}'::text[] else '{}' end, @jwks::json, @isBound)
            """, new { id, tenantId = SomePerson.Claire.TenantId, authMethod, Scopes, redirectUri, byeUri, jwks, isBound });
        if (secret.Length > 0)
            await connection.ExecuteAsync(
                "insert into identity.client_secrets (id, client_id, secret_hash, expires_at) values (@secretId, @id, @hash, platform.now() + interval '90 days')",
                new { secretId = Guid.CreateVersion7(), id, hash = OpaqueToken.Hash(secret) });
        return secret;
    }
}
