using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Organisations.Registrations;

namespace Aos.Api.Organisations.Closings;

/// <summary>What the registration held besides the data that the organisation and its legal representative have from it.</summary>
public sealed record ExportedRegistration
{
    /// <summary>When it was sent.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When the e-mail address was confirmed.</summary>
    /// <example>2026-09-01T10:05:00.000Z</example>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it was approved.</summary>
    /// <example>2026-09-02T08:15:30.000Z</example>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Remarks of the applicant; absent without.</summary>
    /// <example>We repair vehicles of all makes.</example>
    [StringLength(2000)]
    public string? Remarks { get; init; }

    /// <summary>Names and sizes of the files that were attached; they are deleted 90 days after the approval.</summary>
    [MaxLength(AttachmentRules.MaxInAll)]
    public required IReadOnlyList<RegistrationAttachment> Attachments { get; init; }

    /// <summary>Texts that were accepted.</summary>
    public required RegistrationAcceptances Consents { get; init; }

    internal static ExportedRegistration Of(Registration registration) => new()
    {
        SubmittedAt = registration.SubmittedAt,
        ConfirmedAt = registration.ConfirmedAt,
        ApprovedAt = registration.DecidedAt,
        Remarks = registration.Remarks,
        Attachments = registration.Attachments,
        Consents = registration.Consents,
    };
}

/// <summary>Permissions that were withdrawn from a user.</summary>
public sealed record WithdrawnPermissions
{
    /// <summary>Id of the user.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    public required Guid UserId { get; init; }

    /// <summary>Codes of the permissions, those too that the organisation does not have today.</summary>
    /// <example>["bookTickets"]</example>
    [MaxLength(500), StringLength(100)]
    public required IReadOnlyList<string> Permissions { get; init; }
}

/// <summary>An application for API products, with its questions and answers.</summary>
public sealed record ExportedApiApplication
{
    /// <summary>Where it was sent.</summary>
    /// <example>production</example>
    public required ApiEnvironment Environment { get; init; }

    /// <summary>The application.</summary>
    public required ApiApplications.ApiApplication Application { get; init; }
}

/// <summary>Access to an API product, with its history.</summary>
public sealed record ExportedApiSubscription
{
    /// <summary>The access.</summary>
    public required ApiSubscription Subscription { get; init; }

    /// <summary>What happened to it, oldest first.</summary>
    [MaxLength(10_000)]
    public required IReadOnlyList<ApiSubscriptionEvent> History { get; init; }
}
