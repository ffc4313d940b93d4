using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>What an application says, and where it stands.</summary>
public abstract record ApiApplicationFacts
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>Where it stands.</summary>
    /// <example>submitted</example>
    public required ApiApplicationState State { get; init; }

    /// <summary>Products that are applied for, with their plan once it is approved.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<ApiProductGrant> Products { get; init; }

    /// <summary>What the data are wanted for.</summary>
    /// <example>Service reminders for the customers of our workshop.</example>
    [StringLength(2000)]
    public required string Purpose { get; init; }

    /// <summary>The software that will use the data.</summary>
    /// <example>A planner for workshop appointments, in production since 2019.</example>
    [StringLength(2000)]
    public required string SoftwareDescription { get; init; }

    /// <summary>Expected calls a month.</summary>
    /// <example>20000</example>
    [Range(1, int.MaxValue)]
    public required int ExpectedCalls { get; init; }

    /// <summary>Markets (ISO 3166-1 alpha-2).</summary>
    /// <example>["DE","PL"]</example>
    [MaxLength(250), StringLength(2)]
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>Whom to ask about the software.</summary>
    public required TechnicalContact TechnicalContact { get; init; }

    /// <summary>Redirect addresses.</summary>
    /// <example>["https://app.example.com/callback"]</example>
    [MaxLength(20), StringLength(500)]
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Callback address.</summary>
    /// <example>https://app.example.com/events</example>
    [StringLength(500)]
    public string? WebhookUrl { get; init; }

    /// <summary>Conditions of use that were accepted with it.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<AcceptedConditions> AcceptedConditions { get; init; }

    /// <summary>Questions and answers, oldest first.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<ApiApplicationMessage> Messages { get; init; }

    /// <summary>When it was sent.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Day by which the review is meant to be done: five working days after the sending.</summary>
    /// <example>2026-10-12</example>
    public required DateOnly ReviewDueOn { get; init; }

    /// <summary>Until when the question must be answered; null unless one is open.</summary>
    /// <example>2026-11-04T08:15:30.000Z</example>
    public DateTimeOffset? AnswerDueAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    /// <example>2026-10-08T10:00:00.000Z</example>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused; null otherwise.</summary>
    /// <example>The software description does not say who sees the data.</example>
    [StringLength(2000)]
    public string? Reason { get; init; }

    /// <summary>Permissions for brands that came with the approval.</summary>
    /// <example>["brandExample"]</example>
    [MaxLength(50), StringLength(100)]
    public required IReadOnlyList<string> BrandPermissions { get; init; }

    /// <summary>Entity tag.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>An application of the own organisation.</summary>
public sealed record ApiApplication : ApiApplicationFacts;

/// <summary>An application as the reviewer sees it.</summary>
public sealed record AdministeredApiApplication : ApiApplicationFacts
{
    /// <summary>Organisation that applies.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid OrganisationId { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public required string OrganisationName { get; init; }

    /// <summary>Account of the person who applied.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    public required Guid ApplicantId { get; init; }

    /// <summary>Who decided, as `account:` or `client:` with the id; null before, and where the applicant ended it.</summary>
    /// <example>account:0197c9a0-0000-7000-8000-000000000105</example>
    [StringLength(200)]
    public string? DecidedBy { get; init; }
}
