namespace Aos.Api.Organisations.VatChecks;

/// <summary>
/// Compares name and address with the entry of the register, letter by letter: outer and repeated blanks and the case do
/// not count, accents, punctuation and abbreviations do.
/// </summary>
internal static class VatMatching
{
    private const string Same = "VALID", Different = "INVALID";

    /// <summary>How the data of a valid VAT id compare.</summary>
    public static (VatMatch Match, IReadOnlyList<string> DeviatingFields) Compare(VatSubject subject, ViesAnswer answer)
    {
        var (name, address) = (TextOf(answer.Name), TextOf(answer.Address));
        var fields = new (string Name, bool? IsSame)[]
        {
            ("name", Told(answer.TraderNameMatch) ?? (name is null ? null : Plain(subject.Name) == name)),
            ("street", Told(answer.TraderStreetMatch) ?? Occurs(subject.Street, address)),
            ("postCode", Told(answer.TraderPostalCodeMatch) ?? Occurs(subject.PostCode, address)),
            ("town", Told(answer.TraderCityMatch) ?? Occurs(subject.Town, address)),
        };
        List<string> deviating = [.. fields.Where(field => field.IsSame == false).Select(field => field.Name)];
        return (deviating.Count > 0 ? VatMatch.Mismatch : fields.All(field => field.IsSame == true) ? VatMatch.Match : VatMatch.NotProvided, deviating);
    }

    /// <summary>What the register has compared itself; null where it has not.</summary>
    private static bool? Told(string? match) => match switch { Same => true, Different => false, _ => null };

    private static bool? Occurs(string text, string? address) => address?.Contains(Plain(text), StringComparison.Ordinal);

    /// <summary>A text of the register; null for one that it does not tell, which it writes as dashes.</summary>
    private static string? TextOf(string? text) => text is null || Plain(text).Trim('-').Length == 0 ? null : Plain(text);

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
