using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Which registrations a list holds.</summary>
public sealed record RegistrationQuery : PageQuery
{
    /// <summary>Only those in this state.</summary>
    /// <example>inReview</example>
    [EnumText<RegistrationState>]
    public string? State { get; init; }

    /// <summary>Only those of this user group.</summary>
    /// <example>authority</example>
    [StringLength(50)]
    public string? UserGroup { get; init; }

    /// <summary>Only those of this country (ISO 3166-1 alpha-2).</summary>
    /// <example>DE</example>
    [StringLength(2), RegularExpression("^[A-Z]{2}$")]
    public string? Country { get; init; }

    /// <summary>Only those that are late, or only those that are not.</summary>
    /// <example>true</example>
    public bool? Late { get; init; }

    /// <summary>Only possible duplicates, or only others.</summary>
    /// <example>false</example>
    public bool? PossibleDuplicate { get; init; }
}

/// <summary>A registration as staff sees it in the list.</summary>
public record RegistrationSummary
{
    /// <summary>Id.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000201</example>
    public required Guid Id { get; init; }

    /// <summary>State.</summary>
    /// <example>inReview</example>
    public required RegistrationState State { get; init; }

    /// <summary>Code of the user group.</summary>
    /// <example>authority</example>
    [StringLength(50)]
    public required string UserGroup { get; init; }

    /// <summary>Country (ISO 3166-1 alpha-2).</summary>
    /// <example>DE</example>
    [StringLength(2)]
    public required string Country { get; init; }

    /// <summary>Name of the organisation.</summary>
    /// <example>Example Company</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Town.</summary>
    /// <example>Example city</example>
    [StringLength(100)]
    public required string Town { get; init; }

    /// <summary>E-mail address of the legal representative.</summary>
    /// <example>john.smith@example.com</example>
    [StringLength(254)]
    public required string Email { get; init; }

    /// <summary>What the VAT register says.</summary>
    /// <example>valid</example>
    public required VatStatus VatStatus { get; init; }

    /// <summary>How name and address compare with the register; null where that was not compared.</summary>
    /// <example>match</example>
    public VatMatch? VatMatch { get; init; }

    /// <summary>In review for more than two working days.</summary>
    /// <example>false</example>
    public required bool IsLate { get; init; }

    /// <summary>There is an organisation or an open registration with this VAT id, or with this name and address.</summary>
    /// <example>false</example>
    public required bool IsPossibleDuplicate { get; init; }

    /// <summary>Name or address have letters of another script than Latin.</summary>
    /// <example>false</example>
    public required bool IsAddressNotLatin { get; init; }

    /// <summary>When it was sent.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset SubmittedAt { get; init; }

    internal static RegistrationSummary Of(RegistrationRow row) => new()
    {
        Id = row.Id,
        State = StateOf(row),
        UserGroup = row.UserGroup,
        Country = row.Country,
        Name = row.Name,
        Town = row.Town,
        Email = row.Email,
        VatStatus = VatRules.StatusOf(row.VatStatus),
        VatMatch = VatRules.MatchOf(row.VatMatch),
        IsLate = row.IsLate,
        IsPossibleDuplicate = row.PossibleDuplicate,
        IsAddressNotLatin = row.AddressNotLatin,
        SubmittedAt = row.SubmittedAt,
    };

    internal static RegistrationState StateOf(RegistrationRow row) => Enum.Parse<RegistrationState>(row.State, ignoreCase: true);
}

/// <summary>A person who registered as legal representative.</summary>
public sealed record RegistrationPerson : PersonData
{
    /// <summary>E-mail address.</summary>
    /// <example>john.smith@example.com</example>
    [StringLength(254)]
    public required string Email { get; init; }
}

/// <summary>Versions of the texts that were accepted.</summary>
public sealed record RegistrationAcceptances
{
    /// <summary>Version of the conditions of use.</summary>
    /// <example>1</example>
    [Range(0, 1_000_000)]
    public required int ConditionsOfUse { get; init; }

    /// <summary>Version of the technical requirements.</summary>
    /// <example>1</example>
    [Range(0, 1_000_000)]
    public required int TechnicalRequirements { get; init; }

    /// <summary>Version of the information on data protection.</summary>
    /// <example>1</example>
    [Range(0, 1_000_000)]
    public required int DataProtection { get; init; }

    /// <summary>When they were accepted.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>A file of a registration.</summary>
public sealed record RegistrationAttachment
{
    /// <summary>Id.</summary>
    /// <example>4c381c08-dfba-4c76-a445-e9b5d83eec0c</example>
    public required Guid Id { get; init; }

    /// <summary>Name that the applicant gave it.</summary>
    /// <example>trading-licence.png</example>
    [StringLength(255)]
    public required string FileName { get; init; }

    /// <summary>Media type.</summary>
    /// <example>image/png</example>
    [StringLength(100)]
    public required string MediaType { get; init; }

    /// <summary>Size in bytes.</summary>
    /// <example>20480</example>
    [Range(1, AttachmentRules.MaxBytes)]
    public required int SizeBytes { get; init; }

    /// <summary>When it was uploaded.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UploadedAt { get; init; }

    internal static RegistrationAttachment Of(AttachmentRow row) =>
        new() { Id = row.Id, FileName = row.FileName, MediaType = row.MediaType, SizeBytes = row.Size, UploadedAt = row.UploadedAt };
}

/// <summary>An approval.</summary>
public sealed record RegistrationApprovalRequest
{
    /// <summary>Codes of the permissions that the organisation gets; absent for those of its user group.</summary>
    /// <example>["air","airReduced"]</example>
    [MaxLength(200), StringLength(100), RegularExpression(ClientForms.Right)]
    public IReadOnlyList<string>? Permissions { get; init; }
}

/// <summary>A refusal.</summary>
public sealed record RegistrationRefusalRequest
{
    /// <summary>Reason; the applicant gets it by mail.</summary>
    /// <example>The trading licence is of another company.</example>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Reason { get; init; }
}

/// <summary>A request for documents.</summary>
public sealed record RegistrationDocumentsWish
{
    /// <summary>Which documents are wanted; the applicant gets it by mail.</summary>
    /// <example>Please send your trading licence.</example>
    [Required, StringLength(2000, MinimumLength = 10)]
    public string? Text { get; init; }
}
