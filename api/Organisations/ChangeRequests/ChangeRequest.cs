using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.ChangeRequests;

/// <summary>State of a change request.</summary>
public enum ChangeRequestState
{
    /// <summary>Waits for an administrator.</summary>
    Open,

    /// <summary>Approved: the organisation has the values.</summary>
    Applied,

    /// <summary>Refused, with a reason.</summary>
    Refused,

    /// <summary>Taken back by the representative.</summary>
    Withdrawn,
}

/// <summary>One field that changes: the stored value and the wanted one side by side.</summary>
public sealed record FieldChange
{
    /// <summary>Name of the field, as in the organisation.</summary>
    /// <example>street</example>
    [StringLength(50)]
    public required string Field { get; init; }

    /// <summary>Stored value; absent for none.</summary>
    /// <example>Siegfried-Marcus-Str. 24</example>
    [StringLength(10_000)]
    public string? OldValue { get; init; }

    /// <summary>Wanted value; absent for none.</summary>
    /// <example>Siegfried-Marcus-Str. 26</example>
    [StringLength(10_000)]
    public string? NewValue { get; init; }

    /// <summary>Changes as details of the audit.</summary>
    internal static Dictionary<string, string?> Details(IEnumerable<FieldChange> changes)
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var change in changes)
            (details["old." + change.Field], details["new." + change.Field]) = (change.OldValue, change.NewValue);
        return details;
    }
}

/// <summary>Who asked for a change.</summary>
public sealed record ChangeRequestAuthor
{
    /// <summary>Id of the user.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000102</example>
    public required Guid Id { get; init; }

    /// <summary>Name of the user.</summary>
    /// <example>John Smith</example>
    [StringLength(201)]
    public required string Name { get; init; }
}

/// <summary>A request to change data that an administrator confirms.</summary>
public record ChangeRequest
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>State.</summary>
    /// <example>open</example>
    public required ChangeRequestState State { get; init; }

    /// <summary>What changes.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>Who asked.</summary>
    public required ChangeRequestAuthor RequestedBy { get; init; }

    /// <summary>When it was last asked for.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Day by which it should be decided: two working days later.</summary>
    /// <example>2026-10-07</example>
    public required DateOnly DueOn { get; init; }

    /// <summary>What the VAT register said of the wanted VAT id; null if that does not change.</summary>
    /// <example>null</example>
    public VatStatus? VatStatus { get; init; }

    /// <summary>How name and address compare with the VAT register.</summary>
    /// <example>null</example>
    public VatMatch? VatMatch { get; init; }

    /// <summary>When it was decided; null while it is open.</summary>
    /// <example>null</example>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused.</summary>
    /// <example>null</example>
    [StringLength(2000)]
    public string? Reason { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to withdraw the request.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>A change request as administrators see it.</summary>
public sealed record ChangeRequestReview : ChangeRequest
{
    /// <summary>Organisation that asks.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid OrganisationId { get; init; }

    /// <summary>Its name today.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public required string OrganisationName { get; init; }

    /// <summary>It is open, and its two working days are over.</summary>
    /// <example>false</example>
    public required bool Late { get; init; }

    /// <summary>Kind and id of who decided, with a colon between; null while it is open.</summary>
    /// <example>null</example>
    [StringLength(150)]
    public string? DecidedBy { get; init; }
}

/// <summary>Why a change request is refused.</summary>
public sealed record ChangeRequestRefusal
{
    /// <summary>Reason, which the representative gets; 10 to 2,000 characters.</summary>
    /// <example>Please attach the extract of the trade register first.</example>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Reason { get; init; }
}

/// <summary>Filters of the list of change requests.</summary>
public sealed record ChangeRequestQuery : PageQuery
{
    /// <summary>Only requests in this state.</summary>
    /// <example>open</example>
    [EnumText<ChangeRequestState>]
    public string? State { get; init; }

    /// <summary>Only requests that are late, or that are not.</summary>
    /// <example>true</example>
    public bool? Late { get; init; }

    /// <summary>Only requests of this organisation (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid"), StringLength(36)]
    public string? OrganisationId { get; init; }
}
