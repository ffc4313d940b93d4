using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

public sealed class MetadataTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/.well-known/oauth-authorization-server";
    private const string OpenId = "/.well-known/openid-configuration";
    private readonly HttpClient _http = api.AsNobody();

    [Theory]
    [Trait("Case", "OID-1")]
    [InlineData(Path)]
    [InlineData(OpenId)]
    public async Task The_metadata_are_exact(string path)
    {
        using var answer = await _http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=3600", answer.Header("Cache-Control"));
        var origin = $"http://localhost:{api.Address.Port}";
        static JsonArray Methods(params string[] more) => [.. new[] { "client_secret_basic", "client_secret_post", "private_key_jwt" }.Concat(more).Select(method => (JsonNode)method)];
        static JsonArray Algorithms() => ["RS256", "ES256"];
        var expected = new JsonObject
        {
            ["issuer"] = origin,
            ["authorization_endpoint"] = origin + "/oauth/authorize",
            ["token_endpoint"] = origin + "/oauth/token",
            ["token_endpoint_auth_methods_supported"] = Methods("none"),
            ["token_endpoint_auth_signing_alg_values_supported"] = Algorithms(),
            ["revocation_endpoint"] = origin + "/oauth/revoke",
            ["revocation_endpoint_auth_methods_supported"] = Methods("none"),
            ["revocation_endpoint_auth_signing_alg_values_supported"] = Algorithms(),
            ["introspection_endpoint"] = origin + "/oauth/introspect",
            ["introspection_endpoint_auth_methods_supported"] = Methods(),
            ["introspection_endpoint_auth_signing_alg_values_supported"] = Algorithms(),
            ["device_authorization_endpoint"] = origin + "/oauth/device_authorization",
            ["pushed_authorization_request_endpoint"] = origin + "/oauth/par",
            ["require_pushed_authorization_requests"] = false,
            ["userinfo_endpoint"] = origin + "/oauth/userinfo",
            ["end_session_endpoint"] = origin + "/oauth/logout",
            ["jwks_uri"] = origin + "/oauth/jwks",
            ["grant_types_supported"] = new JsonArray("authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"),
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["prompt_values_supported"] = new JsonArray("none", "login", "consent"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = Algorithms(),
            ["claims_supported"] = new JsonArray(
                "sub", "iss", "aud", "exp", "iat", "auth_time", "amr", "nonce", "at_hash",
                "name", "given_name", "family_name", "locale", "zoneinfo", "updated_at", "email", "email_verified"),
            ["claims_parameter_supported"] = false,
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false,
            ["authorization_response_iss_parameter_supported"] = true,
            ["dpop_signing_alg_values_supported"] = new JsonArray("ES256"),
            ["ui_locales_supported"] = new JsonArray("en", "de", "pl"),
            ["scopes_supported"] = new JsonArray([.. Scopes.All.Select(scope => (JsonNode)scope)]),
            ["service_documentation"] = origin + "/docs",
        };
        Assert.True(JsonNode.DeepEquals(expected, await answer.JsonAsync()), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    [Trait("Case", "OID-1")]
    public async Task Every_address_in_the_metadata_exists_and_every_scope_can_be_had()
    {
        var metadata = await _http.ReadAsync(Path);
        foreach (var name in new[] { "token_endpoint", "revocation_endpoint", "introspection_endpoint", "device_authorization_endpoint", "pushed_authorization_request_endpoint" })
        {
            using var answer = await _http.PostFormAsync((string)metadata[name]!, null);
            Assert.Contains((int)answer.StatusCode, new[] { 400, 401 });
        }

        foreach (var (name, status) in new[] { ("authorization_endpoint", 400), ("end_session_endpoint", 303), ("userinfo_endpoint", 401), ("jwks_uri", 200), ("service_documentation", 200) })
        {
            using var answer = await _http.GetAsync((string)metadata[name]!);
            Assert.Equal((name, status), (name, (int)answer.StatusCode));
        }

        foreach (var (somebody, scope) in new[] { (Somebody.Workshop, "vehicle.read"), (Somebody.Operator, "administration") })
        {
            using var token = await _http.PostTokenAsync(somebody.ClientId, somebody.Secret, ("scope", scope));
            Assert.Equal(scope, (string?)(await token.JsonAsync())["scope"]);
        }
    }

    [Theory]
    [Trait("Case", "OID-1")]
    [InlineData(Path)]
    [InlineData(OpenId)]
    public async Task The_issuer_does_not_come_from_the_Host_header(string path)
    {
        using var plain = await _http.GetAsync(path);
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        using var forged = await _http.SendAsync(request);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await forged.Content.ReadAsStringAsync());
        request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", plain.Header("ETag"));
        using var unchanged = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
