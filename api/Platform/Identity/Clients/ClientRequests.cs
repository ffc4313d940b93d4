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
}

/// <summary>A new client.</summary>
public sealed record ClientCreate : ClientSettings
{
    /// <summary>Tenant that the client belongs to (UUID). A client of a sandbox tenant reads sandbox data.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid")]
    [Required, StringLength(36)]
    public string? TenantId { get; init; }

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
