using System.Text.Json;

namespace Aos.Sdk;

/// <summary>Who signed in, as the ID token says.</summary>
public sealed record IdTokenClaims
{
    /// <summary>The server that says so.</summary>
    public required string Issuer { get; init; }

    /// <summary>Id of the person. It stays when name and e-mail address change.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was said.</summary>
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the ID token ends. It says who signed in, not for how long.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the person signed in; null if the server does not tell.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Further claims.</summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalClaims { get => field ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal); init; }

    /// <summary>Shows the id only.</summary>
    public override string ToString() => Subject;
}
