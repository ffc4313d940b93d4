using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.States;

/// <summary>An organisation as administrators see it.</summary>
public sealed record AdministeredOrganisation : OrganisationData
{
    [SetsRequiredMembers]
    internal AdministeredOrganisation(TenantFacts tenant, OrganisationRow row, string language)
        : base(tenant, row, language)
    {
        VehicleKinds = tenant.VehicleKinds;
        VatBlocked = tenant.VatBlocked;
        StateReason = row.StateReason;
        StateChangedAt = row.StateChangedAt;
    }

    /// <summary>Kinds of vehicles that it sees: <c>car</c>, <c>motorcycle</c>; empty means all.</summary>
    /// <example>[]</example>
    [MaxLength(10), StringLength(20)]
    public required IReadOnlyList<string> VehicleKinds { get; init; }

    /// <summary>The VAT register does not know the VAT id of the organisation: it may not buy tickets or read CarData.</summary>
    /// <example>false</example>
    public required bool VatBlocked { get; init; }

    /// <summary>Why the state last changed; absent where the organisation has closed itself.</summary>
    /// <example>null</example>
    [StringLength(2000)]
    public string? StateReason { get; init; }

    /// <summary>When the state last changed.</summary>
    /// <example>null</example>
    public DateTimeOffset? StateChangedAt { get; init; }
}

/// <summary>Filters of the list of organisations.</summary>
public sealed record OrganisationQuery : PageQuery
{
    /// <summary>Only organisations in this state.</summary>
    /// <example>active</example>
    [EnumText<OrganisationStatus>]
    public string? Status { get; init; }

    /// <summary>Only organisations of this user group.</summary>
    /// <example>independentWorkshop</example>
    [StringLength(50)]
    public string? UserGroup { get; init; }

    /// <summary>Only organisations of this country (ISO 3166-1 alpha-2).</summary>
    /// <example>BE</example>
    [StringLength(2, MinimumLength = 2)]
    public string? Country { get; init; }

    /// <summary>Only organisations whose name contains this text, or whose customer number begins with it, whatever its case.</summary>
    /// <example>b2io4000</example>
    [StringLength(100)]
    public string? Q { get; init; }
}

/// <summary>Why the state of an organisation or a user changes.</summary>
public sealed record StateChangeRequest
{
    /// <summary>Reason, which the legal representative gets; 10 to 2,000 characters.</summary>
    /// <example>Misuse of the portal, see request 4711.</example>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Reason { get; init; }
}

/// <summary>Who becomes the legal representative.</summary>
public sealed record RepresentativeChange
{
    /// <summary>Id of a user of the organisation who is active (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    [Required, TextFormat("uuid"), StringLength(36)]
    public string? UserId { get; init; }

    /// <summary>Reason, for the record; 10 to 2,000 characters.</summary>
    /// <example>The former representative has left, support request 4711.</example>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Reason { get; init; }
}

/// <summary>The user group of an organisation.</summary>
public sealed record OrganisationUserGroup
{
    /// <summary>Code of the user group.</summary>
    /// <example>authority</example>
    [Required, StringLength(50)]
    public string? UserGroup { get; init; }
}
