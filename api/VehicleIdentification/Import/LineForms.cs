using System.Buffers;
using System.Text.RegularExpressions;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// The forms of codes in import files, each with the words that tell it. The time limit of the expressions is long: on a
/// busy machine a thread may stand still for a second in the middle of one, and an import of hours must not end by that.
/// </summary>
internal static partial class LineForms
{
    private static readonly SearchValues<char> VinCharacters = SearchValues.Create("0123456789ABCDEFGHJKLMNPRSTUVWXYZ");
    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static readonly LineForm Vin = new(VinForm(), "17 characters, digits and capital letters without I, O and Q") { IsSurely = text => text.Length == 17 && !text.AsSpan().ContainsAnyExcept(VinCharacters) };
    public static readonly LineForm Wmi = new(WmiForm(), "3 characters, or 6 whose third is 9, digits and capital letters without I, O and Q");
    public static readonly LineForm VinCharacter = new(VinCharacterForm(), "one digit or capital letter other than I, O and Q");
    public static readonly LineForm TypeKey = new(TypeKeyForm(), "4 characters, digits and capital letters without I, O and Q") { IsSurely = text => text.Length == 4 && !text.AsSpan().ContainsAnyExcept(VinCharacters) };
    public static readonly LineForm ThreeCharacters = new(ThreeCharactersForm(), "3 digits or capital letters") { IsSurely = text => text.Length == 3 && !text.AsSpan().ContainsAnyExcept(CodeCharacters) };
    public static readonly LineForm FourCharacters = new(FourCharactersForm(), "4 digits or capital letters") { IsSurely = text => text.Length == 4 && !text.AsSpan().ContainsAnyExcept(CodeCharacters) };
    public static readonly LineForm IntegrationLevel = new(IntegrationLevelForm(), "of the form E89X-08-09-520");
    public static readonly LineForm DevelopmentCode = new(DevelopmentCodeForm(), "a letter, two digits and perhaps a letter");
    public static readonly LineForm ShortCode = new(ShortCodeForm(), "1 to 20 digits or capital letters") { IsSurely = text => text.Length is > 0 and <= 20 && !text.AsSpan().ContainsAnyExcept(CodeCharacters) };
    public static readonly LineForm Word = new(WordForm(), "one word of 2 to 40 letters or digits in lower camel case");
    public static readonly LineForm Hex = new(HexForm(), "of the form #1A1C20");
    public static readonly LineForm Country = new(CountryForm(), "two capital letters (ISO 3166-1 alpha-2)");
    public static readonly LineForm Market = new(MarketForm(), "2 to 5 capital letters");
    public static readonly LineForm Name = new(NameForm(), "1 to 200 characters on one line, without blanks at its ends") { IsSurely = text => text.Length is > 0 and <= 200 && !text.AsSpan().ContainsAnyExcept(CodeCharacters) };
    public static readonly LineForm Prose = new(ProseForm(), "1 to 4,000 characters");

    public static readonly LineForm Release = new(ReleaseForm(), "1 to 40 letters, digits, dots, hyphens or underscores");
    public static readonly LineForm File = new(FileForm(), "a plain name without folders");
    public static readonly LineForm Digest = new(DigestForm(), "64 hexadecimal digits");

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex ReleaseForm();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z._-]{0,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex FileForm();

    [GeneratedRegex(@"^[0-9a-fA-F]{64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex DigestForm();

    [GeneratedRegex(@"^[A-HJ-NPR-Z0-9]{17}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex VinForm();

    [GeneratedRegex(@"^[A-HJ-NPR-Z0-9]{2}([A-HJ-NPR-Z0-9]|9[A-HJ-NPR-Z0-9]{3})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex WmiForm();

    [GeneratedRegex(@"^[A-HJ-NPR-Z0-9]\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex VinCharacterForm();

    [GeneratedRegex(@"^[0-9A-HJ-NPR-Z]{4}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex TypeKeyForm();

    [GeneratedRegex(@"^[0-9A-Z]{3}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex ThreeCharactersForm();

    [GeneratedRegex(@"^[0-9A-Z]{4}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex FourCharactersForm();

    [GeneratedRegex(@"^[A-Z][0-9A-Z]{3}-[0-9]{2}-(0[1-9]|1[0-2])-[0-9]{3}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex IntegrationLevelForm();

    // Which letters a maker uses is the maker's business and may change: any one is taken.
    [GeneratedRegex(@"^[A-Z][0-9]{2}[A-Z]?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex DevelopmentCodeForm();

    [GeneratedRegex(@"^[0-9A-Z]{1,20}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex ShortCodeForm();

    [GeneratedRegex(@"^[a-z][a-zA-Z0-9]{1,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex WordForm();

    [GeneratedRegex(@"^#[0-9A-F]{6}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex HexForm();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex CountryForm();

    [GeneratedRegex(@"^[A-Z]{2,5}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex MarketForm();

    [GeneratedRegex(@"^[^\s\p{Cc}]([^\p{Cc}]{0,198}[^\s\p{Cc}])?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^([^\p{Cc}]|\n){1,4000}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex ProseForm();
}

/// <summary>A form and the words that tell it to the author of a file.</summary>
internal sealed record LineForm(Regex Regex, string Words)
{
    /// <summary>Says of most right texts that they are right, faster than the expression does, and never of a wrong one.</summary>
    public Func<string, bool>? IsSurely { get; init; }

    public bool Fits(string text) => IsSurely?.Invoke(text) == true || Regex.IsMatch(text);
}
