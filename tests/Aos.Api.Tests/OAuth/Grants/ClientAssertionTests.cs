using System.Text.Json;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Identity.Clients;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>Clients that sign what they are (RFC 7523).</summary>
public sealed class ClientAssertionTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly TestKeyPair Key = new();
    private static readonly (string, string) Type = ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    private readonly HttpClient _http = api.AsNobody();

    [Theory]
    [InlineData("")]
    [InlineData("/oauth/token")]
    public async Task The_issuer_and_the_token_endpoint_are_right_audiences(string path)
    {
        var id = await ClientAsync();
        using var answer = await SendAsync(Key.Assertion(api, id, claims => claims["aud"] = $"http://localhost:{api.Address.Port}{path}"));
        await TestClient.GivenAsync(answer);
        Assert.NotNull(await api.SqlAsync<string>($"select 'used' from identity.access_tokens where client_id = '{id}'"));
    }

    [Fact]
    public async Task Without_a_kid_the_only_key_is_meant_and_RS256_works_too()
    {
        var id = await ClientAsync();
        using var answer = await SendAsync(Key.Assertion(api, id, changeHeader: header => header.Remove("kid")));
        await TestClient.GivenAsync(answer);

        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var parameters = rsa.ExportParameters(false);
        await SetKeysAsync(id, new { kty = "RSA", kid = "r1", n = Encode(parameters.Modulus!), e = Encode(parameters.Exponent!) });
        var now = api.Clock.GetUtcNow();
        var signed = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().CreateToken(
            JsonSerializer.Serialize(new { iss = id, sub = id, aud = $"http://localhost:{api.Address.Port}", jti = Guid.NewGuid(), exp = now.ToUnixTimeSeconds() + 60 }),
            new Microsoft.IdentityModel.Tokens.SigningCredentials(new Microsoft.IdentityModel.Tokens.RsaSecurityKey(rsa) { KeyId = "r1" }, "RS256"));
        using var byRsa = await SendAsync(signed);
        await TestClient.GivenAsync(byRsa);
        using var old = await SendAsync(Key.Assertion(api, id));
        await old.OAuthErrorAsync(401, "invalid_client");
    }

    [Theory]
    [Trait("Case", "KEY-1")]
    [Trait("Case", "KEY-2")]
    [Trait("Case", "KEY-4")]
    [Trait("Case", "KEY-5")]
    [Trait("Case", "KEY-6")]
    [InlineData("aud")]
    [InlineData("aud list")]
    [InlineData("aud missing")]
    [InlineData("exp late")]
    [InlineData("exp past")]
    [InlineData("exp missing")]
    [InlineData("nbf ahead")]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("sub missing")]
    [InlineData("jti missing")]
    [InlineData("kid")]
    [InlineData("alg HS256")]
    [InlineData("alg none")]
    [InlineData("other key")]
    [InlineData("garbage")]
    public async Task A_wrong_assertion_is_refused(string what)
    {
        var id = await ClientAsync();
        using var answer = await SendAsync(Wrong(id, what));
        await answer.OAuthErrorAsync(401, "invalid_client");
        using var right = await SendAsync(Key.Assertion(api, id));
        await TestClient.GivenAsync(right);
    }

    [Fact]
    [Trait("Case", "KEY-3")]
    public async Task An_assertion_is_good_once_on_all_nodes()
    {
        await using var other = await api.StartSecondNodeAsync();
        var id = await ClientAsync();
        // The issuer is the first node's address: both nodes belong to one installation, whose name the test does not set.
        var assertion = Key.Assertion(api, id);
        using var first = await SendAsync(assertion);
        await TestClient.GivenAsync(first);
        using var again = await SendAsync(assertion);
        await again.OAuthErrorAsync(401, "invalid_client");
        var jti = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().ReadJsonWebToken(assertion).Id;
        using var elsewhere = await other.AsNobody().PostFormAsync(TokenForms.Token, null, ("grant_type", "client_credentials"), Type, ("client_assertion", Key.Assertion(other, id, claims => claims["jti"] = jti)));
        await elsewhere.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    [Trait("Case", "KEY-7")]
    public async Task An_assertion_and_a_secret_are_two_methods()
    {
        var id = await ClientAsync();
        using var form = await _http.PostFormAsync(TokenForms.Token, null, ("grant_type", "client_credentials"), Type, ("client_assertion", Key.Assertion(api, id)), ("client_secret", Somebody.Workshop.Secret));
        await form.OAuthErrorAsync(400, "invalid_request");
        using var basic = await _http.PostFormAsync(TokenForms.Token, TokenForms.Basic(id, "x"), ("grant_type", "client_credentials"), Type, ("client_assertion", Key.Assertion(api, id)));
        await basic.OAuthErrorAsync(400, "invalid_request");
        using var noType = await _http.PostFormAsync(TokenForms.Token, null, ("grant_type", "client_credentials"), ("client_assertion", Key.Assertion(api, id)));
        await noType.OAuthErrorAsync(400, "invalid_request");
        using var otherId = await _http.PostFormAsync(TokenForms.Token, null, ("grant_type", "client_credentials"), Type, ("client_assertion", Key.Assertion(api, id)), ("client_id", "test-workshop"));
        await otherId.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    public async Task A_client_with_keys_can_use_no_secret_and_one_with_a_secret_no_key()
    {
        var id = await ClientAsync();
        using var secret = await _http.PostTokenAsync(id, Somebody.Workshop.Secret);
        await secret.OAuthErrorAsync(401, "invalid_client");
        using var none = await _http.PostFormAsync(TokenForms.Token, null, ("grant_type", "client_credentials"), ("client_id", id));
        await none.OAuthErrorAsync(401, "invalid_client");
        using var signed = await SendAsync(Key.Assertion(api, Somebody.Workshop.ClientId));
        await signed.OAuthErrorAsync(401, "invalid_client");
    }

    private Task<HttpResponseMessage> SendAsync(string assertion) =>
        _http.PostFormAsync(TokenForms.Token, null, ("grant_type", "client_credentials"), Type, ("client_assertion", assertion));

    private async Task<string> ClientAsync()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync(body =>
        {
            body["authMethod"] = "privateKeyJwt";
            body["jwks"] = JsonSerializer.SerializeToNode(new { keys = new[] { new Dictionary<string, string>(Key.PublicJwk) { ["kid"] = "k1", ["alg"] = "ES256", ["use"] = "sig" } } });
        });
        Assert.Null(client["secret"]);
        Assert.Empty(client["secrets"]!.AsArray());
        return client.Id();
    }

    private Task SetKeysAsync(string id, object key) =>
        api.SqlAsync($"update identity.clients set jwks = '{JsonSerializer.Serialize(new { keys = new[] { key } })}' where id = '{id}'");

    private string Wrong(string id, string what)
    {
        var now = api.Clock.GetUtcNow().ToUnixTimeSeconds();
        return what switch
        {
            "garbage" => "a.b.c",
            "kid" => Key.Assertion(api, id, changeHeader: header => header["kid"] = "k2"),
            "alg HS256" => Key.Assertion(api, id, changeHeader: header => header["alg"] = "HS256"),
            "alg none" => Key.Assertion(api, id, changeHeader: header => header["alg"] = "none"),
            "other key" => new TestKeyPair().Assertion(api, id),
            _ => Key.Assertion(api, id, claims => _ = what switch
            {
                "aud" => claims["aud"] = "https://other.example",
                "aud list" => claims["aud"] = new[] { (string)claims["aud"], "https://other.example" },
                "aud missing" => claims.Remove("aud"),
                "exp late" => claims["exp"] = now + 303,
                "exp past" => claims["exp"] = now - 1,
                "exp missing" => claims.Remove("exp"),
                "nbf ahead" => claims["nbf"] = now + 60,
                "iss" => claims["iss"] = Somebody.Workshop.ClientId,
                "sub" => claims["sub"] = Somebody.Workshop.ClientId,
                "sub missing" => claims.Remove("sub"),
                "jti missing" => claims.Remove("jti"),
                _ => throw new ArgumentException(what),
            }),
        };
    }

    private static string Encode(byte[] bytes) => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(bytes);
}
