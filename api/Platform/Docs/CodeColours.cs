using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Aos.Api.Platform.Docs;

/// <summary>A small syntax colouring: comments, texts, keys, words and numbers of four languages.</summary>
internal static class CodeColours
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    // The names of the groups are the classes in the style sheet.
    private static readonly Dictionary<string, Regex> Languages = new()
    {
        ["bash"] = new("""(?<comment>(^|[ ])#.*$)|(?<string>"[^"]*"|'[^']*')|(?<key>\B--?[A-Za-z][\w-]*)|(?<word>\b(curl|dotnet|export|grep|sed|echo|sleep)\b)""", Options),
        ["csharp"] = new("""(?<comment>//.*$)|(?<string>\$?"[^"]*")|(?<word>\b(using|var|new|await|foreach|in|if|is|not|null|catch|try|true|false|string|int|when|return|async)\b)|(?<number>\b[0-9][0-9_.]*\b)""", Options),
        ["json"] = new("""(?<key>"([^"\\]|\\.)*"[ ]*:)|(?<string>"([^"\\]|\\.)*")|(?<word>\b(true|false|null)\b)|(?<number>-?\b[0-9][0-9.eE+-]*\b)""", Options),
        ["http"] = new("""(?<word>^(GET|HEAD|POST|PUT|DELETE|PATCH)\b|^HTTP/[0-9.]+ [0-9]{3}.*$)|(?<key>^[A-Za-z][A-Za-z-]*:)""", Options),
    };

    /// <summary>The code as HTML with <c>span</c> elements around what has a colour.</summary>
    internal static string Paint(string language, string code)
    {
        if (!Languages.TryGetValue(language, out var pattern))
            return WebUtility.HtmlEncode(code);
        var html = new StringBuilder();
        var done = 0;
        foreach (Match match in pattern.Matches(code))
        {
            html.Append(WebUtility.HtmlEncode(code[done..match.Index]));
            html.Append(Html.Of($"""<span class="{ClassOf(match)}">{match.Value}</span>"""));
            done = match.Index + match.Length;
        }
        return html.Append(WebUtility.HtmlEncode(code[done..])).ToString();
    }

    private static string ClassOf(Match match) =>
        match.Groups.Values.First(group => group.Success && !char.IsAsciiDigit(group.Name[0])).Name;
}
