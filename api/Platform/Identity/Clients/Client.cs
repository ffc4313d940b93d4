using System.ComponentModel.DataAnnotations;

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
}

/// <summary>A program that calls the API with tokens of its own.</summary>
public sealed record Client
{
    /// <summary>Id, sent as <c>client_id</c>.</summary>
    /// <example>demo-workshop</example>
    public required string Id { get; init; }

    /// <summary>Tenant that the client belongs to and whose rights bound its own.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid TenantId { get; init; }

    /// <summary>Name for people.</summary>
    /// <example>Workshop planner</example>
    public required string Name { get; init; }

    /// <summary>Which data it reads; follows from the kind of its tenant.</summary>
    public required ClientEnvironment Environment { get; init; }

    /// <summary>Whether it may get tokens.</summary>
    public required ClientState State { get; init; }

    /// <summary>Grants that it may use.</summary>
    public required IReadOnlyList<ClientGrant> Grants { get; init; }

    /// <summary>Scopes that its tokens may have.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Rights of the client; a right counts only while its tenant holds it too.</summary>
    public required IReadOnlyList<string> Rights { get; init; }

    /// <summary>Address ranges (CIDR) from which it may call; empty means all.</summary>
    public required IReadOnlyList<string> IpRanges { get; init; }

    /// <summary>Its secrets, oldest first, without their text.</summary>
    public required IReadOnlyList<ClientSecret> Secrets { get; init; }

    /// <summary>The text of the first secret: only in the answer that created the client, never again.</summary>
    public string? Secret { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change or delete the client.</summary>
    /// <example>"v1"</example>
    public required string Etag { get; init; }
}

/// <summary>One of the two secrets that a client can have at a time.</summary>
public sealed record ClientSecret
{
    /// <summary>Id of the secret.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its text, sent as <c>client_secret</c>: only in the answer that created it, never again.</summary>
    public string? Secret { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to delete the secret.</summary>
    /// <example>"v1"</example>
    public required string Etag { get; init; }
}
