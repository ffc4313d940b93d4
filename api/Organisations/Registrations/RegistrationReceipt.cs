using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What becomes of a registration that was sent. It is the same whether or not the e-mail address is known.</summary>
public sealed record RegistrationReceipt
{
    /// <summary>What happens next: the e-mail address must be confirmed.</summary>
    /// <example>awaitingEmailConfirmation</example>
    public required RegistrationState State { get; init; }

    /// <summary>What the VAT register says.</summary>
    /// <example>valid</example>
    public required VatStatus VatStatus { get; init; }

    /// <summary>How name and address compare with the register; null where that was not compared.</summary>
    /// <example>match</example>
    public VatMatch? VatMatch { get; init; }

    /// <summary>What to know, without being an error.</summary>
    [MaxLength(10)]
    public required IReadOnlyList<RegistrationWarning> Warnings { get; init; }

    /// <summary>Hours in which the link of the mail must be used.</summary>
    /// <example>48</example>
    [Range(1, 1000)]
    public required int ValidHours { get; init; }

    /// <summary>What to show the person.</summary>
    /// <example>Thank you for your registration. Before we can check it, please confirm your e-mail address.</example>
    [StringLength(1000)]
    public required string Message { get; init; }
}

/// <summary>Something that the applicant should know.</summary>
public sealed record RegistrationWarning
{
    /// <summary><c>address-not-latin</c>, <c>vat-check-unavailable</c> or <c>vat-data-not-comparable</c>.</summary>
    /// <example>vat-check-unavailable</example>
    [StringLength(50), RegularExpression("^[a-z-]+$")]
    public required string Code { get; init; }

    /// <summary>The same in words.</summary>
    /// <example>The VAT register did not answer; the VAT id is checked later.</example>
    [StringLength(500)]
    public required string Detail { get; init; }
}

/// <summary>State of a registration.</summary>
public enum RegistrationState
{
    /// <summary>The link of the first mail has not been used yet.</summary>
    AwaitingEmailConfirmation,

    /// <summary>Staff checks it.</summary>
    InReview,

    /// <summary>Staff waits for documents.</summary>
    DocumentsRequested,

    /// <summary>Approved: the organisation is active.</summary>
    Active,

    /// <summary>Refused, or documents did not come.</summary>
    Rejected,

    /// <summary>The e-mail address was not confirmed within 48 hours.</summary>
    Expired,
}

/// <summary>Whose confirmation mail is to be sent again.</summary>
public sealed record RegistrationMailRequest
{
    /// <summary>E-mail address of the registration.</summary>
    /// <example>john.smith@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }
}

/// <summary>What was begun: the same for every address.</summary>
public sealed record RegistrationMail
{
    /// <summary>Hours for which a link is valid.</summary>
    /// <example>48</example>
    [Range(1, 1000)]
    public required int ValidHours { get; init; }
}

/// <summary>The link of the first mail.</summary>
public sealed record RegistrationConfirmationRequest
{
    /// <summary>What stands behind <c>link=</c> in the address of the mail.</summary>
    /// <example>aosln_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, StringLength(100)]
    public string? Link { get; init; }
}

/// <summary>Documents that staff asked for.</summary>
public sealed record RegistrationDocumentsRequest
{
    /// <summary>What stands behind <c>link=</c> in the address of the mail.</summary>
    /// <example>aosln_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, StringLength(100)]
    public string? Link { get; init; }

    /// <summary>Ids of uploaded files, one to three.</summary>
    /// <example>["4c381c08-dfba-4c76-a445-e9b5d83eec0c"]</example>
    // The most are told in the document; more are refused with a code of their own.
    [Required, MinLength(1), Length(1, AttachmentRules.MaxFiles), TextFormat("uuid")]
    public IReadOnlyList<string>? AttachmentIds { get; init; }
}

/// <summary>Where a registration stands now.</summary>
public sealed record RegistrationProgress
{
    /// <summary>State.</summary>
    /// <example>inReview</example>
    public required RegistrationState State { get; init; }

    /// <summary>What to show the person.</summary>
    /// <example>Many thanks for the confirmation of your e-mail address.</example>
    [StringLength(1000)]
    public required string Message { get; init; }
}
