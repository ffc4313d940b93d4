using System.Net;
using Aos.Api.Platform.Identity.Access;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>What the authorization server needs to know of a client that is active. Never a secret.</summary>
internal sealed record ClientFacts
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Name of its tenant: the publisher that the consent page shows.</summary>
    public required string TenantName { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>People of this realm sign in through it: <c>portal</c>, <c>fleet</c> or <c>owner</c>.</summary>
    public required string Realm { get; init; }

    /// <summary><c>production</c> or <c>sandbox</c>.</summary>
    public required string Environment { get; init; }

    /// <summary><c>machine</c>, <c>web</c> or <c>native</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>none</c>, <c>client_secret</c> or <c>private_key_jwt</c>.</summary>
    public required string AuthMethod { get; init; }

    /// <summary>Grants that it may use, as <see cref="ClientGrant"/> in lower camel case.</summary>
    public required string[] Grants { get; init; }

    /// <summary>Scopes that its tokens may have.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>Registered redirect URIs, compared byte for byte.</summary>
    public required string[] RedirectUris { get; init; }

    /// <summary>Registered redirect URIs after log-out.</summary>
    public required string[] PostLogoutRedirectUris { get; init; }

    /// <summary>Address ranges (CIDR) from which it may call; empty means all.</summary>
    public required string[] IpRanges { get; init; }

    /// <summary><c>ownTenant</c> or <c>anyTenant</c>.</summary>
    public required string UserReach { get; init; }

    /// <summary>Belongs to every installation and skips consent.</summary>
    public bool FirstParty { get; init; }

    /// <summary>Audiences for which it may get tokens.</summary>
    public required string[] Audiences { get; init; }

    /// <summary>Audiences whose tokens it may introspect.</summary>
    public required string[] Introspects { get; init; }

    /// <summary>Its tokens are bound to a key (RFC 9449).</summary>
    public bool DpopBound { get; init; }

    /// <summary>It may begin an authorization by a pushed request only (RFC 9126).</summary>
    public bool PushedRequestsOnly { get; init; }

    /// <summary><c>RS256</c> or <c>ES256</c>.</summary>
    public required string IdTokenAlgorithm { get; init; }

    /// <summary>What was authorized before this instant has ended.</summary>
    public DateTime? AuthorizedFrom { get; init; }

    /// <summary>It has no credentials: everybody can call under its id.</summary>
    public bool IsPublic => AuthMethod == "none";

    /// <summary>People act in the sandbox twin of their organisation through it.</summary>
    public bool IsSandbox => Environment == "sandbox";

    /// <summary>True if it may use a grant.</summary>
    public bool May(ClientGrant grant) => Grants.Contains(grant.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>True if it may call from an address.</summary>
    public bool MayCallFrom(IPAddress? address) => AddressRanges.Contain([.. IpRanges.Select(IPNetwork.Parse)], address);
}
