using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Accounts.Profile;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Users;

/// <summary>State of a user of an organisation.</summary>
public enum UserState
{
    /// <summary>Has not confirmed the e-mail address yet.</summary>
    Invited,

    /// <summary>May sign in.</summary>
    Active,

    /// <summary>Suspended by an administrator.</summary>
    Suspended,
}

/// <summary>A user of an organisation. Never a password or a session.</summary>
public sealed record OrganisationUser : PersonData
{
    /// <summary>Id.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    public required Guid Id { get; init; }

    /// <summary>E-mail address, by which the user logs on.</summary>
    /// <example>joe.smith@example.com</example>
    [StringLength(254)]
    public required string Email { get; init; }

    /// <summary>What the person is in the organisation.</summary>
    /// <example>user</example>
    public required AccountRole Role { get; init; }

    /// <summary>State.</summary>
    /// <example>active</example>
    public required UserState State { get; init; }

    /// <summary>The user has confirmed the e-mail address.</summary>
    /// <example>true</example>
    public required bool EmailConfirmed { get; init; }

    /// <summary>The mail with the activation link can be sent again.</summary>
    /// <example>false</example>
    public required bool CanResendConfirmation { get; init; }

    /// <summary>The user can be deleted; the legal representative cannot.</summary>
    /// <example>true</example>
    public required bool CanDelete { get; init; }

    /// <summary>When the user last logged on; null before the first time.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? LastSignedInAt { get; init; }

    /// <summary>When the account was created.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change or delete the user.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static OrganisationUser Of(Account account) => new()
    {
        Id = account.Id,
        Email = account.Email,
        Title = account.Title is { } title ? Enum.Parse<PersonTitle>(title, ignoreCase: true) : null,
        LastName = account.LastName,
        FirstName = account.FirstName,
        Phone = account.Phone,
        Language = account.Language,
        TimeZone = account.TimeZone,
        Role = account.Representative ? AccountRole.LegalRepresentative : AccountRole.User,
        State = Enum.Parse<UserState>(account.State, ignoreCase: true),
        EmailConfirmed = account.State != AccountStates.Invited,
        CanResendConfirmation = account.State == AccountStates.Invited,
        CanDelete = !account.Representative,
        LastSignedInAt = account.LastSignedInAt,
        CreatedAt = account.CreatedAt,
        Etag = EntityTag.OfVersion(account.Version),
    };
}

/// <summary>A new user.</summary>
public sealed record UserCreate : PersonFields
{
    /// <summary>E-mail address; it acts as login name.</summary>
    /// <example>joe.smith@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>Codes of the permissions that the user gets, out of those of the organisation; absent means all, also later ones.</summary>
    /// <example>null</example>
    [MaxLength(200), StringLength(100)]
    public IReadOnlyList<string>? Permissions { get; init; }
}

/// <summary>The data of a user, whole. E-mail address, role and permissions are changed elsewhere.</summary>
public sealed record UserReplace : PersonFields;

/// <summary>The right e-mail address of a user who has not confirmed one yet.</summary>
public sealed record UserEmailReplace
{
    /// <summary>E-mail address.</summary>
    /// <example>joe.smith@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }
}

/// <summary>A wish for another e-mail address of a user.</summary>
public sealed record UserEmailChangeRequest
{
    /// <summary>The new address, which the user confirms.</summary>
    /// <example>joe@example.org</example>
    [Required, StringLength(254)]
    public string? NewEmail { get; init; }

    /// <summary>The password of the representative who asks; never that of the user.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? CurrentPassword { get; init; }
}

/// <summary>A wish of an administrator for another e-mail address of a user.</summary>
public sealed record AdministeredEmailChangeRequest
{
    /// <summary>The new address, which the user confirms.</summary>
    /// <example>joe@example.org</example>
    [Required, StringLength(254)]
    public string? NewEmail { get; init; }
}

/// <summary>Filters of the list of users.</summary>
public sealed record UserQuery : PageQuery
{
    /// <summary>Only users in this state.</summary>
    /// <example>active</example>
    [EnumText<UserState>]
    public string? State { get; init; }

    /// <summary>Only users who have this permission.</summary>
    /// <example>bookTickets</example>
    [StringLength(100)]
    public string? Permission { get; init; }

    /// <summary>Only users whose name or e-mail address contains this text, whatever its case.</summary>
    /// <example>smith</example>
    [StringLength(100)]
    public string? Q { get; init; }

    /// <summary>Order: <c>email</c> (the default), <c>-email</c>, <c>name</c> (last name first) or <c>-name</c>.</summary>
    /// <example>email</example>
    [AllowedValues("email", "-email", "name", "-name")]
    public string? Sort { get; init; }
}
