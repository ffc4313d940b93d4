using System.Globalization;
using System.Text;

namespace Aos.Api.Platform.Http;

/// <summary>Characters that nobody sees: they make two names look alike, or one look like another.</summary>
internal static class HiddenCharacters
{
    /// <summary>True if somebody who reads the text would miss something of it.</summary>
    public static bool IsIn(string text)
    {
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune) && !(IsJoiner(rune) && NeedsJoiners(before)))
                return true;
            before = rune;
        }

        return false;
    }

    /// <summary>True if there is nothing to see.</summary>
    public static bool AreAll(string text) => text.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune) || IsHidden(rune));

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115f or 0x1160 or 0x2800 or 0x3164 or 0xffa0; // fillers: letters and a symbol without a shape

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200c or 0x200d;

    /// <summary>Joiners belong to the spelling of Arabic, Persian and the scripts of India, whose letters follow Hebrew and precede Tibetan.</summary>
    private static bool NeedsJoiners(Rune before) => before.Value is >= 0x0600 and < 0x0f00 && !IsHidden(before);
}
