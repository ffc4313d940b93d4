namespace Aos.Api.Accounts.Pages;

/// <summary>Reads from what a browser calls itself the words that people know.</summary>
internal static class BrowserName
{
    // The first that fits: browsers name those that they want to be taken for, too.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Such as "Firefox, Windows"; null if nothing is known.</summary>
    public static string? Of(string? userAgent)
    {
        string?[] words = [NameIn(Browsers, userAgent), NameIn(Systems, userAgent)];
        return words.Any(word => word is not null) ? string.Join(", ", words.Where(word => word is not null)) : null;
    }

    private static string? NameIn((string Mark, string Name)[] known, string? text) =>
        text is null ? null : known.FirstOrDefault(one => text.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
