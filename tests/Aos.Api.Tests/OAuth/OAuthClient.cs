using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Dapper;

namespace Aos.Api.Tests.OAuth;

/// <summary>A client that a test registers. What is not said otherwise: a confidential web client of the first workshop.</summary>
internal sealed record OAuthClient(string Id)
{
    /// <summary>Where answers go.</summary>
    public const string Callback = "https://app.example.com/callback";

    /// <summary>Where the browser goes after log-out.</summary>
    public const string SignedOut = "https://app.example.com/signed-out";

    public Guid TenantId { get; init; } = SomePerson.Claire.TenantId;

    public string Name { get; init; } = "Workshop planner";

    public string Realm { get; init; } = "portal";

    public string Environment { get; init; } = "production";

    public string Kind { get; init; } = "web";

    public string AuthMethod { get; init; } = "client_secret";

    public string[] Grants { get; init; } = ["authorizationCode", "refreshToken"];

    public string[] Scopes { get; init; } = ["openid", "profile", "email", "offline_access", "vehicle.read"];

    public string[] RedirectUris { get; init; } = [Callback];

    public string[] PostLogoutRedirectUris { get; init; } = [SignedOut];

    public string UserReach { get; init; } = "ownTenant";

    public bool FirstParty { get; init; }

    public string[] Audiences { get; init; } = ["api"];

    public bool DpopBound { get; init; }

    public bool PushedRequestsOnly { get; init; }

    public string IdTokenAlgorithm { get; init; } = "RS256";

    /// <summary>Its secret; not used by a public client.</summary>
    public string Secret { get; } = OpaqueToken.Create(OpaqueToken.ClientSecret);

    /// <summary>Basic header with the secret.</summary>
    public string Basic => TokenForms.Basic(Id, Secret);

    /// <summary>Registers it.</summary>
    public async Task<OAuthClient> AddAsync(ApiHost api)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into identity.clients (id, tenant_id, name, realm, environment, kind, auth_method, grants, scopes, redirect_uris, post_logout_redirect_uris,
                user_reach, first_party, audiences, dpop_bound, pushed_requests_only, id_token_algorithm)
            values (@Id, @TenantId, @Name, @Realm, @Environment, @Kind, @AuthMethod, @Grants, @Scopes, @RedirectUris, @PostLogoutRedirectUris,
                @UserReach, @FirstParty, @Audiences, @DpopBound, @PushedRequestsOnly, @IdTokenAlgorithm);
            insert into identity.client_secrets (id, client_id, secret_hash, expires_at)
            select @secretId, @Id, @hash, platform.now() + interval '366 days' where @AuthMethod = 'client_secret'
            """,
            new
            {
                Id,
                TenantId,
                Name,
                Realm,
                Environment,
                Kind,
                AuthMethod,
                Grants,
                Scopes,
                RedirectUris,
                PostLogoutRedirectUris,
                UserReach,
                FirstParty,
                Audiences,
                DpopBound,
                PushedRequestsOnly,
                IdTokenAlgorithm,
                secretId = Guid.CreateVersion7(),
                hash = OpaqueToken.Hash(Secret),
            });
        return this;
    }

    /// <summary>A person has permitted it scopes before.</summary>
    public async Task PermitAsync(ApiHost api, SomePerson person, params string[] scopes)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into oauth.consents (account_id, client_id, scopes) values (@account, @Id, @scopes)", new { account = person.Id, Id, scopes });
    }
}
