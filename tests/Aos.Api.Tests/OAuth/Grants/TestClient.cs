using System.Text.Json.Nodes;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>A client through which people of the first workshop sign in.</summary>
internal sealed record TestClient(ApiHost Api, string Id, string? Secret)
{
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    public const string RedirectUri = "https://app.example.com/callback";
    public static readonly string[] AllScopes = ["openid", "profile", "offline_access", "vehicle.read", "portal.read"];

    private readonly HttpClient _http = Api.AsNobody();

    /// <summary>Adds a confidential web client, or what the SQL after it makes of it.</summary>
    public static async Task<TestClient> AddAsync(ApiHost api, string id, string change = "", bool hasSecret = true, Guid? tenant = null)
    {
        var secret = hasSecret ? OpaqueToken.Create(OpaqueToken.ClientSecret) : null;
        await using var connection = await api.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into identity.clients (id, tenant_id, name, environment, kind, auth_method, grants, scopes, redirect_uris)
            select @id, t.id, @id, case t.kind when 'sandbox' then 'sandbox' else 'production' end, 'web', @method, '{authorizationCode,refreshToken,deviceCode}', @AllScopes, @uris
            from identity.tenants t where t.id = @tenant
            """, new { id, method = hasSecret ? "client_secret" : "none", AllScopes, uris = new[] { RedirectUri }, tenant = tenant ?? SomePerson.Claire.TenantId });
        if (secret is not null)
            await connection.ExecuteAsync("insert into identity.client_secrets (id, client_id, secret_hash, expires_at) values (@secretId, @id, @hash, platform.now() + interval '366 days')",
                new { secretId = Guid.CreateVersion7(), id, hash = OpaqueToken.Hash(secret) });
        if (change.Length > 0)
            await connection.ExecuteAsync($"update identity.clients set {change} where id = @id", new { id });
        return new(api, id, secret);
    }

    /// <summary>A code as the authorization endpoint issues it after sign-in and consent.</summary>
    public async Task<string> CodeAsync(SomePerson person, string[]? scopes = null, string? nonce = null, string? key = null, Guid? session = null, Guid? tenant = null)
    {
        var code = OpaqueToken.Create(OpaqueToken.AuthorizationCode);
        var wanted = scopes ?? ["openid", "vehicle.read", "portal.read"];
        await Api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, null, async write =>
        {
            var signIn = session ?? (await StartSessionAsync(write, person)).Id;
            var family = Guid.CreateVersion7();
            await write.Connection.ExecuteAsync(write.Sql("""
                insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods, key_thumbprint)
                values (@family, @Id, @accountId, @tenantId, @session, @wanted, 'api', platform.now(), '{pwd}', @key);
                insert into oauth.codes (code_hash, family_id, client_id, redirect_uri, challenge, nonce, expires_at)
                values (@hash, @family, @Id, @RedirectUri, @Challenge, @nonce, platform.now() + interval '60 s')
                """,
                new
                {
                    family,
                    Id,
                    accountId = person.Id,
                    tenantId = tenant ?? person.TenantId,
                    session = wanted.Contains("offline_access") ? (Guid?)null : signIn,
                    wanted,
                    key,
                    hash = OpaqueToken.Hash(code),
                    RedirectUri,
                    Challenge,
                    nonce,
                }));
            return true;
        }, CancellationToken.None);
        return code;
    }

    /// <summary>A browser that has signed in.</summary>
    public async Task<(Guid Id, string Cookie)> SessionAsync(SomePerson person) =>
        await Api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, null, write => StartSessionAsync(write, person), CancellationToken.None);

    /// <summary>Sends a form as this client.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostWithAsync(null, path, fields);

    /// <summary>Sends a form as this client, with a proof of its key.</summary>
    public Task<HttpResponseMessage> PostWithAsync(string? proof, string path, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Concat(Secret is null ? [("client_id", Id)] : []).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        if (Secret is not null)
            request.Headers.TryAddWithoutValidation("Authorization", TokenForms.Basic(Id, Secret));
        if (proof is not null)
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        return _http.SendAsync(request);
    }

    /// <summary>Exchanges a code.</summary>
    public Task<HttpResponseMessage> RedeemAsync(string code, string? proof = null, params (string Name, string Value)[] fields) =>
        PostWithAsync(proof, TokenForms.Token, fields.Length > 0 ? [("grant_type", "authorization_code"), ("code", code), .. fields]
            : [("grant_type", "authorization_code"), ("code", code), ("code_verifier", Verifier), ("redirect_uri", RedirectUri)]);

    /// <summary>Refreshes.</summary>
    public Task<HttpResponseMessage> RefreshAsync(string token, string? proof = null, params (string Name, string Value)[] fields) =>
        PostWithAsync(proof, TokenForms.Token, [("grant_type", "refresh_token"), ("refresh_token", token), .. fields]);

    /// <summary>Tokens of a person that must be given.</summary>
    public async Task<JsonNode> TokensAsync(SomePerson person, params string[] scopes)
    {
        using var answer = await RedeemAsync(await CodeAsync(person, scopes.Length > 0 ? scopes : null));
        return await GivenAsync(answer);
    }

    /// <summary>The tokens of an answer that must be good.</summary>
    public static async Task<JsonNode> GivenAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        return await answer.JsonAsync();
    }

    /// <summary>State of a call with a token.</summary>
    public async Task<int> UseAsync(JsonNode tokens) => (int)(await _http.GetAsync("/vehicle-identification/v1/vehicles?limit=1", tokens.Access())).StatusCode;

    private static Task<(Guid Id, string Cookie)> StartSessionAsync(WriteScope write, SomePerson person) =>
        SignInSessions.StartAsync(write, new(person.Id, person.TenantId, person.Realm, ["pwd"], "test", "127.0.0.1"));
}

/// <summary>Parts of a token answer.</summary>
internal static class TokenParts
{
    public static string Access(this JsonNode tokens) => (string)tokens["access_token"]!;

    public static string Refresh(this JsonNode tokens) => (string)tokens["refresh_token"]!;
}
