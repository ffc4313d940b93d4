using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.AccessReports;

/// <summary>Who holds a right.</summary>
public enum AccessHolderKind
{
    /// <summary>The organisation itself.</summary>
    Organisation,

    /// <summary>A person.</summary>
    User,

    /// <summary>A program.</summary>
    Client,
}

/// <summary>Form of a report as a file.</summary>
public enum AccessReportFormat
{
    /// <summary>A table with a header (RFC 4180).</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,
}

/// <summary>Somebody who holds a right, since when, and by whom.</summary>
public sealed record AccessReportLine
{
    /// <summary>Organisation, person or program.</summary>
    /// <example>user</example>
    public required AccessHolderKind Holder { get; init; }

    /// <summary>Id of the organisation, of the account or of the client.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    [StringLength(100)]
    public required string HolderId { get; init; }

    /// <summary>Name of the holder.</summary>
    /// <example>Claire Smith</example>
    [StringLength(201)]
    public required string HolderName { get; init; }

    /// <summary>E-mail address of a person; null for others.</summary>
    /// <example>claire.smith@example.com</example>
    [StringLength(254)]
    public string? Email { get; init; }

    /// <summary>State of the holder: <c>active</c>, <c>invited</c>, <c>suspended</c>, <c>disabled</c> or <c>closed</c>.</summary>
    /// <example>active</example>
    [StringLength(20)]
    public required string HolderState { get; init; }

    /// <summary>Code of the right.</summary>
    /// <example>airCharged</example>
    [StringLength(100), RegularExpression(ClientForms.Right)]
    public required string Code { get; init; }

    /// <summary>Name of the right, in the language of the answer.</summary>
    /// <example>Information research (subject to a charge)</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Since when the holder has it.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Until when; null without an end.</summary>
    /// <example>2027-08-31T22:00:00.000Z</example>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Who gave it: a person of the organisation by name, else <c>administrator</c>; staff sees every actor.</summary>
    /// <example>administrator</example>
    [StringLength(300)]
    public required string GrantedBy { get; init; }

    /// <summary>The person has it because the organisation has it.</summary>
    /// <example>true</example>
    public required bool IsInherited { get; init; }

    /// <summary>The access is suspended: the holder has the right, and it opens nothing until the access is active again.</summary>
    /// <example>false</example>
    public required bool IsSuspended { get; init; }

    internal static AccessReportLine Of(AccessHolder row, string language, bool isStaff) => new()
    {
        Holder = Enum.Parse<AccessHolderKind>(row.HolderKind, ignoreCase: true),
        HolderId = row.HolderId,
        HolderName = row.HolderName,
        Email = row.Email,
        HolderState = row.HolderState,
        Code = row.Code,
        Name = language == "de" ? row.NameDe : row.NameEn,
        GrantedAt = row.Since,
        ValidUntil = row.ValidUntil,
        GrantedBy = row.IsGrantedInside ? row.GranterName! : !isStaff ? "administrator" : row.GranterName ?? row.GrantedBy,
        IsInherited = row.IsInherited,
        IsSuspended = row.IsSuspended,
    };
}

/// <summary>Filters of the report.</summary>
public sealed record AccessReportQuery : PageQuery
{
    /// <summary>Only holders of this kind.</summary>
    /// <example>user</example>
    [EnumText<AccessHolderKind>]
    public string? Holder { get; init; }

    /// <summary>Only this right.</summary>
    /// <example>airCharged</example>
    [StringLength(100)]
    public string? Code { get; init; }

    /// <summary>Only holders whose name or e-mail address contains this text, whatever its case.</summary>
    /// <example>smith</example>
    [StringLength(100)]
    public string? Q { get; init; }

    internal AccessHolderFilter Filter => new(Empty(Holder), Empty(Code), Empty(Q));

    internal static string? Empty(string? text) => text is { Length: > 0 } ? text : null;
}

/// <summary>Form and filters of the report as a file.</summary>
public sealed record AccessReportFileQuery
{
    /// <summary>Form of the file: <c>csv</c> or <c>ndjson</c>; where it is absent the one that <c>Accept</c> prefers, else CSV.</summary>
    /// <example>csv</example>
    [EnumText<AccessReportFormat>]
    public string? Format { get; init; }

    /// <summary>Only holders of this kind.</summary>
    /// <example>user</example>
    [EnumText<AccessHolderKind>]
    public string? Holder { get; init; }

    /// <summary>Only this right.</summary>
    /// <example>airCharged</example>
    [StringLength(100)]
    public string? Code { get; init; }

    /// <summary>Only holders whose name or e-mail address contains this text, whatever its case.</summary>
    /// <example>smith</example>
    [StringLength(100)]
    public string? Q { get; init; }

    internal AccessHolderFilter Filter => new(AccessReportQuery.Empty(Holder), AccessReportQuery.Empty(Code), AccessReportQuery.Empty(Q));
}
