using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>What can be set on a client at any time.</summary>
public abstract record ClientSettings
{
    /// <summary>Name for people.</summary>
    /// <example>Workshop planner</example>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Grants that it may use; an empty list lets it get no tokens.</summary>
    /// <example>["clientCredentials"]</example>
    [Required, MaxLength(10), EnumText<ClientGrant>]
    public IReadOnlyList<string>? Grants { get; init; }

    /// <summary>Scopes that its tokens may have.</summary>
    /// <example>["vehicle.read"]</example>
    [Required, MaxLength(20), StringLength(50)]
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Rights of the client, at most those of its tenant.</summary>
    /// <example>["apiVehicleIdentification"]</example>
    [Required, MaxLength(50), StringLength(100)]
    public IReadOnlyList<string>? Rights { get; init; }

    /// <summary>Address ranges (CIDR, IPv4 or IPv6) from which it may call; absent or empty means all.</summary>
    /// <example>["192.0.2.0/24"]</example>
    [MaxLength(20), StringLength(49)]
    public IReadOnlyList<string>? IpRanges { get; init; }

    /// <summary>How it proves who it is. Absent: as it is; for a new client <c>clientSecret</c>, or <c>none</c> for a native one.</summary>
    /// <example>clientSecret</example>
    [EnumText<ClientAuthMethod>]
    public string? AuthMethod { get; init; }

    /// <summary>Where codes are sent: <c>https</c>, <c>http://127.0.0.1</c>, <c>http://[::1]</c>, or for a native client a scheme with a dot. No fragment, wildcard or user part. Compared byte for byte.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Where the browser may be sent after log-out; the same forms.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }

    /// <summary>Public keys, for <c>privateKeyJwt</c> only. A private key is refused.</summary>
    /// <example>null</example>
    public ClientKeySetCreate? Jwks { get; init; }

    /// <summary>Bind its tokens to a key that it must prove with each use (RFC 9449); false if absent.</summary>
    /// <example>false</example>
    public bool? DpopBound { get; init; }

    /// <summary>Take authorization requests only when pushed (RFC 9126); false if absent.</summary>
    /// <example>false</example>
    public bool? PushedRequestsOnly { get; init; }

    /// <summary>Algorithm of its ID tokens; <c>RS256</c> if absent.</summary>
    /// <example>RS256</example>
    [AllowedValues("RS256", "ES256"), StringLength(5)]
    public string? IdTokenAlgorithm { get; init; }

    /// <summary>Whose users may sign in through it; <c>ownTenant</c> if absent. With <c>anyTenant</c> it cannot have <c>portal.write</c> or <c>administration</c>.</summary>
    /// <example>ownTenant</example>
    [EnumText<ClientUserReach>]
    public string? UserReach { get; init; }

    /// <summary>Address of whoever looks after it, who is told before a secret expires and when the client is not used; nobody if absent.</summary>
    /// <example>it@example.com</example>
    [StringLength(254)]
    public string? OwnerContact { get; init; }

    /// <summary>Language of the mails to that address: <c>en</c>, <c>de</c> or <c>pl</c>; <c>en</c> if absent.</summary>
    /// <example>en</example>
    [AllowedValues("en", "de", "pl"), StringLength(2)]
    public string? OwnerLanguage { get; init; }

    /// <summary>Most units a day that it may use, below the limit of the plan; the plan's limit if absent.</summary>
    /// <example>10000</example>
    [Range(1, int.MaxValue)]
    public int? DailyCap { get; init; }

    /// <summary>Audiences for which it may get tokens: <c>api</c>, or addresses of resource servers; <c>api</c> if absent.</summary>
    /// <example>["api"]</example>
    [MaxLength(10), StringLength(500)]
    public IReadOnlyList<string>? Audiences { get; init; }

    /// <summary>Audiences whose tokens it may introspect; none if absent.</summary>
    /// <example>[]</example>
    [MaxLength(10), StringLength(500)]
    public IReadOnlyList<string>? Introspects { get; init; }
}

/// <summary>A new client.</summary>
public sealed record ClientCreate : ClientSettings
{
    /// <summary>Tenant that the client belongs to (UUID). A client of a sandbox tenant reads sandbox data.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid")]
    [Required, StringLength(36)]
    public string? TenantId { get; init; }

    /// <summary>What kind of program it is; <c>machine</c> if absent. Cannot be changed later.</summary>
    /// <example>machine</example>
    [EnumText<ClientKind>]
    public string? Kind { get; init; }

    /// <summary>Whose accounts sign in through it; <c>portal</c> if absent. Cannot be changed later.</summary>
    /// <example>portal</example>
    [EnumText<ClientRealm>]
    public string? Realm { get; init; }

    /// <summary>Days until the first secret expires, 1 to 366; 366 if absent.</summary>
    /// <example>366</example>
    [Range(1, 366)]
    public int? SecretValidDays { get; init; }
}

/// <summary>The new state of a client, whole.</summary>
public sealed record ClientReplace : ClientSettings
{
    /// <summary>Whether it may get tokens.</summary>
    /// <example>disabled</example>
    [Required, EnumText<ClientState>]
    public string? State { get; init; }
}

/// <summary>A new secret.</summary>
public sealed record ClientSecretCreate
{
    /// <summary>Days until it expires, 1 to 366; 366 if absent.</summary>
    /// <example>90</example>
    [Range(1, 366)]
    public int? ValidDays { get; init; }
}

/// <summary>Filters of the list of clients.</summary>
public sealed record ClientQuery : PageQuery
{
    /// <summary>Only clients of this tenant (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid")]
    [StringLength(36)]
    public string? TenantId { get; init; }

    /// <summary>Only clients in this state.</summary>
    /// <example>active</example>
    [EnumText<ClientState>]
    public string? State { get; init; }

    /// <summary>Only clients whose name or id contains this text, whatever its case.</summary>
    /// <example>planner</example>
    [StringLength(100)]
    public string? Q { get; init; }

    /// <summary>Order: <c>createdAt</c>, <c>-createdAt</c> (newest first, the default), <c>name</c> or <c>-name</c>.</summary>
    /// <example>-createdAt</example>
    [AllowedValues("createdAt", "-createdAt", "name", "-name")]
    public string? Sort { get; init; }
}
