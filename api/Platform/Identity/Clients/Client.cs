using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>State of a client.</summary>
public enum ClientState
{
    /// <summary>May get tokens.</summary>
    Active,

    /// <summary>Gets no tokens; those it has are dead.</summary>
    Disabled,
}

/// <summary>Which data a client reads.</summary>
public enum ClientEnvironment
{
    /// <summary>The operator's own data.</summary>
    Production,

    /// <summary>Synthetic data for trying out, never charged.</summary>
    Sandbox,
}

/// <summary>Grant by which a client gets tokens (RFC 6749).</summary>
public enum ClientGrant
{
    /// <summary>The client acts for itself.</summary>
    ClientCredentials,

    /// <summary>A person signs in through a browser, always with PKCE.</summary>
    AuthorizationCode,

    /// <summary>New tokens for a refresh token.</summary>
    RefreshToken,

    /// <summary>A person confirms a code that a device shows (RFC 8628).</summary>
    DeviceCode,
}

/// <summary>What kind of program a client is.</summary>
public enum ClientKind
{
    /// <summary>A program without people: it acts for itself.</summary>
    Machine,

    /// <summary>A web application with a server, or pages in a browser.</summary>
    Web,

    /// <summary>An app on a device or a command line.</summary>
    Native,
}

/// <summary>How a client proves who it is.</summary>
public enum ClientAuthMethod
{
    /// <summary>Not at all: a public client, which can keep no secret.</summary>
    None,

    /// <summary>By a secret, in the header or in the form.</summary>
    ClientSecret,

    /// <summary>By an assertion signed with a registered key (RFC 7523).</summary>
    PrivateKeyJwt,
}

/// <summary>Whose users may sign in through a client.</summary>
public enum ClientUserReach
{
    /// <summary>Users of the client's own organisation.</summary>
    OwnTenant,

    /// <summary>Users of every organisation.</summary>
    AnyTenant,
}

/// <summary>Whose accounts sign in through a client.</summary>
public enum ClientRealm
{
    /// <summary>Users of organisations, and staff.</summary>
    Portal,

    /// <summary>Users of fleet customers.</summary>
    Fleet,

    /// <summary>Vehicle owners.</summary>
    Owner,
}

/// <summary>A program that calls the API with tokens of its own.</summary>
public sealed record Client
{
    /// <summary>Id, sent as <c>client_id</c>.</summary>
    /// <example>demo-workshop</example>
    [StringLength(100), RegularExpression(ClientForms.Id)]
    public required string Id { get; init; }

    /// <summary>Tenant that the client belongs to and whose rights bound its own.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid TenantId { get; init; }

    /// <summary>Name for people.</summary>
    /// <example>Workshop planner</example>
    [StringLength(100)]
    public required string Name { get; init; }

    /// <summary>Which data it reads; follows from the kind of its tenant.</summary>
    /// <example>sandbox</example>
    public required ClientEnvironment Environment { get; init; }

    /// <summary>Whether it may get tokens.</summary>
    /// <example>active</example>
    public required ClientState State { get; init; }

    /// <summary>What kind of program it is.</summary>
    /// <example>machine</example>
    public required ClientKind Kind { get; init; }

    /// <summary>Whose accounts sign in through it.</summary>
    /// <example>portal</example>
    public required ClientRealm Realm { get; init; }

    /// <summary>It belongs to every installation: only its redirect URIs and secrets can be changed, and it asks for no consent.</summary>
    /// <example>false</example>
    public required bool FirstParty { get; init; }

    /// <summary>How it proves who it is.</summary>
    /// <example>clientSecret</example>
    public required ClientAuthMethod AuthMethod { get; init; }

    /// <summary>Grants that it may use.</summary>
    /// <example>["clientCredentials"]</example>
    [MaxLength(10)]
    public required IReadOnlyList<ClientGrant> Grants { get; init; }

