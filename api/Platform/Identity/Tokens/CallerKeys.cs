using System.Numerics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Public keys that callers bring or register: only P-256, and RSA of a decent size.</summary>
internal static class CallerKeys
{
    private const int CoordinateBytes = 32;
    private const int SmallestModulusBits = 2048;
    private const int LargestModulusBits = 8192;

    /// <summary>A point on P-256; null if it is none.</summary>
    public static JsonWebKey? Curve(string? type, string? curve, string? x, string? y)
    {
        if (type != "EC" || curve != "P-256" || Bytes(x) is not { Length: CoordinateBytes } left || Bytes(y) is not { Length: CoordinateBytes } right)
            return null;
        try
        {
            using var _ = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = left, Y = right } });
        }
        catch (CryptographicException)
        {
            return null;
        }

        return Own(new() { Kty = type, Crv = curve, X = x, Y = y });
    }

    /// <summary>An RSA key; null if it is none or too weak.</summary>
    public static JsonWebKey? Rsa(string? type, string? modulus, string? exponent)
    {
        if (type != "RSA" || Bytes(modulus) is not { } n || Bytes(exponent) is not { Length: > 0 and <= 4 } e)
            return null;
        var bits = new BigInteger(n, isUnsigned: true, isBigEndian: true).GetBitLength();
        var small = new BigInteger(e, isUnsigned: true, isBigEndian: true);
        return bits is >= SmallestModulusBits and <= LargestModulusBits && small > 2 && !small.IsEven ? Own(new() { Kty = type, N = modulus, E = exponent }) : null;
    }

    // The cache of the library would hold every key that a caller ever sent.
    private static JsonWebKey Own(JsonWebKey key)
    {
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return key;
    }

    private static byte[]? Bytes(string? text)
    {
        if (text is null || text.AsSpan().ContainsAnyExcept(Base64Url))
            return null;
        try
        {
            return Base64UrlEncoder.DecodeBytes(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static readonly System.Buffers.SearchValues<char> Base64Url =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
