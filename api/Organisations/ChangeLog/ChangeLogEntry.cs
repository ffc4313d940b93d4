using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.ChangeLog;

/// <summary>What was done to an organisation.</summary>
public enum ChangeLogAct
{
    /// <summary>A change of data was asked for.</summary>
    ChangeRequested,

    /// <summary>It was approved.</summary>
    ChangeApplied,

    /// <summary>It was refused.</summary>
    ChangeRefused,

    /// <summary>It was withdrawn.</summary>
    ChangeWithdrawn,

    /// <summary>Phone, fax or homepage changed.</summary>
    ContactChanged,

    /// <summary>The VAT id was checked.</summary>
    VatChecked,

    /// <summary>A user was created.</summary>
    UserCreated,

    /// <summary>A user activated the account.</summary>
    UserActivated,

    /// <summary>A user was deleted.</summary>
    UserDeleted,

    /// <summary>The e-mail address of a user changed.</summary>
    UserEmailChanged,

    /// <summary>The permissions of a user changed.</summary>
    UserPermissionsChanged,

    /// <summary>The permissions of the organisation changed.</summary>
    OrganisationPermissionsChanged,

    /// <summary>The user group changed.</summary>
    UserGroupChanged,

    /// <summary>The organisation was suspended, taken back or closed.</summary>
    StateChanged,

    /// <summary>The legal representative was replaced.</summary>
    RepresentativeChanged,
}

/// <summary>What kind of actor.</summary>
public enum ChangeLogActorKind
{
    /// <summary>A user of the organisation.</summary>
    User,

    /// <summary>Staff of the operator.</summary>
    Administrator,

    /// <summary>The program itself, such as a check that is due.</summary>
    System,
}

/// <summary>A line of the change log. It is never changed; values of an erased person are removed.</summary>
public sealed record ChangeLogEntry
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>When it happened.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who acted.</summary>
    public required ChangeLogActor Actor { get; init; }

    /// <summary>What was done.</summary>
    /// <example>changeRequested</example>
    public required ChangeLogAct Act { get; init; }

    /// <summary>User that it was done to, where it was one.</summary>
    /// <example>null</example>
    public Guid? UserId { get; init; }

    /// <summary>Old and new values; empty where there are none, or where they were erased.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>Reason that was given.</summary>
    /// <example>null</example>
    [StringLength(2000)]
    public string? Reason { get; init; }
}

/// <summary>Who acted.</summary>
public sealed record ChangeLogActor
{
    /// <summary>What kind of actor; an administrator is named to administrators only.</summary>
    /// <example>user</example>
    public required ChangeLogActorKind Kind { get; init; }

    /// <summary>Id of the user, or for administrators of the account or client of the administrator.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000102</example>
    [StringLength(100)]
    public string? Id { get; init; }

    /// <summary>Name of the user.</summary>
    /// <example>John Smith</example>
    [StringLength(201)]
    public string? Name { get; init; }
}

/// <summary>Filters of the change log.</summary>
public sealed record ChangeLogQuery : PageQuery
{
    /// <summary>Only these acts; may be repeated.</summary>
    /// <example>["stateChanged"]</example>
    [MaxLength(15), EnumText<ChangeLogAct>]
    public string[]? Act { get; init; }

    /// <summary>Only lines at or after this instant (RFC 3339).</summary>
    /// <example>2026-10-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? CreatedFrom { get; init; }

    /// <summary>Only lines before this instant (RFC 3339).</summary>
    /// <example>2026-11-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? CreatedTo { get; init; }
}
