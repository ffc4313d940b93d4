using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Staff;

/// <summary>State of a member of staff.</summary>
public enum StaffState
{
    /// <summary>Has not used the link of the invitation.</summary>
    Invited,

    /// <summary>May sign in.</summary>
    Active,

    /// <summary>May not sign in.</summary>
    Suspended,
}

/// <summary>A member of the operator's staff.</summary>
public sealed record StaffMember
{
    /// <summary>Id of the account.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000105</example>
    public required Guid Id { get; init; }

    /// <summary>E-mail address, by which the person signs in.</summary>
    /// <example>ada@operator.example</example>
    [StringLength(254)]
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    /// <example>Ada</example>
    [StringLength(100)]
    public required string FirstName { get; init; }

    /// <summary>Last name.</summary>
    /// <example>Hill</example>
    [StringLength(100)]
    public required string LastName { get; init; }

    /// <summary>State of the account.</summary>
    /// <example>active</example>
    public required StaffState State { get; init; }

    /// <summary>Whether a second factor is set up; without one the next sign-in sets it up.</summary>
    /// <example>true</example>
    public required bool HasSecondFactor { get; init; }

    /// <summary>Rights in force, in the order of codes.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<StaffRight> Rights { get; init; }

    /// <summary>When the person last signed in; null before the first time.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? LastSignedInAt { get; init; }

    /// <summary>When the account was created.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change the rights.</summary>
    /// <example>"v1-en"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static StaffMember Of(StaffRow row, IEnumerable<StaffRightRow> rights, string language) => new()
    {
        Id = row.Id,
        Email = row.Email,
        FirstName = row.FirstName,
        LastName = row.LastName,
        State = Enum.Parse<StaffState>(row.State, ignoreCase: true),
        HasSecondFactor = row.HasSecondFactor,
        Rights = [.. rights.Select(right => new StaffRight
        {
            Code = right.Code,
            Name = language == "de" ? right.NameDe : right.NameEn,
            ValidUntil = right.ValidUntil,
            GrantedAt = right.GrantedAt,
            GrantedBy = right.GrantedBy,
        })],
        LastSignedInAt = row.LastSignedInAt,
        CreatedAt = row.CreatedAt,
        Etag = EntityTag.OfVersion(row.Version, language),
    };
}

/// <summary>A right of a member of staff.</summary>
public sealed record StaffRight
{
    /// <summary>Code of the right.</summary>
    /// <example>permissions.administer</example>
    [StringLength(100), RegularExpression(ClientForms.Right)]
    public required string Code { get; init; }

    /// <summary>Name, in the language of the answer.</summary>
    /// <example>Administer permissions</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Until when; null without an end.</summary>
    /// <example>2027-08-31T22:00:00.000Z</example>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Since when.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Who gave it: kind and id of the actor.</summary>
    /// <example>account:0197c9a0-0000-7000-8000-000000000105</example>
    [StringLength(200)]
    public required string GrantedBy { get; init; }
}

/// <summary>A right that somebody gets.</summary>
public sealed record StaffRightGrant
{
    /// <summary>Code of the right.</summary>
    /// <example>permissions.administer</example>
    [Required, StringLength(100), RegularExpression(ClientForms.Right)]
    public string? Code { get; init; }

    /// <summary>Until when (RFC 3339); absent without an end.</summary>
    /// <example>2027-08-31T22:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? ValidUntil { get; init; }
}

/// <summary>All rights of a member of staff.</summary>
public sealed record StaffRightsReplace
{
    /// <summary>The rights; those that are not named are taken away.</summary>
    [Required, MaxLength(200)]
    public IReadOnlyList<StaffRightGrant>? Rights { get; init; }
}

/// <summary>Somebody who shall belong to the staff.</summary>
public sealed record StaffInvite
{
    /// <summary>E-mail address, by which the person will sign in; the invitation goes there.</summary>
    /// <example>grace@operator.example</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>First name.</summary>
    /// <example>Grace</example>
    [Required, StringLength(100)]
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    /// <example>Lake</example>
    [Required, StringLength(100)]
    public string? LastName { get; init; }

    /// <summary>Language: <c>en-GB</c>, <c>de-DE</c> or <c>pl-PL</c>.</summary>
    /// <example>en-GB</example>
    [Required, AllowedValues("en-GB", "de-DE", "pl-PL")]
    public string? Language { get; init; }

    /// <summary>Time zone by its IANA name.</summary>
    /// <example>Europe/Berlin</example>
    [Required, StringLength(100)]
    public string? TimeZone { get; init; }

    /// <summary>Rights from the start; absent for none.</summary>
    [MaxLength(200)]
    public IReadOnlyList<StaffRightGrant>? Rights { get; init; }
}

/// <summary>Filters of the list of staff.</summary>
public sealed record StaffQuery : PageQuery
{
    /// <summary>Only people in this state.</summary>
    /// <example>active</example>
    [EnumText<StaffState>]
    public string? State { get; init; }

    /// <summary>Only people whose name or e-mail address contains this text, whatever its case.</summary>
    /// <example>hill</example>
    [StringLength(100)]
    public string? Q { get; init; }
}
