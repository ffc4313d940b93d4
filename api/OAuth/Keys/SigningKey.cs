using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.OAuth.Keys;

/// <summary>A key that signs ID tokens, has signed them, or soon will.</summary>
internal sealed record SigningKey
{
    /// <summary>Its id, the <c>kid</c> of tokens.</summary>
    public required string Id { get; init; }

    /// <summary><c>RS256</c> or <c>ES256</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>From when it signs.</summary>
    public required DateTime SignsFrom { get; init; }

    /// <summary>Until when it signs.</summary>
    public required DateTime SignsUntil { get; init; }

    /// <summary>The key itself.</summary>
    public required AsymmetricSecurityKey Key { get; init; }

    /// <summary>Its public half.</summary>
    public required PublicKey Public { get; init; }

    /// <summary>A fresh private key as PKCS#8.</summary>
    public static byte[] Make(string algorithm)
    {
        using AsymmetricAlgorithm key = algorithm == SecurityAlgorithms.RsaSha256 ? RSA.Create(3072) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>A stored key.</summary>
    public static SigningKey Read(string id, string algorithm, byte[] pkcs8, DateTime signsFrom, DateTime signsUntil)
    {
        AsymmetricSecurityKey key;
        PublicKey half;
        if (algorithm == SecurityAlgorithms.RsaSha256)
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            key = new RsaSecurityKey(rsa) { KeyId = id };
            var parts = rsa.ExportParameters(includePrivateParameters: false);
            half = new() { Kty = "RSA", Alg = algorithm, Kid = id, N = Base64UrlEncoder.Encode(parts.Modulus), E = Base64UrlEncoder.Encode(parts.Exponent) };
        }
        else
        {
            var curve = ECDsa.Create();
            curve.ImportPkcs8PrivateKey(pkcs8, out _);
            key = new ECDsaSecurityKey(curve) { KeyId = id };
            var parts = curve.ExportParameters(includePrivateParameters: false);
            half = new() { Kty = "EC", Alg = algorithm, Kid = id, Crv = "P-256", X = Base64UrlEncoder.Encode(parts.Q.X), Y = Base64UrlEncoder.Encode(parts.Q.Y) };
        }

        return new() { Id = id, Algorithm = algorithm, SignsFrom = signsFrom, SignsUntil = signsUntil, Key = key, Public = half };
    }
}
