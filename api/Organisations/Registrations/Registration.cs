using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Accounts;

namespace Aos.Api.Organisations.Registrations;

/// <summary>A registration as staff checks it. Never a password.</summary>
public sealed record Registration
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

    /// <summary>Street and house number.</summary>
    /// <example>Example street 123a</example>
    [StringLength(100)]
    public required string Street { get; init; }

    /// <summary>A further line of the address; null without.</summary>
    /// <example>Building 4</example>
    [StringLength(100)]
    public string? AdditionalAddressLine { get; init; }

    /// <summary>Post code.</summary>
    /// <example>13245</example>
    [StringLength(12)]
    public required string PostCode { get; init; }

    /// <summary>Town.</summary>
    /// <example>Example city</example>
    [StringLength(100)]
    public required string Town { get; init; }

    /// <summary>State of the address; null without.</summary>
    /// <example>California</example>
    [StringLength(100)]
    public string? AddressState { get; init; }

    /// <summary>VAT id; null without.</summary>
    /// <example>DE123456789</example>
    [StringLength(16)]
    public string? VatId { get; init; }

    /// <summary>The organisation has declared to have no VAT id.</summary>
    /// <example>false</example>
    public required bool WithoutVatId { get; init; }

    /// <summary>What the VAT register says.</summary>
    /// <example>valid</example>
    public required VatStatus VatStatus { get; init; }

    /// <summary>How name and address compare with the register; null where that was not compared.</summary>
    /// <example>match</example>
    public VatMatch? VatMatch { get; init; }

    /// <summary>Fields that differ from the register, found by a later check.</summary>
    /// <example>["street"]</example>
    [MaxLength(4), StringLength(20)]
    public required IReadOnlyList<string> VatDeviatingFields { get; init; }

    /// <summary>When the register last answered; null before.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? VatCheckedAt { get; init; }

    /// <summary>Phone number; null without.</summary>
    /// <example>+49 30 123456</example>
    [StringLength(30)]
    public string? Phone { get; init; }

    /// <summary>Fax number; null without.</summary>
    /// <example>+49 30 123457</example>
    [StringLength(30)]
    public string? Fax { get; init; }

    /// <summary>Homepage; null without.</summary>
    /// <example>https://www.example.com</example>
    [StringLength(255)]
    public string? Homepage { get; init; }

    /// <summary>Remarks of the applicant; null without.</summary>
    /// <example>We repair vehicles of all makes.</example>
    [StringLength(2000)]
    public string? Remarks { get; init; }

    /// <summary>Files, in the order of their coming.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<RegistrationAttachment> Attachments { get; init; }

    /// <summary>The legal representative.</summary>
    public required RegistrationPerson Representative { get; init; }

    /// <summary>Texts that were accepted.</summary>
    public required RegistrationAcceptances Consents { get; init; }

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

    /// <summary>When the e-mail address was confirmed; null before.</summary>
    /// <example>2026-10-05T08:20:00.000Z</example>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Until when the confirmation or the documents are waited for; null in other states.</summary>
    /// <example>2026-10-07T08:15:30.000Z</example>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Documents that were last asked for; null if none were.</summary>
    /// <example>Please send your trading licence.</example>
    [StringLength(2000)]
    public string? DocumentsWanted { get; init; }

    /// <summary>When it was decided, or expired; null before.</summary>
    /// <example>2026-10-06T10:00:00.000Z</example>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Reason of a refusal; null without.</summary>
    /// <example>The trading licence is of another company.</example>
    [StringLength(2000)]
    public string? Reason { get; init; }

    /// <summary>Organisation that it became; null before the approval.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public Guid? OrganisationId { get; init; }

    /// <summary>Customer number of the organisation; null before the approval.</summary>
    /// <example>b2io10000000</example>
    [StringLength(13)]
    public string? CustomerNumber { get; init; }

    /// <summary>Entity tag.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static Registration Of(RegistrationRow row, IReadOnlyList<AttachmentRow> attachments) => new()
    {
        Id = row.Id,
        State = RegistrationSummary.StateOf(row),
        UserGroup = row.UserGroup,
        Country = row.Country,
        Name = row.Name,
        Street = row.Street,
        AdditionalAddressLine = row.AdditionalAddressLine,
        PostCode = row.PostCode,
        Town = row.Town,
        AddressState = row.Region,
        VatId = row.VatId,
        WithoutVatId = row.WithoutVatId,
        VatStatus = VatRules.StatusOf(row.VatStatus),
        VatMatch = VatRules.MatchOf(row.VatMatch),
        VatDeviatingFields = row.VatDeviating,
        VatCheckedAt = row.VatCheckedAt,
        Phone = row.Phone,
        Fax = row.Fax,
        Homepage = row.Homepage,
        Remarks = row.Remarks,
        Attachments = [.. attachments.Select(RegistrationAttachment.Of)],
        Representative = new()
        {
            Title = row.Title is { } title ? Enum.Parse<PersonTitle>(title, ignoreCase: true) : null,
            LastName = row.LastName,
            FirstName = row.FirstName,
            Phone = row.OwnPhone,
            Language = row.Language,
            TimeZone = row.TimeZone,
            Email = row.Email,
        },
        Consents = new() { ConditionsOfUse = row.ConditionsVersion, TechnicalRequirements = row.RequirementsVersion, DataProtection = row.PrivacyVersion, AcceptedAt = row.ConsentedAt },
        IsLate = row.IsLate,
        IsPossibleDuplicate = row.PossibleDuplicate,
        IsAddressNotLatin = row.AddressNotLatin,
        SubmittedAt = row.SubmittedAt,
        ConfirmedAt = row.ConfirmedAt,
        WaitsUntil = row.StepUntil,
        DocumentsWanted = row.DocumentsWanted,
        DecidedAt = row.DecidedAt,
        Reason = row.Reason,
        OrganisationId = row.TenantId,
        CustomerNumber = row.CustomerNumber,
        Etag = EntityTag.OfVersion(row.Version),
    };
}
