using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.Registrations;

/// <summary>The registration of an organisation and of its legal representative.</summary>
public sealed record RegistrationRequest
{
    /// <summary>Code of the user group.</summary>
    /// <example>authority</example>
    [Required, StringLength(50)]
    public string? UserGroup { get; init; }

    /// <summary>Country of the organisation (ISO 3166-1 alpha-2).</summary>
    /// <example>DE</example>
    [Required, StringLength(2, MinimumLength = 2), RegularExpression("^[A-Z]{2}$")]
    public string? Country { get; init; }

    /// <summary>Name of the organisation, as in the VAT register.</summary>
    /// <example>Example Company</example>
    [Required, StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Street and house number of the invoice address; it must be usable for postal mail.</summary>
    /// <example>Example street 123a</example>
    [Required, StringLength(100)]
    public string? Street { get; init; }

    /// <summary>A further line of the address.</summary>
    /// <example>Building 4</example>
    [StringLength(100)]
    public string? AdditionalAddressLine { get; init; }

    /// <summary>Post code.</summary>
    /// <example>13245</example>
    [Required, StringLength(12)]
    public string? PostCode { get; init; }

    /// <summary>Town.</summary>
    /// <example>Example city</example>
    [Required, StringLength(100)]
    public string? Town { get; init; }

    /// <summary>State: one of the list where the options have a list for the country.</summary>
    /// <example>California</example>
    [StringLength(100)]
    public string? State { get; init; }

    /// <summary>VAT id with the prefix of the country. Blanks are removed, letters become capitals; then it has 4 to 16 characters.</summary>
    /// <example>DE123456789</example>
    [StringLength(32)]
    public string? VatId { get; init; }

    /// <summary>The organisation registers without a VAT id.</summary>
    /// <example>false</example>
    public bool? WithoutVatId { get; init; }

    /// <summary>Phone number: digits, blanks and <c>+ ( ) / -</c>.</summary>
    /// <example>+49 30 123456</example>
    [StringLength(30), RegularExpression("^[0-9 +()/-]+$")]
    public string? Phone { get; init; }

    /// <summary>Fax number, as the phone number.</summary>
    /// <example>+49 30 123457</example>
    [StringLength(30), RegularExpression("^[0-9 +()/-]+$")]
    public string? Fax { get; init; }

    /// <summary>Homepage: an http or https address; <c>www.…</c> gets https.</summary>
    /// <example>https://www.example.com</example>
    [StringLength(255)]
    public string? Homepage { get; init; }

    /// <summary>Remarks; some user groups must justify their request here with at least 20 characters.</summary>
    /// <example>We repair vehicles of all makes.</example>
    [StringLength(2000)]
    public string? Remarks { get; init; }

    /// <summary>Ids of uploaded files, three at most.</summary>
    /// <example>["4c381c08-dfba-4c76-a445-e9b5d83eec0c"]</example>
    // Told in the document; more files are refused with a code of their own.
    [Length(0, AttachmentRules.MaxFiles), TextFormat("uuid")]
    public IReadOnlyList<string>? AttachmentIds { get; init; }

    /// <summary>The legal representative, who becomes the first user.</summary>
    [Required]
    public RegistrationRepresentative? Representative { get; init; }

    /// <summary>What was read and accepted.</summary>
    [Required]
    public RegistrationConsents? Consents { get; init; }
}

/// <summary>The legal representative of an organisation that registers.</summary>
public sealed record RegistrationRepresentative : PersonFields
{
    /// <summary>E-mail address; it is the name by which the person logs on.</summary>
    /// <example>john.smith@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>Password, under the password guidelines.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? Password { get; init; }

    /// <summary>The password once more.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? PasswordRepeat { get; init; }
}

/// <summary>What was read and accepted: all three are needed.</summary>
public sealed record RegistrationConsents
{
    /// <summary>Conditions of use: read and accepted.</summary>
    public RegistrationConsent? ConditionsOfUse { get; init; }

    /// <summary>Technical requirements: read.</summary>
    public RegistrationConsent? TechnicalRequirements { get; init; }

    /// <summary>Information on data protection: read and accepted.</summary>
    public RegistrationConsent? DataProtection { get; init; }
}

/// <summary>A text that was shown, and whether it was accepted.</summary>
public sealed record RegistrationConsent
{
    /// <summary>Must be true. No box may be ticked beforehand.</summary>
    /// <example>true</example>
    public bool? Accepted { get; init; }

    /// <summary>Version of the text that was shown.</summary>
    /// <example>1</example>
    [Range(0, 1_000_000)]
    public int? Version { get; init; }
}
