using System.Buffers;
using System.Globalization;
using System.Text;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Vehicle identification number (ISO 3779): form, check digit, last seven characters.</summary>
internal static class Vin
{
    /// <summary>Characters of a VIN.</summary>
    public const int Length = 17;

    /// <summary>Characters of a short VIN: the last seven.</summary>
    public const int ShortLength = 7;

    /// <summary>Characters of a VIN with all its blanks and hyphens.</summary>
    public const int MaxInputLength = 50;

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789ABCDEFGHJKLMNPRSTUVWXYZ");
    private const int CheckPosition = 8;
    private const string Values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    private static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>The VIN of a text: upper case, without blanks and hyphens.</summary>
    /// <exception cref="ProblemException">422, if the text is no VIN; with the way to its vehicles for a short VIN.</exception>
    public static string Parse(string? text) => TryParse(text ?? "") ?? throw Refuse(text);

    /// <summary>The VIN of a text: upper case, without blanks and hyphens; null if the text is none.</summary>
    public static string? TryParse(string text)
    {
        if (text.Length == Length && !text.AsSpan().ContainsAnyExcept(Characters))
            return text;
        var vin = text.Length <= MaxInputLength ? Normalise(text) : text;
        return vin.Length == Length && !vin.AsSpan().ContainsAnyExcept(Characters) ? vin : null;
    }

    /// <summary>Why a text is no VIN; with the way to its vehicles for a short VIN.</summary>
    public static ProblemException Refuse(string? text)
    {
        // The framework binds a path value of nothing but blanks as null.
        text ??= "";
        var vin = text.Length <= MaxInputLength ? Normalise(text) : text;
        return new(VehicleIdentificationErrors.VinInvalid, [])
        {
            Fields = [new() { Parameter = "vin", Code = FieldCodes.FormatInvalid, Detail = Describe(vin) }],
            ResolutionPath = vin.Length == ShortLength && vin.All(IsCharacter)
                ? "/vehicle-identification/v1/short-vins/" + vin
                : "/problems/" + VehicleIdentificationErrors.VinInvalid.Code,
        };
    }

    /// <summary>The text in upper case, without blanks and hyphens.</summary>
    public static string Normalise(string text) =>
        text.Length == Length && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            ? text
            : string.Concat(text.Where(c => c is not ('-' or ' '))).ToUpperInvariant();

    /// <summary>True for a digit or a letter other than I, O and Q.</summary>
    public static bool IsCharacter(char c) => char.IsAsciiDigit(c) || (char.IsAsciiLetterUpper(c) && c is not ('I' or 'O' or 'Q'));

    /// <summary>What the check digit in position 9 says. It is obligatory in North America and China (WMI 1 to 5 and L) and no more than a hint elsewhere.</summary>
    public static CheckDigit Check(string vin) =>
        vin[CheckPosition] == ExpectedCheckDigit(vin) ? CheckDigit.Right
        : vin[0] is (>= '1' and <= '5') or 'L' ? CheckDigit.Wrong : CheckDigit.Doubtful;

    /// <summary>What position 9 must be by the other characters: a digit, or X for ten.</summary>
    public static char ExpectedCheckDigit(string vin)
    {
        var sum = 0;
        for (var i = 0; i < Length; i++)
            sum += Weights[i] * (Values.IndexOf(vin[i], StringComparison.Ordinal) % 10);
        return sum % 11 == 10 ? 'X' : (char)('0' + (sum % 11));
    }

    private static string Describe(string vin)
    {
        if (vin.Length != Length)
            return string.Create(CultureInfo.InvariantCulture, $"The text has {vin.EnumerateRunes().Count()} characters without blanks and hyphens.");
        var wrong = vin.IndexOf(vin.First(c => !IsCharacter(c)), StringComparison.Ordinal);
        var suggestion = vin.Replace('I', '1').Replace('O', '0').Replace('Q', '0');
        return string.Create(CultureInfo.InvariantCulture, $"Position {wrong + 1} is no character of a VIN.")
            + (suggestion.All(IsCharacter) ? $" The VIN may be {suggestion}." : "");
    }
}
