using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>Where an application stands.</summary>
public enum ApiApplicationState
{
    /// <summary>Waits for the review.</summary>
    Submitted,

    /// <summary>Waits for an answer of the applicant; closed after 30 days without one.</summary>
    WaitingForApplicant,

    /// <summary>Approved: the organisation has access to the products.</summary>
    Approved,

    /// <summary>Refused, with a reason.</summary>
    Refused,

    /// <summary>Withdrawn by the organisation.</summary>
    Withdrawn,

    /// <summary>Closed, because a question was not answered in time.</summary>
    Closed,
}

/// <summary>Kind of a message about an application.</summary>
public enum ApiApplicationMessageKind
{
    /// <summary>Asked by the reviewer.</summary>
    Question,

    /// <summary>Answered by the applicant.</summary>
    Answer,
}

/// <summary>Whom to ask about the software.</summary>
public abstract record TechnicalContactParts
{
    /// <summary>Name.</summary>
    /// <example>Claire Smith</example>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>E-mail address.</summary>
    /// <example>it@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>Phone number: digits, blanks, `+`, `-`, `/` and brackets.</summary>
    /// <example>0049 89 3820</example>
    [Required, StringLength(30, MinimumLength = 5), RegularExpression("^[0-9 +/()-]*$")]
    public string? Phone { get; init; }
}

/// <summary>Whom to ask about the software.</summary>
public sealed record TechnicalContact : TechnicalContactParts;

/// <summary>Whom to ask about the software, as sent.</summary>
public sealed record TechnicalContactCreate : TechnicalContactParts;

/// <summary>Version of a product's conditions of use.</summary>
public abstract record AcceptedConditionsParts
{
    /// <summary>Code of the product.</summary>
    /// <example>vehicle-identification</example>
    [Required, StringLength(50)]
    public string? ProductCode { get; init; }

    /// <summary>Version that is accepted: `conditionsVersion` of the product.</summary>
    /// <example>1</example>
    [Required, Range(1, 1000)]
    public int? Version { get; init; }
}

/// <summary>Version of a product's conditions of use that was accepted.</summary>
public sealed record AcceptedConditions : AcceptedConditionsParts;

/// <summary>Version of a product's conditions of use that is accepted with this.</summary>
public sealed record AcceptedConditionsCreate : AcceptedConditionsParts;

/// <summary>An application for access to API products.</summary>
public sealed record ApiApplicationCreate
{
    /// <summary>Codes of the products, one or more that are available.</summary>
    /// <example>["vehicle-identification"]</example>
    [Required, MinLength(1), MaxLength(20), StringLength(50)]
    public IReadOnlyList<string>? ProductCodes { get; init; }

    /// <summary>What the data are wanted for, 20 to 2,000 characters.</summary>
    /// <example>Service reminders for the customers of our workshop.</example>
    [Required, StringLength(2000, MinimumLength = 20), DataType(DataType.MultilineText)]
    public string? Purpose { get; init; }

    /// <summary>The software that will use the data.</summary>
    /// <example>A planner for workshop appointments, in production since 2019.</example>
    [Required, StringLength(2000), DataType(DataType.MultilineText)]
    public string? SoftwareDescription { get; init; }

    /// <summary>Expected calls a month.</summary>
    /// <example>20000</example>
    [Required, Range(1, int.MaxValue)]
    public int? ExpectedCalls { get; init; }

    /// <summary>Markets in which the software is used (ISO 3166-1 alpha-2).</summary>
    /// <example>["DE","PL"]</example>
    [Required, MinLength(1), MaxLength(250), StringLength(2), RegularExpression("^[A-Z]{2}$")]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Whom to ask about the software.</summary>
    [Required]
    public TechnicalContactCreate? TechnicalContact { get; init; }

    /// <summary>Redirect addresses, https; needed for products that ask owners of vehicles for consent.</summary>
    /// <example>["https://app.example.com/callback"]</example>
    [MaxLength(20), StringLength(500)]
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Callback address, https; needed for the same products.</summary>
    /// <example>https://app.example.com/events</example>
    [StringLength(500)]
    public string? WebhookUrl { get; init; }

    /// <summary>Conditions of use that are accepted: the version in force of each product.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<AcceptedConditionsCreate>? AcceptedConditions { get; init; }
}

/// <summary>A text about an application.</summary>
public sealed record ApiApplicationText
{
    /// <summary>The text, 1 to 2,000 characters.</summary>
    /// <example>Which of your customers will see the data?</example>
    [Required, StringLength(2000), DataType(DataType.MultilineText)]
    public string? Text { get; init; }
}

/// <summary>A question of the reviewer, or an answer.</summary>
public sealed record ApiApplicationMessage
{
    /// <summary>Who says it.</summary>
    /// <example>question</example>
    public required ApiApplicationMessageKind Kind { get; init; }

    /// <summary>The text.</summary>
    /// <example>Which of your customers will see the data?</example>
    [StringLength(2000)]
    public required string Text { get; init; }

    /// <summary>When it was written.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>Plan with which a product was granted.</summary>
public sealed record ApiProductGrant
{
    /// <summary>Code of the product.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50)]
    public required string ProductCode { get; init; }

    /// <summary>Code of the plan; null before the approval.</summary>
    /// <example>standard</example>
    [StringLength(50)]
    public string? PlanCode { get; init; }
}

/// <summary>Filters of the list of applications.</summary>
public abstract record ApiApplicationFilters : PageQuery
{
    /// <summary>Only applications in this state.</summary>
    /// <example>submitted</example>
    [EnumText<ApiApplicationState>]
    public string? State { get; init; }

    /// <summary>Only applications for this product.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50), RegularExpression(ApiProductForms.Code)]
    public string? ProductCode { get; init; }
}

/// <summary>Filters of the own applications.</summary>
public sealed record ApiApplicationQuery : ApiApplicationFilters;

/// <summary>Filters of the applications of all organisations.</summary>
public sealed record AdministeredApiApplicationQuery : ApiApplicationFilters
{
    /// <summary>Only applications of this organisation (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid"), StringLength(36)]
    public string? OrganisationId { get; init; }
}

/// <summary>Plan for a product of an application.</summary>
public sealed record ApiProductGrantCreate
{
    /// <summary>Code of the product; each product of the application once.</summary>
    /// <example>vehicle-identification</example>
    [Required, StringLength(50)]
    public string? ProductCode { get; init; }

    /// <summary>Code of the plan.</summary>
    /// <example>standard</example>
    [Required, StringLength(50)]
    public string? PlanCode { get; init; }
}

/// <summary>What the reviewer grants.</summary>
public sealed record ApiApprovalCreate
{
    /// <summary>A plan for each product of the application.</summary>
    [Required, MinLength(1), MaxLength(20)]
    public IReadOnlyList<ApiProductGrantCreate>? Plans { get; init; }

    /// <summary>Codes of the permissions for brands whose data the organisation gets, at least one.</summary>
    /// <example>["brandExample"]</example>
    [Required, MinLength(1), MaxLength(50), StringLength(100)]
    public IReadOnlyList<string>? BrandPermissions { get; init; }
}
