using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Organisation;

/// <summary>State of an organisation.</summary>
public enum OrganisationStatus
{
    /// <summary>Its people can sign in.</summary>
    Active,

    /// <summary>Nobody of it can sign in for now.</summary>
    Suspended,

    /// <summary>Closed for good.</summary>
    Closed,
}

/// <summary>What a caller should know about data that were accepted all the same.</summary>
public enum OrganisationWarning
{
    /// <summary>Name or address hold letters outside the Latin script, which can hinder delivery of mail.</summary>
    AddressNotLatin,

    /// <summary>The VAT register could not be asked; the check is repeated every hour.</summary>
    VatCheckUnavailable,

    /// <summary>The VAT register tells neither name nor address, so that they were not compared.</summary>
    VatDataNotComparable,
}

/// <summary>The own organisation. Name, address and VAT data change when an administrator has confirmed it; contact data at once.</summary>
public sealed record Organisation : OrganisationData
{
    [SetsRequiredMembers]
    internal Organisation(TenantFacts tenant, OrganisationRow row, IReadOnlyList<OrganisationWarning> warnings, string language)
        : base(tenant, row, language) => Warnings = warnings;

    /// <summary>Credits on the account of the organisation.</summary>
    /// <example>0</example>
    [Range(0, 1_000_000_000)]
    public required int Credits { get; init; }

    /// <summary>Requested changes that wait, or the last ones that were refused; null without.</summary>
    public ChangeRequest? ChangeRequest { get; init; }

    /// <summary>When the organisation is closed, if its representative has asked for that.</summary>
    /// <example>2026-11-05T08:15:30.000Z</example>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>What to know about the data.</summary>
    /// <example>[]</example>
    [MaxLength(10)]
    public required IReadOnlyList<OrganisationWarning> Warnings { get; init; }
}

/// <summary>Data of an organisation.</summary>
public abstract record OrganisationData
{
    [SetsRequiredMembers]
    private protected OrganisationData(TenantFacts tenant, OrganisationRow row, string language)
    {
        Id = tenant.Id;
        CustomerNumber = row.CustomerNumber;
        Status = OrganisationReading.StatusOf(tenant.State);
        UserGroup = row.UserGroup;
        Country = row.Country;
        Name = row.Name;
        Street = OrganisationRow.Filled(row.Street);
        AdditionalAddressLine = row.AdditionalAddressLine;
        PostCode = OrganisationRow.Filled(row.PostCode);
        Town = OrganisationRow.Filled(row.Town);
        State = row.State;
        VatId = row.VatId;
        VatLabel = VatRules.LabelOf(row.Country ?? "").In(language);
        WithoutVatId = row.WithoutVatId;
        VatStatus = row.Vat;
        VatMatch = VatRules.MatchOf(row.VatMatch);
        VatLastCheckedOn = OrganisationRow.DayOf(row.VatLastCheckedOn);
        Phone = row.Phone;
        Fax = row.Fax;
        Homepage = row.Homepage;
        CreatedAt = row.CreatedAt;
        UpdatedAt = row.UpdatedAt;
        Etag = EntityTag.OfVersion(row.Version, language);
    }

    /// <summary>Id.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid Id { get; init; }

    /// <summary>Customer number: <c>b2io</c> and eight or nine digits; it never changes.</summary>
    /// <example>b2io40002785</example>
    [StringLength(13), RegularExpression("^b2io[0-9]{8,9}$")]
    public string? CustomerNumber { get; init; }

    /// <summary>State.</summary>
    /// <example>active</example>
    public required OrganisationStatus Status { get; init; }

    /// <summary>User group; only an administrator changes it.</summary>
    /// <example>independentWorkshop</example>
    [StringLength(50)]
    public string? UserGroup { get; init; }

    /// <summary>Country (ISO 3166-1 alpha-2); it cannot be changed.</summary>
    /// <example>BE</example>
    [StringLength(2, MinimumLength = 2)]
    public string? Country { get; init; }

    /// <summary>Name.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Street and house number.</summary>
    /// <example>Example street 123</example>
    [StringLength(100)]
    public string? Street { get; init; }

    /// <summary>Additional address line.</summary>
    /// <example>Building C</example>
    [StringLength(100)]
    public string? AdditionalAddressLine { get; init; }

    /// <summary>Post code.</summary>
    /// <example>12345</example>
    [StringLength(12)]
    public string? PostCode { get; init; }

    /// <summary>Town.</summary>
    /// <example>Example city</example>
    [StringLength(100)]
    public string? Town { get; init; }

    /// <summary>State or province of the address, in countries that have it.</summary>
    /// <example>null</example>
    [StringLength(100)]
    public string? State { get; init; }

    /// <summary>VAT id with the prefix of the country.</summary>
    /// <example>BE0123456789</example>
    [StringLength(16)]
    public string? VatId { get; init; }

    /// <summary>What the VAT id is called in the country, in the language of the answer.</summary>
    /// <example>VAT ID</example>
    [StringLength(40)]
    public required string VatLabel { get; init; }

    /// <summary>The organisation has declared to have no VAT id. It then has no access to CarData, and VAT of invoices may be lost; invoices are never adapted afterwards.</summary>
    /// <example>false</example>
    public required bool WithoutVatId { get; init; }

    /// <summary>What is known of the VAT id.</summary>
    /// <example>valid</example>
    public required VatStatus VatStatus { get; init; }

    /// <summary>How name and address compare with the VAT register; null if that is not known.</summary>
    /// <example>match</example>
    public VatMatch? VatMatch { get; init; }

    /// <summary>Day of the last answer of the VAT register.</summary>
    /// <example>2026-10-05</example>
    public DateOnly? VatLastCheckedOn { get; init; }

    /// <summary>Phone number.</summary>
    /// <example>+32 2 123 45 67</example>
    [StringLength(30)]
    public string? Phone { get; init; }

    /// <summary>Fax number.</summary>
    /// <example>null</example>
    [StringLength(30)]
    public string? Fax { get; init; }

    /// <summary>Homepage.</summary>
    /// <example>https://www.example.com</example>
    [StringLength(255)]
    public string? Homepage { get; init; }

    /// <summary>When it came into being here.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its data last changed.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change the data.</summary>
    /// <example>"v1-en"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>What every user may know of the own organisation.</summary>
public sealed record OrganisationSummary
{
    /// <summary>Id.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid Id { get; init; }

    /// <summary>Name.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Customer number.</summary>
    /// <example>b2io40002785</example>
    [StringLength(13), RegularExpression("^b2io[0-9]{8,9}$")]
    public string? CustomerNumber { get; init; }

    /// <summary>Country (ISO 3166-1 alpha-2).</summary>
    /// <example>BE</example>
    [StringLength(2, MinimumLength = 2)]
    public string? Country { get; init; }
}
