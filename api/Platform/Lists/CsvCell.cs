using System.Text;

namespace Aos.Api.Platform.Lists;

/// <summary>Writes tables as CSV (RFC 4180).</summary>
internal static class CsvCell
{
    /// <summary>
    /// Adds one cell to the line that is being written. A text that a spreadsheet would take for a formula gets an
    /// apostrophe before it, so that it is text there too.
    /// </summary>
    public static void Append(StringBuilder line, string? value)
    {
        if (line.Length > 0 && line[^1] != '\n')
            line.Append(',');
        if (string.IsNullOrEmpty(value))
        {
            // An empty first cell must still be told from the start of the line.
            if (line.Length == 0 || line[^1] == '\n')
                line.Append("\"\"");
            return;
        }

        if (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            value = "'" + value;
        if (value.AsSpan().IndexOfAny(",;\"\r\n") < 0)
            line.Append(value);
        else
            line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
