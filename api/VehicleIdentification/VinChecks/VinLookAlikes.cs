using System.Globalization;
using System.Text;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Characters that people type or scanners read instead of those of a VIN.</summary>
internal static class VinLookAlikes
{
    private const int FullWidthFirst = 0xFF01;
    private const int FullWidthLast = 0xFF5E;
    private const int FullWidthShift = 0xFEE0;

    private static readonly Dictionary<char, char> Known = Pairs(
        "IOQ", "100",
        // Cyrillic capitals.
        "АВЕЁЅСНІЈКМОРТХУҮЗԜѴ", "ABEESCH1JKM0PTXYY3WV",
        // Greek capitals; the micro sign becomes a capital Mu.
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZH1KMN0PTYXCJ",
        // Latin letters with a mark, as some keyboards give them.
        "ØÖÓÒÔÕİÍÌÎÏ", "00000011111");

    /// <summary>What an upper-case character stands for: one of a VIN, nothing for an unusual blank or hyphen; null if it looks like none.</summary>
    public static string? Of(Rune character)
    {
        if (Rune.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control)
            return "";
        // Digits of other scripts, full-width and mathematical ones among them.
        if (Rune.GetUnicodeCategory(character) is UnicodeCategory.DecimalDigitNumber)
            return ((int)Rune.GetNumericValue(character)).ToString(CultureInfo.InvariantCulture);
        var plain = character.Value is >= FullWidthFirst and <= FullWidthLast ? (char)(character.Value - FullWidthShift) : character.IsBmp ? (char)character.Value : '\0';
        plain = char.ToUpperInvariant(plain);
        return Vin.IsCharacter(plain) ? plain.ToString()
            : plain is '-' ? ""
            : Known.TryGetValue(plain, out var meant) ? meant.ToString() : null;
    }

    private static Dictionary<char, char> Pairs(params ReadOnlySpan<string> texts)
    {
        var pairs = new Dictionary<char, char>();
        for (var i = 0; i < texts.Length; i += 2)
            for (var place = 0; place < texts[i].Length; place++)
                pairs.Add(texts[i][place], texts[i + 1][place]);
        return pairs;
    }
}
