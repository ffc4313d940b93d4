using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

public sealed class MetadataTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/.well-known/oauth-authorization-server";
    private readonly HttpClient _http = api.AsNobody();

    [Fact]
    [Trait("Case", "OID-1")]
    public async Task The_metadata_are_exact()
    {
        using var answer = await _http.GetAsync(Path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=3600", answer.Header("Cache-Control"));
        var origin = $"http://localhost:{api.Address.Port}";
        var expected = new JsonObject
        {
            ["issuer"] = origin,
            ["token_endpoint"] = origin + "/oauth/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
            ["revocation_endpoint"] = origin + "/oauth/revoke",
            ["revocation_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
            ["grant_types_supported"] = new JsonArray("client_credentials"),
            ["response_types_supported"] = new JsonArray(),
            ["scopes_supported"] = new JsonArray("vehicle.read", "administration"),
            ["service_documentation"] = origin + "/docs",
        };
        Assert.True(JsonNode.DeepEquals(expected, await answer.JsonAsync()), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    [Trait("Case", "OID-1")]
    public async Task Every_address_in_the_metadata_exists_and_every_scope_can_be_had()
    {
        var metadata = await _http.ReadAsync(Path);
        foreach (var name in new[] { "token_endpoint", "revocation_endpoint" })
        {
            using var answer = await _http.PostFormAsync((string)metadata[name]!, null);
            Assert.Contains((int)answer.StatusCode, new[] { 400, 401 });
        }

        using var docs = await _http.GetAsync((string)metadata["service_documentation"]!);
        Assert.Equal(HttpStatusCode.OK, docs.StatusCode);
        foreach (var (somebody, scope) in new[] { (Somebody.Workshop, "vehicle.read"), (Somebody.Operator, "administration") })
        {
            using var token = await _http.PostTokenAsync(somebody.ClientId, somebody.Secret, ("scope", scope));
            Assert.Equal(scope, (string?)(await token.JsonAsync())["scope"]);
        }
    }

    [Fact]
    [Trait("Case", "OID-1")]
    public async Task The_issuer_does_not_come_from_the_Host_header()
    {
        using var plain = await _http.GetAsync(Path);
        var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Host = "evil.example";
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        using var forged = await _http.SendAsync(request);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await forged.Content.ReadAsStringAsync());
        request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.TryAddWithoutValidation("If-None-Match", plain.Header("ETag"));
        using var unchanged = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
