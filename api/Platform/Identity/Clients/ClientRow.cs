using System.Text.Json;
using Aos.Api.Platform.Conditions;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>A client as it stands in the database.</summary>
internal sealed record ClientRow
{
    public required string Id { get; init; }
    public Guid TenantId { get; init; }
    public required string Name { get; init; }
    public required string Realm { get; init; }
    public required string Environment { get; init; }
    public required string Kind { get; init; }
    public required string AuthMethod { get; init; }
    public bool FirstParty { get; init; }
    public required string State { get; init; }
    public required string[] Grants { get; init; }
    public required string[] Scopes { get; init; }
    public required string[] IpRanges { get; init; }
    public required string[] RedirectUris { get; init; }
    public required string[] PostLogoutRedirectUris { get; init; }
    public string? Jwks { get; init; }
    public bool DpopBound { get; init; }
    public bool PushedRequestsOnly { get; init; }
    public required string IdTokenAlgorithm { get; init; }
    public required string UserReach { get; init; }
    public required string[] Audiences { get; init; }
    public required string[] Introspects { get; init; }
    public string? OwnerContact { get; init; }
    public required string OwnerLanguage { get; init; }
    public int? DailyCap { get; init; }
    public DateTime? LastUsedAt { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public required string[] Rights { get; init; }
    public required Guid[] SecretIds { get; init; }
    public required DateTime[] SecretCreated { get; init; }
    public required DateTime[] SecretExpires { get; init; }
    public required DateTime[] SecretUsed { get; init; }

    public Client ToClient() => new()
    {
        Id = Id,
        TenantId = TenantId,
        Name = Name,
        Environment = Enum.Parse<ClientEnvironment>(Environment, ignoreCase: true),
        State = Enum.Parse<ClientState>(State, ignoreCase: true),
        Grants = [.. Grants.Select(grant => Enum.Parse<ClientGrant>(grant, ignoreCase: true))],
        Scopes = Scopes,
        Rights = Rights,
        IpRanges = IpRanges,
        Kind = Enum.Parse<ClientKind>(Kind, ignoreCase: true),
        Realm = Enum.Parse<ClientRealm>(Realm, ignoreCase: true),
        FirstParty = FirstParty,
        AuthMethod = Enum.Parse<ClientAuthMethod>(AuthMethod.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
        RedirectUris = RedirectUris,
        PostLogoutRedirectUris = PostLogoutRedirectUris,
        Jwks = Jwks is null ? null : JsonSerializer.Deserialize(Jwks, StoredKeys.Default.ClientKeySet),
        DpopBound = DpopBound,
        PushedRequestsOnly = PushedRequestsOnly,
        IdTokenAlgorithm = IdTokenAlgorithm,
        UserReach = Enum.Parse<ClientUserReach>(UserReach, ignoreCase: true),
        Audiences = Audiences,
        Introspects = Introspects,
        OwnerContact = OwnerContact,
        OwnerLanguage = OwnerLanguage,
        DailyCap = DailyCap,
        LastUsedAt = LastUsedAt,
        Secrets = [.. SecretIds.Select((id, i) => new ClientSecret
        {
            Id = id,
            CreatedAt = SecretCreated[i],
            ExpiresAt = SecretExpires[i],
            LastUsedAt = SecretUsed[i] == DateTime.MinValue ? null : SecretUsed[i],
            Etag = EntityTag.OfVersion(1),
        })],
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Etag = EntityTag.OfVersion(Version),
    };
}
