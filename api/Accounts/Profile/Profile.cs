using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.Accounts.Profile;

/// <summary>What a person is in the organisation.</summary>
public enum AccountRole
{
    /// <summary>A user, with the permissions of the organisation less those that were taken away.</summary>
    User,

    /// <summary>The legal representative of the organisation.</summary>
    LegalRepresentative,
}

/// <summary>State of an account.</summary>
public enum AccountState
{
    /// <summary>Made, but not activated yet.</summary>
    Invited,

    /// <summary>May sign in.</summary>
    Active,

    /// <summary>May not sign in for now.</summary>
    Suspended,

    /// <summary>Gone.</summary>
    Closed,
}

/// <summary>What the information research (AIR) costs, the cheapest first.</summary>
public enum AirPriceModel
{
    /// <summary>Nothing; no ticket is needed.</summary>
    Free,

    /// <summary>A ticket at the reduced price.</summary>
    Reduced,

    /// <summary>A ticket at the full price.</summary>
    Charged,

    /// <summary>By the price list WIR.</summary>
    Wir,
}

/// <summary>The signed-in person.</summary>
public sealed record Profile : PersonData
{
    /// <summary>Id; the <c>sub</c> of ID tokens.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    public required Guid Id { get; init; }

    /// <summary>Id of the organisation.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid OrganisationId { get; init; }

    /// <summary>Name of the organisation.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public required string OrganisationName { get; init; }

    /// <summary>Name by which the person logs on: the e-mail address, except for people of fleet customers.</summary>
    /// <example>claire.smith@example.com</example>
    [StringLength(254)]
    public required string Login { get; init; }

    /// <summary>E-mail address. It is changed by <c>POST /portal/v1/me/email-changes</c>.</summary>
    /// <example>claire.smith@example.com</example>
    [StringLength(254)]
    public required string Email { get; init; }

    /// <summary>What the person is in the organisation.</summary>
    /// <example>user</example>
    public required AccountRole Role { get; init; }

    /// <summary>State of the account.</summary>
    /// <example>active</example>
    public required AccountState State { get; init; }

    /// <summary>Codes of the permissions in force.</summary>
    /// <example>["brandBmw"]</example>
    [MaxLength(200), StringLength(100), RegularExpression(ClientForms.Right)]
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>What the information research (AIR) costs this person: the cheapest of the permissions held. Null if it is not open, for want of the permission <c>air</c> or of one with a price.</summary>
    /// <example>charged</example>
    public AirPriceModel? AirPriceModel { get; init; }

    /// <summary>Whether a second factor is set up.</summary>
    /// <example>false</example>
    public required bool HasSecondFactor { get; init; }

    /// <summary>When the person last logged on; null before the first time.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? LastSignedInAt { get; init; }

    /// <summary>When the password was last changed.</summary>
    /// <example>2026-09-01T10:00:00.000Z</example>
    public DateTimeOffset? PasswordChangedAt { get; init; }

    /// <summary>When the account was created.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When names, address, language or time zone were last changed.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change the data.</summary>
    /// <example>"v1-0123456789ab"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>The own data, whole. E-mail address, organisation, role and permissions cannot be changed here.</summary>
public sealed record ProfileReplace : PersonFields;
