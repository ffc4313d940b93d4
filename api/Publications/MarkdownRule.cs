using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Aos.Api.Publications;

/// <summary>What texts of editors may hold: HTML is shown as text anyway, and links lead to pages and mail addresses only.</summary>
internal static class MarkdownRule
{
    private static readonly string[] Starts = ["https://", "http://", "mailto:", "/", "#"];

    /// <summary>What is wrong with a text (CommonMark); null if nothing is.</summary>
    public static string? FaultOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var document = Markdown.Parse(text);
        var targets = document.Descendants<LinkInline>().Select(link => link.Url)
            .Concat(document.Descendants<AutolinkInline>().Where(link => !link.IsEmail).Select(link => link.Url));
        return targets.OfType<string>().Any(url => url.Length > 0 && !Starts.Any(start => url.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
            ? "Links may begin with https://, http://, mailto:, / or # only."
            : null;
    }
}
