namespace Aos.Api.Organisations.VatChecks;

/// <summary>What is known of a VAT id.</summary>
public enum VatStatus
{
    /// <summary>It has not been checked: there is none, or the country is outside the VAT area of the EU.</summary>
    NotChecked,

    /// <summary>The register knows it.</summary>
    Valid,

    /// <summary>The register does not know it.</summary>
    Invalid,

    /// <summary>The register could not be asked; the check is repeated every hour.</summary>
    Unavailable,

    /// <summary>The organisation has declared to have none.</summary>
    Waived,
}

/// <summary>How name and address compare with the VAT register.</summary>
public enum VatMatch
{
    /// <summary>Name, street, post code and town are those of the register.</summary>
    Match,

    /// <summary>At least one of them differs.</summary>
    Mismatch,

    /// <summary>The register does not tell them.</summary>
    NotProvided,
}

/// <summary>Whose VAT id is checked, with what the register compares.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="VatId">VAT id with its prefix, as <see cref="VatRules.Normalise"/> makes it.</param>
/// <param name="Name">Name of the organisation.</param>
/// <param name="Street">Street and house number.</param>
/// <param name="PostCode">Post code.</param>
/// <param name="Town">Town.</param>
internal sealed record VatSubject(string Country, string VatId, string Name, string Street, string PostCode, string Town);

/// <summary>Result of a check.</summary>
/// <param name="Status">What the register says.</param>
/// <param name="Match">How name and address compare; null unless the VAT id is valid.</param>
/// <param name="DeviatingFields">Those of <c>name</c>, <c>street</c>, <c>postCode</c> and <c>town</c> that differ.</param>
/// <param name="CheckedAt">When the register answered; null if it did not.</param>
internal sealed record VatResult(VatStatus Status, VatMatch? Match, IReadOnlyList<string> DeviatingFields, DateTimeOffset? CheckedAt)
{
    /// <summary>The register did not answer.</summary>
    public static readonly VatResult Unavailable = new(VatStatus.Unavailable, null, [], null);
}
