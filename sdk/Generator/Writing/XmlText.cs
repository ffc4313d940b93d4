using System.Text;
using System.Text.RegularExpressions;

namespace Aos.Sdk.Generator.Writing;

/// <summary>Text of a document inside an XML comment.</summary>
internal static partial class XmlText
{
    public static string Of(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Escape).Where(part => part.Length > 0).ToList();
        return paragraphs.Count switch
        {
            0 => "",
            1 => paragraphs[0],
            _ => string.Concat(paragraphs.Select(part => $"<para>{part}</para>")),
        };
    }

    [GeneratedRegex("`([^`]+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex CodeSpan();

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            escaped.Append(character switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ when char.IsControl(character) => "",
                _ => character.ToString(),
            });
        }
        return CodeSpan().Replace(escaped.ToString(), "<c>$1</c>");
    }
}
