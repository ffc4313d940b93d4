using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>The claims of an ID token as they are sent.</summary>
internal sealed record IdTokenPayload
{
    [JsonPropertyName("iss")]
    public required string Issuer { get; init; }

    [JsonPropertyName("sub")]
    public required string Subject { get; init; }

    [JsonPropertyName("aud")]
    public required JsonElement Audience { get; init; }

    [JsonPropertyName("azp")]
    public string? AuthorizedParty { get; init; }

    [JsonPropertyName("nonce")]
    public string? Nonce { get; init; }

    [JsonPropertyName("iat")]
    public required long IssuedAt { get; init; }

    [JsonPropertyName("exp")]
    public required long ExpiresAt { get; init; }

    [JsonPropertyName("auth_time")]
    public long? SignedInAt { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Whether it was made for this client; with more than one audience it says for whom of them.</summary>
    public bool IsFor(string clientId) => Audience.ValueKind switch
    {
        JsonValueKind.String => Audience.GetString() == clientId,
        JsonValueKind.Array => Audience.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.String && one.GetString() == clientId)
            && (Audience.GetArrayLength() == 1 || AuthorizedParty == clientId),
        _ => false,
    };

    public IdTokenClaims ToClaims() => new()
    {
        Issuer = Issuer,
        Subject = Subject,
        IssuedAt = Instant(IssuedAt),
        ExpiresAt = Instant(ExpiresAt),
        SignedInAt = SignedInAt is { } seconds ? Instant(seconds) : null,
        AdditionalClaims = Others ?? [],
    };

    private static DateTimeOffset Instant(long seconds)
    {
        try
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw IdToken.Wrong("names a time that cannot be", fault);
        }
    }
}
