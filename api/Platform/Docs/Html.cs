using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aos.Api.Platform.Docs;

/// <summary>
/// Builds HTML from an interpolated string: every hole is encoded, except holes that are HTML already.
/// <c>Html.Of($"…{text}…{html:raw}…")</c>.
/// </summary>
internal static class Html
{
    /// <summary>The text with its holes encoded.</summary>
    internal static string Of(EncodingHandler html) => html.ToString();

    /// <summary>Receives the parts of the interpolated string from the compiler.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct EncodingHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _html = new(literalLength + 32 * formattedCount);

        /// <summary>Markup of the template.</summary>
        public void AppendLiteral(string markup) => _html.Append(markup);

        /// <summary>A value that is text.</summary>
        public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => _html.Append(number);

        /// <summary>A value that is markup already; the format is the word <c>raw</c>.</summary>
        public void AppendFormatted(string? markup, string format) =>
            _html.Append(format == "raw" ? markup : throw new FormatException($"Unknown format {format}."));

        /// <summary>Several values that are markup already.</summary>
        public void AppendFormatted(IEnumerable<string> markup) => _html.AppendJoin('\n', markup);

        /// <inheritdoc />
        public override string ToString() => _html.ToString();
    }
}
