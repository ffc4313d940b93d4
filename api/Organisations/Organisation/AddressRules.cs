using System.Globalization;
using System.Text;
using Aos.Api.Organisations.Registrations;

namespace Aos.Api.Organisations.Organisation;

/// <summary>What holds for the address data of an organisation, at its registration and afterwards.</summary>
internal static class AddressRules
{
    private const int LongestPage = 255;

    /// <summary>What to send instead of an address that is no homepage.</summary>
    public const string HomepageForm = "Send an http or https address such as https://www.example.com.";

    /// <summary>The address of a homepage with its scheme; null if it is none.</summary>
    public static string? HomepageOf(string text)
    {
        var page = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + text : text;
        var isPage = page.Length <= LongestPage && Uri.TryCreate(page, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0 && uri.Host.Contains('.', StringComparison.Ordinal);
        return isPage ? page : null;
    }

    /// <summary>True for a state or province of a country, and for any text where a country has none.</summary>
    public static bool IsStateOf(string country, string state) => Countries.Find(country) is not { States.Count: > 0 } found || found.States.Contains(state);

    /// <summary>True if one of the texts has a letter of another script than Latin.</summary>
    public static bool IsNotLatin(IEnumerable<string?> texts) => texts.Any(text => text?.EnumerateRunes().Any(IsForeign) == true);

    /// <summary>A letter outside the blocks of the Latin script.</summary>
    private static bool IsForeign(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter
        && letter.Value is not ((>= 0x41 and <= 0x2AF) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB6F) or (>= 0xFB00 and <= 0xFB06));
}
