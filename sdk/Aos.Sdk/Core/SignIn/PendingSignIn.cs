using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>
/// What an application keeps between sending the browser away and its return. It holds the secrets that tie the answer to this
/// browser, so it belongs into the session on the server, or into an encrypted cookie; use it once.
/// </summary>
public sealed record PendingSignIn
{
    /// <summary>Comes back with the answer: it ties that to this browser.</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }

    /// <summary>Comes back in the ID token: it ties that to this request.</summary>
    [JsonPropertyName("nonce")]
    public required string Nonce { get; init; }

    /// <summary>Proof of who asked (PKCE): the code is worth nothing without it.</summary>
    [JsonPropertyName("codeVerifier")]
    public required string CodeVerifier { get; init; }

    /// <summary>Where the browser comes back to.</summary>
    [JsonPropertyName("redirectUri")]
    public required Uri RedirectUri { get; init; }

    /// <summary>Scopes that were asked for.</summary>
    [JsonPropertyName("scopes")]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>How long ago the person may have signed in, in seconds; null for any time.</summary>
    [JsonPropertyName("maxAge")]
    public long? MaxAgeSeconds { get; init; }

    /// <summary>As JSON, to keep it in a session.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SignInJson.Default.PendingSignIn);

    /// <summary>From the JSON of <see cref="ToJson"/>.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="AosSignInException">It is no such text.</exception>
    public static PendingSignIn FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SignInJson.Default.PendingSignIn) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new AosSignInException("What was kept of this sign-in cannot be read; begin again.", "sdk.sign-in-state", fault);
        }
    }

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"sign-in that comes back to {RedirectUri}";
}
