using System.Collections.Frozen;
using System.Net;
using Aos.Api.Platform.Audit;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Which copy of the catalogue data a caller reads: its own data, or the sandbox.</summary>
public enum DataSet : short
{
    /// <summary>The operator's own data.</summary>
    Production = 1,

    /// <summary>Synthetic data for trying out.</summary>
    Sandbox = 2,
}

/// <summary>Who calls: client, tenant, and what both may do, as found with the token. Immutable; shared by all requests with the same token.</summary>
public sealed class Principal
{
    /// <summary>Client that the token was issued to.</summary>
    public required string ClientId { get; init; }

    /// <summary>Tenant that the client belongs to; another one for a client that serves people of every organisation.</summary>
    public required Guid ClientTenantId { get; init; }

    /// <summary>Organisation whose sandbox twin the client's tenant is; null for every other tenant.</summary>
    public Guid? ClientParentTenantId { get; init; }

    /// <summary>Tenant whose data and rights apply.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Organisation whose sandbox twin the tenant is; null for every other tenant.</summary>
    public Guid? ParentTenantId { get; init; }

    /// <summary>Kind of the tenant: <c>organisation</c>, <c>fleetCustomer</c>, <c>owner</c>, <c>operator</c> or <c>sandbox</c>.</summary>
    public required string TenantKind { get; init; }

    /// <summary>Signed-in person; null for a machine.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>True for the legal representative of an organisation.</summary>
    public bool IsRepresentative { get; init; }

    /// <summary>The person's password must be changed before anything else.</summary>
    public bool IsPasswordChangeDue { get; init; }

    /// <summary>New conditions of use have not been accepted in their time: nothing opens but their acceptance.</summary>
    public bool IsConditionsDue { get; init; }

    /// <summary>Sign-in session that the token belongs to; null for a machine, and for what outlives the sign-in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>When the person signed in; null for a machine.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Thumbprint of the key that the token is bound to (RFC 9449); null for a bearer token.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>Authorization that the token belongs to; revoking it kills all its tokens.</summary>
    public required Guid Family { get; init; }

    /// <summary>Scopes of the token.</summary>
    public required FrozenSet<string> Scopes { get; init; }

    /// <summary>Rights in force, by code.</summary>
    public required FrozenDictionary<string, GrantedRight> Rights { get; init; }

    /// <summary>Rights to products that the operator has announced only, or retired: whoever calls, they open nothing.</summary>
    public required string[] Unavailable { get; init; }

    /// <summary>Catalogue data that this caller reads.</summary>
    public required DataSet DataSet { get; init; }

    /// <summary>Brands whose data the caller sees; without any, lists are empty.</summary>
    public required string[] Brands { get; init; }

    /// <summary>Kinds of vehicles that the caller sees: <c>car</c>, <c>motorcycle</c>; empty means all.</summary>
    public required string[] VehicleKinds { get; init; }

    /// <summary>Units a day of each product that the client may take at most; null for as many as its tenant.</summary>
    public int? DailyCap { get; init; }

    /// <summary>Addresses from which the client may call; empty means all.</summary>
    public required IPNetwork[] AddressRanges { get; init; }

    /// <summary>Until when this knowledge may be used without asking the database again.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>Data set, brands and vehicle kinds in one text: callers with the same text see the same catalogue.</summary>
    public required string Visibility { get; init; }

    /// <summary>This caller in the audit.</summary>
    public Actor Actor => AccountId is { } account ? new("account", account.ToString(), ClientId) : new("client", ClientId, ClientId);
}

/// <summary>A right in force.</summary>
/// <param name="Suspended">True while the access is suspended for unpaid invoices.</param>
/// <param name="ConditionsDue">Newer conditions of use of the product have not been accepted in their time.</param>
/// <param name="PerSecond">Calls a second that its plan permits; null for rights without a plan.</param>
/// <param name="PerDay">Units a day that its plan permits to the tenant; null for rights without a plan.</param>
public sealed record GrantedRight(bool Suspended, bool ConditionsDue, int? PerSecond, int? PerDay);
