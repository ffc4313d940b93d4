using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>What a VAT id looks like, and where there is one.</summary>
internal static class VatRules
{
    /// <summary>Characters of a VAT id, without blanks.</summary>
    public const int MinLength = 4, MaxLength = 16;

    /// <summary>Countries of the VAT area of the EU, with prefix and form of their numbers.</summary>
    private static readonly FrozenDictionary<string, (string Prefix, Regex Number)> Area = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AT"] = "U[0-9]{8}",
        ["BE"] = "[01][0-9]{9}",
        ["BG"] = "[0-9]{9,10}",
        ["CY"] = "[0-9]{8}[A-Z]",
        ["CZ"] = "[0-9]{8,10}",
        ["DE"] = "[0-9]{9}",
        ["DK"] = "[0-9]{8}",
        ["EE"] = "[0-9]{9}",
        ["ES"] = "[0-9A-Z][0-9]{7}[0-9A-Z]",
        ["FI"] = "[0-9]{8}",
        ["FR"] = "[0-9A-Z]{2}[0-9]{9}",
        ["GR"] = "[0-9]{9}",
        ["HR"] = "[0-9]{11}",
        ["HU"] = "[0-9]{8}",
        ["IE"] = "[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}",
        ["IT"] = "[0-9]{11}",
        ["LT"] = "([0-9]{9}|[0-9]{12})",
        ["LU"] = "[0-9]{8}",
        ["LV"] = "[0-9]{11}",
        ["MT"] = "[0-9]{8}",
        ["NL"] = "[0-9A-Z+*]{12}",
        ["PL"] = "[0-9]{10}",
        ["PT"] = "[0-9]{9}",
        ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{12}",
        ["SI"] = "[0-9]{8}",
        ["SK"] = "[0-9]{10}",
    }.ToFrozenDictionary(country => country.Key, country => (PrefixOf(country.Key), new Regex($"^{country.Value}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)));

    /// <summary>True for a country whose VAT ids are checked.</summary>
    public static bool IsChecked(string country) => Area.ContainsKey(country);

    /// <summary>First letters of the VAT ids of a country: those of the country, except for Greece.</summary>
    public static string PrefixOf(string country) => country == "GR" ? "EL" : country;

    /// <summary>A VAT id as it is stored: without blanks, in upper case.</summary>
    public static string Normalise(string vatId) => string.Concat(vatId.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();

    /// <summary>True if a normalised VAT id can be one of the country; outside the VAT area of the EU any text of 4 to 16 characters is.</summary>
    public static bool IsWellFormed(string country, string vatId) =>
        vatId.Length is >= MinLength and <= MaxLength
        && (!Area.TryGetValue(country, out var form) || (vatId.StartsWith(form.Prefix, StringComparison.Ordinal) && form.Number.IsMatch(vatId[form.Prefix.Length..])));

    /// <summary>What the field is called in a country.</summary>
    public static Text LabelOf(string country) => country switch
    {
        "DE" => new("USt-IdNr.", "USt-IdNr."),
        "AT" => new("UID-Nr.", "UID-Nr."),
        _ => new("VAT ID", "Umsatzsteuer-ID"),
    };

    /// <summary>A value as the database has it.</summary>
    public static string? TextOf<T>(T? value) where T : struct, Enum => value is { } set ? JsonNamingPolicy.CamelCase.ConvertName(set.ToString()) : null;

    /// <summary>A value of the database.</summary>
    public static VatStatus StatusOf(string text) => Enum.Parse<VatStatus>(text, ignoreCase: true);

    /// <summary>A value of the database.</summary>
    public static VatMatch? MatchOf(string? text) => text is null ? null : Enum.Parse<VatMatch>(text, ignoreCase: true);
}
