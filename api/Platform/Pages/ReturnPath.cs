namespace Aos.Api.Platform.Pages;

/// <summary>Where somebody wanted to go: only to this house. <c>UriKind.Relative</c> is no check, it takes <c>//x</c>.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 2000;

    /// <summary>The path as wanted, or home.</summary>
    public static string OrHome(string? wanted, Portal portal) => IsOurs(wanted) ? wanted! : portal.HomeUrl;

    /// <summary>
    /// True for one slash, followed by neither slash nor backslash, without control characters, also in coded form. Other
    /// letters than those of ASCII are ours only in coded form: a header takes no others.
    /// </summary>
    public static bool IsOurs(string? path)
    {
        if (path is not { Length: > 0 and <= MaxLength } || path[0] != '/')
            return false;
        var decoded = Uri.UnescapeDataString(path);
        return !StartsElsewhere(path) && !StartsElsewhere(decoded) && path.All(character => character is > ' ' and <= '~') && !decoded.Any(char.IsControl);
    }

    private static bool StartsElsewhere(string path) => path.Length > 1 && path[1] is '/' or '\\';
}
