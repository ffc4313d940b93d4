using System.Security.Cryptography;
using System.Text;
using Aos.Api.Tests.Harness;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>A key of a client: for proofs (RFC 9449) and for assertions (RFC 7523).</summary>
internal sealed class TestKeyPair
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Dictionary<string, string> PublicJwk
    {
        get
        {
            var point = _key.ExportParameters(false).Q;
            return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
        }
    }

    public string PrivatePart => Base64UrlEncoder.Encode(_key.ExportParameters(true).D);

    public string Thumbprint => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{PublicJwk["x"]}}","y":"{{PublicJwk["y"]}}"}""")));

    /// <summary>A proof, changed as a test needs it.</summary>
    public string Proof(ApiHost api, string method, string path, string? token = null, Action<Dictionary<string, object>>? change = null, Action<Dictionary<string, object>>? changeHeader = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = method,
            ["htu"] = $"http://localhost:{api.Address.Port}{path}",
            ["iat"] = api.Clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (token is not null)
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        change?.Invoke(claims);
        return Sign("dpop+jwt", claims, headers => headers["jwk"] = PublicJwk, changeHeader);
    }

    /// <summary>An assertion, changed as a test needs it.</summary>
    public string Assertion(ApiHost api, string clientId, Action<Dictionary<string, object>>? change = null, Action<Dictionary<string, object>>? changeHeader = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = $"http://localhost:{api.Address.Port}",
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = api.Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = api.Clock.GetUtcNow().ToUnixTimeSeconds() + 60,
        };
        change?.Invoke(claims);
        return Sign("JWT", claims, headers => headers["kid"] = "k1", changeHeader);
    }

    // By hand, because the libraries refuse to make the wrong ones.
    private string Sign(string type, Dictionary<string, object> claims, Action<Dictionary<string, object>> common, Action<Dictionary<string, object>>? change)
    {
        var header = new Dictionary<string, object> { ["typ"] = type, ["alg"] = "ES256" };
        common(header);
        change?.Invoke(header);
        var text = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = header["alg"] switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(PublicJwk["x"]), bytes),
            _ => _key.SignData(bytes, HashAlgorithmName.SHA256),
        };
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Encode(Dictionary<string, object> part) => Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.Serialize(part));
}
