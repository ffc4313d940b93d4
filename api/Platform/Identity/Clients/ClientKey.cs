using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Public keys of a client (RFC 7517).</summary>
public sealed record ClientKeySet
{
    /// <summary>The keys; two of them while one is being replaced.</summary>
    [MaxLength(5)]
    public required IReadOnlyList<ClientKey> Keys { get; init; }
}

/// <summary>Public keys for a client (RFC 7517).</summary>
public sealed record ClientKeySetCreate
{
    /// <summary>The keys; two of them while one is being replaced.</summary>
    [Required, MinLength(1), MaxLength(5)]
    public IReadOnlyList<ClientKeyCreate>? Keys { get; init; }
}

/// <summary>A public key: P-256 for ES256, or RSA of 2,048 bits or more for RS256.</summary>
public sealed record ClientKey : ClientKeyParts;

/// <summary>A public key to be registered: P-256 for ES256, or RSA of 2,048 bits or more for RS256.</summary>
public sealed record ClientKeyCreate : ClientKeyParts
{
    /// <summary>Part of a private key. Never send one: a key with it is refused.</summary>
    /// <example>null</example>
    [StringLength(1400)]
    public string? D { get; init; }
}

/// <summary>What a public key consists of.</summary>
public abstract record ClientKeyParts
{
    /// <summary><c>EC</c> or <c>RSA</c>.</summary>
    /// <example>EC</example>
    [Required, AllowedValues("EC", "RSA"), StringLength(3)]
    public string? Kty { get; init; }

    /// <summary>Id of the key, as assertions name it in their header; unique in the set.</summary>
    /// <example>2026-10</example>
    [Required, StringLength(100)]
    public string? Kid { get; init; }

    /// <summary><c>ES256</c> or <c>RS256</c>; follows from the type if absent.</summary>
    /// <example>ES256</example>
    [AllowedValues("ES256", "RS256"), StringLength(5)]
    public string? Alg { get; init; }

    /// <summary>Always <c>sig</c>.</summary>
    /// <example>sig</example>
    [AllowedValues("sig"), StringLength(3)]
    public string? Use { get; init; }

    /// <summary>Curve of an <c>EC</c> key: <c>P-256</c>.</summary>
    /// <example>P-256</example>
    [AllowedValues("P-256"), StringLength(5)]
    public string? Crv { get; init; }

    /// <summary>First coordinate of an <c>EC</c> key, base64url.</summary>
    /// <example>WKn-ZIGevcwGIyyrzFoZNBdaq9_TsqzGl96oc0CWuis</example>
    [StringLength(43), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? X { get; init; }

    /// <summary>Second coordinate of an <c>EC</c> key, base64url.</summary>
    /// <example>y77t-RvAHRKTsSGdIYUfweuOvwrvDD-Q3Hv5J0fSKbE</example>
    [StringLength(43), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? Y { get; init; }

    /// <summary>Modulus of an <c>RSA</c> key, base64url.</summary>
    /// <example>0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc</example>
    [StringLength(1400), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? N { get; init; }

    /// <summary>Exponent of an <c>RSA</c> key, base64url.</summary>
    /// <example>AQAB</example>
    [StringLength(8), RegularExpression("^[A-Za-z0-9_-]+$")]
    public string? E { get; init; }

    /// <summary>The key for checking signatures; null if it is none that we take.</summary>
    internal JsonWebKey? ToKey()
    {
        var key = CallerKeys.Curve(Kty, Crv, X, Y) ?? CallerKeys.Rsa(Kty, N, E);
        if (key is not null)
            key.Kid = Kid;
        return key;
    }
}

/// <summary>Keys as they are stored.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientKeySet))]
[JsonSerializable(typeof(ClientKeySetCreate))]
internal sealed partial class StoredKeys : JsonSerializerContext;
