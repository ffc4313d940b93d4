using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.ApiClients;

/// <summary>What an organisation can set on a client at any time.</summary>
public abstract record ApiClientSettings
{
    /// <summary>Name for people.</summary>
    /// <example>Workshop planner</example>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Grants that it may use; an empty list lets it get no tokens.</summary>
    /// <example>["clientCredentials"]</example>
    [Required, MaxLength(10), EnumText<ClientGrant>]
    public IReadOnlyList<string>? Grants { get; init; }

    /// <summary>Codes of the products that it may call, of those that the organisation has access to.</summary>
    /// <example>["vehicle-identification"]</example>
    [Required, MaxLength(20), StringLength(50)]
    public IReadOnlyList<string>? ProductCodes { get; init; }

    /// <summary>Scopes that its tokens may have: those of its products; where people sign in, also `openid`, `profile`, `email`, `offline_access`, `portal.read` and `portal.write`.</summary>
    /// <example>["vehicle.read"]</example>
    [Required, MaxLength(20), StringLength(50)]
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>E-mail address of whoever looks after it, who is told of its secrets.</summary>
    /// <example>it@example.com</example>
    [Required, StringLength(254)]
    public string? OwnerContact { get; init; }

    /// <summary>Language of the mails to that address; absent: `en`.</summary>
    /// <example>en</example>
    [AllowedValues("en", "de", "pl"), StringLength(2)]
    public string? OwnerLanguage { get; init; }

    /// <summary>Most units a day that it may use, below the limit of the plan; the plan's limit if absent.</summary>
    /// <example>10000</example>
    [Range(1, int.MaxValue)]
    public int? DailyCap { get; init; }

    /// <summary>Address ranges (CIDR, IPv4 or IPv6) from which it may call; absent or empty means all.</summary>
    /// <example>["192.0.2.0/24"]</example>
    [MaxLength(20), StringLength(49)]
    public IReadOnlyList<string>? IpRanges { get; init; }

    /// <summary>How it proves who it is. Absent: as it is; for a new client <c>clientSecret</c>, or <c>none</c> for a native one.</summary>
    /// <example>clientSecret</example>
    [EnumText<ClientAuthMethod>]
    public string? AuthMethod { get; init; }

    /// <summary>Where codes are sent: <c>https</c>, <c>http://127.0.0.1</c>, <c>http://[::1]</c>, or for a native client a scheme with a dot. Compared byte for byte.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Where the browser may be sent after log-out; the same forms.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }

    /// <summary>Public keys, for `privateKeyJwt` only. A private key is refused.</summary>
    /// <example>null</example>
    public ClientKeySetCreate? Jwks { get; init; }

    /// <summary>Bind its tokens to a key that it must prove with each use (RFC 9449); false if absent.</summary>
    /// <example>false</example>
    public bool? DpopBound { get; init; }

    /// <summary>Take authorization requests only when pushed (RFC 9126); false if absent.</summary>
    /// <example>false</example>
    public bool? PushedRequestsOnly { get; init; }
}

/// <summary>A new client.</summary>
public sealed record ApiClientCreate : ApiClientSettings
{
    /// <summary>Which data it reads: <c>production</c>, or <c>sandbox</c> for synthetic data. Cannot be changed later.</summary>
    /// <example>sandbox</example>
    [Required, EnumText<ApiEnvironment>]
    public string? Environment { get; init; }

    /// <summary>What kind of program it is; <c>machine</c> if absent. Cannot be changed later.</summary>
    /// <example>machine</example>
    [EnumText<ClientKind>]
    public string? Kind { get; init; }

    /// <summary>Days until the first secret expires, 1 to 366; 366 if absent.</summary>
    /// <example>366</example>
    [Range(1, 366)]
    public int? SecretValidDays { get; init; }
}

/// <summary>The new state of a client, whole.</summary>
public sealed record ApiClientReplace : ApiClientSettings
{
    /// <summary>Whether it may get tokens.</summary>
    /// <example>active</example>
    [Required, EnumText<ClientState>]
    public string? State { get; init; }
}

