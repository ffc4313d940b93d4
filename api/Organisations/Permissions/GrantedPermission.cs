using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Permissions;

/// <summary>A permission, and whether an organisation has it.</summary>
public sealed record GrantedPermission
{
    /// <summary>Code of the permission.</summary>
    /// <example>airCharged</example>
    [StringLength(100), RegularExpression(ClientForms.Right)]
    public required string Code { get; init; }

    /// <summary>Name, in the language of the answer.</summary>
    /// <example>Information research (subject to a charge)</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What its use costs; null where that is no matter of this permission.</summary>
    /// <example>charged</example>
    public PermissionPriceModel? PriceModel { get; init; }

    /// <summary>Whether the organisation has it today.</summary>
    /// <example>true</example>
    public required bool IsGranted { get; init; }

    /// <summary>Since when; null if the organisation does not have it.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>Until when; null without an end.</summary>
    /// <example>2027-08-31T22:00:00.000Z</example>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Who gave it: kind and id of the actor.</summary>
    /// <example>account:0197c9a0-0000-7000-8000-000000000105</example>
    [StringLength(200)]
    public string? GrantedBy { get; init; }

    /// <summary>Why.</summary>
    /// <example>Support request 4711</example>
    [StringLength(2000)]
    public string? Reason { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to grant or withdraw the permission.</summary>
    /// <example>"v0"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static GrantedPermission Of(HeldPermission held, string language) => new()
    {
        Code = held.Code,
        Name = held.NameIn(language),
        PriceModel = Permission.PriceModelOf(held),
        IsGranted = held.IsGranted,
        GrantedAt = held.ValidFrom,
        ValidUntil = held.ValidUntil,
        GrantedBy = held.GrantedBy,
        Reason = held.Reason,
        Etag = EntityTag.OfVersion(held.RightVersion),
    };
}

/// <summary>A grant, or a change of its end.</summary>
public sealed record PermissionGrant
{
    /// <summary>Until when (RFC 3339); absent without an end.</summary>
    /// <example>2027-08-31T22:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? ValidUntil { get; init; }

    /// <summary>Why; it stands in the change log and in the mail.</summary>
    /// <example>Support request 4711</example>
    [Required, StringLength(2000)]
    public string? Reason { get; init; }
}

/// <summary>Why something is withdrawn.</summary>
public sealed record PermissionWithdrawalQuery
{
    /// <summary>Why; it stands in the change log and in the mail.</summary>
    /// <example>Contract ended</example>
    [Required, StringLength(2000)]
    public string? Reason { get; init; }
}
