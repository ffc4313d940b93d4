using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Aos.Api.Organisations.ApiClients;
using Aos.Api.Organisations.ChangeLog;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Usage;

namespace Aos.Api.Organisations.Closings;

/// <summary>A closing that an organisation has asked for.</summary>
public sealed record OrganisationClosing
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>When it was asked for.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the organisation is closed for good, 30 days later; until then it can be withdrawn.</summary>
    /// <example>2026-11-04T08:15:30.000Z</example>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Path of the job that makes a copy of the data of the organisation; the copy is kept until the organisation is closed.</summary>
    /// <example>/portal/v1/jobs/0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5e</example>
    [StringLength(200)]
    public required string ExportJob { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to withdraw the closing.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static OrganisationClosing Of(ClosingRow row) => new()
    {
        Id = row.Id,
        RequestedAt = row.RequestedAt,
        ClosesAt = row.ClosesAt,
        ExportJob = $"/portal/v1/jobs/{row.ExportJob}",
        Etag = EntityTag.OfVersion(row.Version),
    };
}

/// <summary>A wish to close the own organisation.</summary>
public sealed record OrganisationClosingCreate
{
    /// <summary>Customer number of the organisation, or its name if it has none: so that nobody closes it by accident.</summary>
    /// <example>b2io40002785</example>
    [Required, StringLength(200)]
    public string? Confirmation { get; init; }
}

/// <summary>What a line of the export holds.</summary>
public enum OrganisationExportKind
{
    /// <summary>Data of the organisation.</summary>
    Organisation,

    /// <summary>The registration that the organisation came from.</summary>
    Registration,

    /// <summary>Conditions of use that were accepted.</summary>
    ConditionAcceptance,

    /// <summary>A change request.</summary>
    ChangeRequest,

    /// <summary>An application for API products.</summary>
    ApiApplication,

    /// <summary>Access to an API product with its history.</summary>
    ApiSubscription,

    /// <summary>An API client, without its secrets.</summary>
    ApiClient,

    /// <summary>A user.</summary>
    User,

    /// <summary>Permissions that were withdrawn from a user.</summary>
    WithdrawnPermissions,

    /// <summary>What a client called on a day.</summary>
    Usage,

    /// <summary>A line of the change log.</summary>
    ChangeLogEntry,
}

/// <summary>One line of the copy of the data of an organisation; what its kind says is set, the others are absent.</summary>
public sealed record OrganisationExportLine
{
    /// <summary>What the line holds.</summary>
    /// <example>user</example>
    public required OrganisationExportKind Kind { get; init; }

    /// <summary>Data of the organisation.</summary>
    public OrganisationExport? Organisation { get; init; }

    /// <summary>The registration that the organisation came from.</summary>
    public ExportedRegistration? Registration { get; init; }

    /// <summary>Conditions of use that were accepted.</summary>
    public ConditionAcceptance? ConditionAcceptance { get; init; }

    /// <summary>A change request.</summary>
    public ChangeRequest? ChangeRequest { get; init; }

    /// <summary>An application for API products.</summary>
    public ExportedApiApplication? ApiApplication { get; init; }

    /// <summary>Access to an API product with its history.</summary>
    public ExportedApiSubscription? ApiSubscription { get; init; }

    /// <summary>An API client, without its secrets.</summary>
    public ApiClient? ApiClient { get; init; }

    /// <summary>A user.</summary>
    public OrganisationUser? User { get; init; }

    /// <summary>Permissions that were withdrawn from a user.</summary>
    public WithdrawnPermissions? WithdrawnPermissions { get; init; }

    /// <summary>What a client called on a day (UTC), by product and operation.</summary>
    public UsageItem? Usage { get; init; }

    /// <summary>A line of the change log.</summary>
    public ChangeLogEntry? ChangeLogEntry { get; init; }
}

/// <summary>Data of the organisation in its copy.</summary>
public sealed record OrganisationExport : OrganisationData
{
    [SetsRequiredMembers]
    internal OrganisationExport(TenantFacts tenant, OrganisationRow row, IReadOnlyList<string> permissions, string language)
        : base(tenant, row, language) => Permissions = permissions;

    /// <summary>Codes of its permissions.</summary>
    /// <example>["bookTickets"]</example>
    [MaxLength(500), StringLength(100)]
    public required IReadOnlyList<string> Permissions { get; init; }
}