/// <summary>Filters of the list of clients.</summary>
public sealed record ApiClientQuery : PageQuery
{
    /// <summary>Only clients of this environment.</summary>
    /// <example>production</example>
    [EnumText<ApiEnvironment>]
    public string? Environment { get; init; }
}

/// <summary>A client of the own organisation.</summary>
public sealed record ApiClient
{
    /// <summary>Id, sent as `client_id`.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    [StringLength(100), RegularExpression(ClientForms.Id)]
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    /// <example>Workshop planner</example>
    [StringLength(100)]
    public required string Name { get; init; }

    /// <summary>Which data it reads.</summary>
    /// <example>sandbox</example>
    public required ApiEnvironment Environment { get; init; }

    /// <summary>Whether it may get tokens.</summary>
    /// <example>active</example>
    public required ClientState State { get; init; }

    /// <summary>What kind of program it is.</summary>
    /// <example>machine</example>
    public required ClientKind Kind { get; init; }

    /// <summary>How it proves who it is.</summary>
    /// <example>clientSecret</example>
    public required ClientAuthMethod AuthMethod { get; init; }

    /// <summary>Grants that it may use.</summary>
    /// <example>["clientCredentials"]</example>
    [MaxLength(10)]
    public required IReadOnlyList<ClientGrant> Grants { get; init; }

    /// <summary>Codes of the products that it may call while the organisation has access to them.</summary>
    /// <example>["vehicle-identification"]</example>
    [MaxLength(20), StringLength(50)]
    public required IReadOnlyList<string> ProductCodes { get; init; }

    /// <summary>Scopes that its tokens may have.</summary>
    /// <example>["vehicle.read"]</example>
    [MaxLength(20), StringLength(50), RegularExpression(ClientForms.Scope)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whoever looks after it; null where the operator made it without.</summary>
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

    /// <summary>Address ranges (CIDR) from which it may call; empty means all.</summary>
    /// <example>["192.0.2.0/24"]</example>
    [MaxLength(20), StringLength(49)]
    public required IReadOnlyList<string> IpRanges { get; init; }

    /// <summary>Where codes are sent.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Where the browser may be sent after log-out.</summary>
    /// <example>[]</example>
    [MaxLength(20), StringLength(500)]
    public required IReadOnlyList<string> PostLogoutRedirectUris { get; init; }

    /// <summary>Its public keys, for `privateKeyJwt`.</summary>
    /// <example>null</example>
    public ClientKeySet? Jwks { get; init; }

    /// <summary>Its tokens are bound to a key.</summary>
    /// <example>false</example>
    public required bool DpopBound { get; init; }

    /// <summary>It begins authorizations by pushed requests only.</summary>
    /// <example>false</example>
    public required bool PushedRequestsOnly { get; init; }

    /// <summary>Its secrets, oldest first, without their text, each with its last use.</summary>
    [MaxLength(2)]
    public required IReadOnlyList<ClientSecret> Secrets { get; init; }

    /// <summary>When it last authenticated, to the minute; null if it never did.</summary>
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

    internal static ApiClient Of(Client client, IReadOnlyList<ApiProductRow> products) => new()
    {
        Id = client.Id,
        Name = client.Name,
        Environment = client.Environment == ClientEnvironment.Sandbox ? ApiEnvironment.Sandbox : ApiEnvironment.Production,
        State = client.State,
        Kind = client.Kind,
        AuthMethod = client.AuthMethod,
        Grants = client.Grants,
        ProductCodes = [.. products.Where(product => client.Rights.Contains(product.RightCode)).Select(product => product.Code)],
        Scopes = client.Scopes,
        OwnerContact = client.OwnerContact,
        OwnerLanguage = client.OwnerLanguage,
        DailyCap = client.DailyCap,
        IpRanges = client.IpRanges,
        RedirectUris = client.RedirectUris,
        PostLogoutRedirectUris = client.PostLogoutRedirectUris,
        Jwks = client.Jwks,
        DpopBound = client.DpopBound,
        PushedRequestsOnly = client.PushedRequestsOnly,
        Secrets = client.Secrets,
        LastUsedAt = client.LastUsedAt,
        Secret = client.Secret,
        CreatedAt = client.CreatedAt,
        UpdatedAt = client.UpdatedAt,
        Etag = client.Etag,
    };
}
