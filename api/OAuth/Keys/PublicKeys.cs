using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Aos.Api.OAuth.Keys;

/// <summary>Public keys with which ID tokens are checked (RFC 7517).</summary>
public sealed record PublicKeys
{
    /// <summary>The keys in use, those to come within a day, and those of the last day.</summary>
    [JsonPropertyName("keys"), MaxLength(20)]
    public required IReadOnlyList<PublicKey> Keys { get; init; }
}

/// <summary>The public half of a signing key.</summary>
public sealed record PublicKey
{
    /// <summary>Kind of the key: <c>RSA</c> or <c>EC</c>.</summary>
    /// <example>RSA</example>
    [JsonPropertyName("kty"), StringLength(3), RegularExpression("^(RSA|EC)$")]
    public required string Kty { get; init; }

    /// <summary>Always <c>sig</c>.</summary>
    /// <example>sig</example>
    [JsonPropertyName("use"), StringLength(3), RegularExpression("^sig$")]
    public string Use { get; } = "sig";

    /// <summary>Algorithm: <c>RS256</c> or <c>ES256</c>.</summary>
    /// <example>RS256</example>
    [JsonPropertyName("alg"), StringLength(5), RegularExpression("^(RS|ES)256$")]
    public required string Alg { get; init; }

    /// <summary>Id of the key, as in the header of ID tokens.</summary>
    /// <example>3f0d5b1e9a7c4c2e8f6a1b2c3d4e5f60</example>
    [JsonPropertyName("kid"), StringLength(32), RegularExpression("^[0-9a-f]{32}$")]
    public required string Kid { get; init; }

    /// <summary>Modulus of an RSA key.</summary>
    /// <example>0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W</example>
    [JsonPropertyName("n"), StringLength(700), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? N { get; init; }

    /// <summary>Exponent of an RSA key.</summary>
    /// <example>AQAB</example>
    [JsonPropertyName("e"), StringLength(10), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? E { get; init; }

    /// <summary>Curve of an EC key.</summary>
    /// <example>P-256</example>
    [JsonPropertyName("crv"), StringLength(5), RegularExpression("^P-256$")]
    public string? Crv { get; init; }

    /// <summary>X coordinate of an EC key.</summary>
    /// <example>f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU</example>
    [JsonPropertyName("x"), StringLength(43), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? X { get; init; }

    /// <summary>Y coordinate of an EC key.</summary>
    /// <example>x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0</example>
    [JsonPropertyName("y"), StringLength(43), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? Y { get; init; }
}
