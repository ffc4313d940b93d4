using System.ComponentModel.DataAnnotations;
using Aos.Api.Publications.Documents;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What the form of registration offers.</summary>
public sealed record RegistrationOptions
{
    /// <summary>User groups in the order of the form; the group is chosen first.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<RegistrationUserGroup> UserGroups { get; init; }

    /// <summary>Countries by code.</summary>
    [MaxLength(300)]
    public required IReadOnlyList<RegistrationCountry> Countries { get; init; }

    /// <summary>Languages of mails and pages (BCP 47).</summary>
    /// <example>["en-GB","de-DE","pl-PL"]</example>
    [MaxLength(10), StringLength(35)]
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Time zones, by their difference to UTC in winter.</summary>
    [MaxLength(1000)]
    public required IReadOnlyList<RegistrationTimeZone> TimeZones { get; init; }

    /// <summary>Versions of the texts that must be accepted.</summary>
    public required RegistrationTexts Texts { get; init; }

    /// <summary>Files that can be attached.</summary>
    public required RegistrationFiles Attachments { get; init; }
}

/// <summary>A user group that can be chosen.</summary>
public sealed record RegistrationUserGroup
{
    /// <summary>Code, to be sent as <c>userGroup</c>.</summary>
    /// <example>independentWorkshop</example>
    [StringLength(50)]
    public required string Code { get; init; }

    /// <summary>What people read.</summary>
    /// <example>Independent workshop/dealer</example>
    [StringLength(200)]
    public required string Label { get; init; }

    /// <summary>Codes of the countries in which it can be chosen.</summary>
    /// <example>["AT","DE"]</example>
    [MaxLength(300), StringLength(2)]
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>The VAT id is mandatory and cannot be waived.</summary>
    /// <example>false</example>
    public required bool VatIdRequired { get; init; }

    /// <summary>Remarks of 20 to 2000 characters are mandatory.</summary>
    /// <example>false</example>
    public required bool RemarksRequired { get; init; }
}

/// <summary>A country that can be chosen.</summary>
public sealed record RegistrationCountry
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    /// <example>DE</example>
    [StringLength(2)]
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Germany</example>
    [StringLength(100)]
    public required string Name { get; init; }

    /// <summary>Label of the field for the VAT id.</summary>
    /// <example>USt-IdNr.</example>
    [StringLength(50)]
    public required string VatIdLabel { get; init; }

    /// <summary>The VAT id is checked, and needed unless it is waived; elsewhere it is an optional text.</summary>
    /// <example>true</example>
    public required bool VatIdChecked { get; init; }

    /// <summary>Addresses name a state.</summary>
    /// <example>false</example>
    public required bool HasState { get; init; }

    /// <summary>The states that can be chosen; empty where addresses name none.</summary>
    /// <example>["California"]</example>
    [MaxLength(200), StringLength(100)]
    public required IReadOnlyList<string> States { get; init; }

    internal static RegistrationCountry Of(Country country, string language) => new()
    {
        Code = country.Code,
        Name = country.Name.In(language),
        VatIdLabel = VatChecks.VatRules.LabelOf(country.Code).In(language),
        VatIdChecked = VatChecks.VatRules.IsChecked(country.Code),
        HasState = country.States.Count > 0,
        States = country.States,
    };
}

/// <summary>A time zone that can be chosen.</summary>
public sealed record RegistrationTimeZone
{
    /// <summary>IANA name.</summary>
    /// <example>Europe/Berlin</example>
    [StringLength(100)]
    public required string Id { get; init; }

    /// <summary>What people read.</summary>
    /// <example>(UTC +01:00) Europe/Berlin</example>
    [StringLength(150)]
    public required string Label { get; init; }
}

/// <summary>Versions of the texts in force; they are read by <c>GET /portal/v1/documents</c>. 0 where none has been published.</summary>
public sealed record RegistrationTexts
{
    /// <summary>Version of the conditions of use.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int ConditionsOfUse { get; init; }

    /// <summary>Version of the technical requirements.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int TechnicalRequirements { get; init; }

    /// <summary>Version of the information on data protection.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int DataProtection { get; init; }

    /// <summary>Kinds of the documents, in the order of the properties.</summary>
    internal static readonly string[] Kinds = [DocumentKinds.ConditionsOfUse, DocumentKinds.TechnicalRequirements, DocumentKinds.DataPrivacy];

    internal static RegistrationTexts Of(IReadOnlyDictionary<string, int> versions) => new()
    {
        ConditionsOfUse = versions.GetValueOrDefault(Kinds[0]),
        TechnicalRequirements = versions.GetValueOrDefault(Kinds[1]),
        DataProtection = versions.GetValueOrDefault(Kinds[2]),
    };
}

/// <summary>Files that can be attached.</summary>
public sealed record RegistrationFiles
{
    /// <summary>Most files.</summary>
    /// <example>3</example>
    [Range(0, 100)]
    public required int MaxFiles { get; init; }

    /// <summary>Most bytes of a file.</summary>
    /// <example>1048576</example>
    [Range(1, int.MaxValue)]
    public required int MaxBytes { get; init; }

    /// <summary>Permitted extensions.</summary>
    /// <example>["png"]</example>
    [MaxLength(10), StringLength(10)]
    public required IReadOnlyList<string> Extensions { get; init; }
}