    /// <summary>Where codes are sent; compared byte for byte, but for the port of a native client's loopback address.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Where the browser may be sent after log-out.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public required IReadOnlyList<string> PostLogoutRedirectUris { get; init; }

    /// <summary>Its public keys, for <c>privateKeyJwt</c>.</summary>
    /// <example>null</example>
    public ClientKeySet? Jwks { get; init; }

    /// <summary>Its tokens are bound to a key that it must prove with each use (RFC 9449).</summary>
    /// <example>false</example>
    public required bool DpopBound { get; init; }

    /// <summary>It begins authorizations by pushed requests only (RFC 9126).</summary>
    /// <example>false</example>
    public required bool PushedRequestsOnly { get; init; }

    /// <summary>Algorithm of its ID tokens: <c>RS256</c> or <c>ES256</c>.</summary>
    /// <example>RS256</example>
    [StringLength(5), RegularExpression("^(RS256|ES256)$")]
    public required string IdTokenAlgorithm { get; init; }

    /// <summary>Whose users may sign in through it.</summary>
    /// <example>ownTenant</example>
    public required ClientUserReach UserReach { get; init; }

    /// <summary>Audiences for which it may get tokens: <c>api</c>, or addresses of resource servers.</summary>
    /// <example>["api"]</example>
    [MaxLength(10), StringLength(500)]
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Audiences whose tokens it may introspect.</summary>
    /// <example>[]</example>
    [MaxLength(10), StringLength(500)]
    public required IReadOnlyList<string> Introspects { get; init; }

    /// <summary>Scopes that its tokens may have.</summary>
    /// <example>["vehicle.read"]</example>
    [MaxLength(20), StringLength(50), RegularExpression(ClientForms.Scope)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Rights of the client; a right counts only while its tenant holds it too.</summary>
    /// <example>["apiVehicleIdentification"]</example>
    [MaxLength(50), StringLength(100), RegularExpression(ClientForms.Right)]
    public required IReadOnlyList<string> Rights { get; init; }

    /// <summary>Address ranges (CIDR) from which it may call; empty means all.</summary>
    /// <example>["192.0.2.0/24"]</example>
    [MaxLength(20), StringLength(49)]
    public required IReadOnlyList<string> IpRanges { get; init; }

    /// <summary>Address of whoever looks after it; null if nobody is named.</summary>
    /// <example>it@example.com</example>
    [StringLength(254)]
    public string? OwnerContact { get; init; }

    /// <summary>Language of the mails to that address.</summary>
    /// <example>en</example>
    [StringLength(2)]
    public required string OwnerLanguage { get; init; }

    /// <summary>Most units a day that it may use; null for the limit of the plan.</summary>
    /// <example>10000</example>
    [Range(1, int.MaxValue)]
    public int? DailyCap { get; init; }

    /// <summary>Its secrets, oldest first, without their text.</summary>
    [MaxLength(2)]
    public required IReadOnlyList<ClientSecret> Secrets { get; init; }

    /// <summary>When it last authenticated, to the minute; null if it never did. Does not change the entity tag.</summary>
    /// <example>2026-10-06T09:30:00.000Z</example>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The text of the first secret: only in the answer that created the client, never again.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [OnlyOnCreate, StringLength(55), RegularExpression(ClientForms.Secret)]
    public string? Secret { get; init; }

    /// <summary>When it was created.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change or delete the client.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>One of the two secrets that a client can have at a time.</summary>
public sealed record ClientSecret
{
    /// <summary>Id of the secret.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>Its text, sent as <c>client_secret</c>: only in the answer that created it, never again.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [OnlyOnCreate, StringLength(55), RegularExpression(ClientForms.Secret)]
    public string? Secret { get; init; }

    /// <summary>When it was created.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused.</summary>
    /// <example>2027-10-06T08:15:30.000Z</example>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null if it never was.</summary>
    /// <example>2026-10-06T09:30:00.000Z</example>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to delete the secret.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}
